"""The readable part of a page: what a library chose of it, and what that loses of the article.

Libraries that take boilerplate away also take captions, lists, corrections, short paragraphs and those that are one
link. What stands among the chosen paragraphs, in the same element as they do, belongs to them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import Any

from annotations.extraction.blocks import Found

#: Code points of a block that is told apart from all others by its words.
TELLING = 40
#: Words of a block are looked for inside longer ones from this length on.
INSIDE = 15
#: The share of a chosen block's letters that must be found again in blocks of the page to take those instead.
COVERED = 0.8
#: Letters of a paragraph that is nothing but a link and still no teaser.
LINKED_SENTENCE = 50
#: A longer block is no correction.
LONGEST_CORRECTION = 2_000
SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*\s*$")
#: Elements that hold parts of a block of text; what holds them in turn is where the text stands.
PARTS = {"ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption",
         "blockquote", "figure", "figcaption", "cite", "footer", "details", "summary", "header"}  # fmt: skip
ELSEWHERE = {"nav", "form", "aside"}
ELSEWHERE_CLASS = re.compile(
    r"(^|[\s_-])(nav|menu|share|sharing|social|related|recommend\w*|promo\w*|advert\w*|ads?|sponsor\w*|newsletter|teasers?"
    r"|comments?|sidebar|widget|breadcrumbs?|tags?|toolbar|popular|trending|most-read|read-?more|more-from|outbrain|taboola"
    r"|subscribe|signup|login|cookie\w*|byline|author-bio|copyright|footer|skip)($|[\s_-])",
    re.IGNORECASE,
)
FACTS_CLASS = re.compile(r"(^|[\s_-])((info|fact)-?box|(key-?)?facts|at-a-glance)($|[\s_-])", re.IGNORECASE)
NOTES_CLASS = re.compile(r"(^|[\s_-])(foot-?notes?|end-?notes?|references|fn-?list)($|[\s_-])", re.IGNORECASE)
LEAD_CLASS = re.compile(
    r"(^|[\s_-])(lead|lede|standfirst|intro|introduction|summary|subtitle|sub-?head(line)?|deck?|dek|chapeau|entradilla"
    r"|bajada|vorspann|anreisser|sommario|occhiello|linha-fina)($|[\s_-])",
    re.IGNORECASE,
)
CAPTION_CLASS = re.compile(r"caption(?!s-)|legend", re.IGNORECASE)
CORRECTION_CLASS = re.compile(r"correct(ion|ed)|clarification|erratum|errata|amend|editors?-?_?note", re.IGNORECASE)
CORRECTION = re.compile(
    r"^\W*(corrections?|clarifications?|correction and clarification|editor.?s.? note|erratum|errata)\b"
    r"|^\W*(this|the) (article|story|report|piece|post|headline) (was|has been) (amended|updated|corrected|edited)"
    r"|^\W*(una|en una) versión anterior de (este|esta)|^\W*(une|dans une) (première )?version (précédente|antérieure)"
    r"|(einer|eine) (früheren?|ersten?) (version|fassung) (dieses|des)|^\W*(anmerkung|hinweis) der redaktion"
    r"|^\W*(uma|em uma|numa) versão anterior d|^\W*una (prima|precedente) versione d|^\W*note de la rédaction"
    r"|^\W*nota (de la redacción|da redação|della redazione)"
    r"|an earlier version of th(is|e) (article|story|report|piece|post|headline)"
    r"|^\W*(corrección|fe de errores|rectificación|aclaración|correção|errata|correctif|rectificatif|erratum|korrektur"
    r"|berichtigung|richtigstellung|rettifica|correzione|errata corrige|تصحيح|تنويه|توضيح|düzeltme|sprostowanie|korekta"
    r"|исправление|уточнение|поправка|виправлення|уточнення|정정|訂正|更正|διόρθωση|rectificatie|koreksi|ralat|सुधार|संशोधन"
    r"|সংশোধন)(\b|\s|:|：)",
    re.IGNORECASE,
)


def readable(chosen: list[Found], page: list[Found]) -> list[Found]:
    """`chosen` and what belongs to it, in the order of the `page`, all of whose blocks are given.

    The two stem from different trees of the same page, so they are brought together by their words.
    """
    taken, kept = _places(chosen, page)
    told = "\n".join(_norm(block.text) for block in chosen)
    home = _home([page[at] for at in taken])
    first, last = min(taken, default=0), max(taken, default=-1)
    for at, block in enumerate(page):
        if at in taken or _is_told(_norm(block.text), told):
            continue
        belongs = first < at and _belongs(block, home, inside=at < last)
        if belongs or _is_correction(block) or (at > last and _is_note(block)) or (at < first and _is_lead(block)):
            taken.add(at)
    while taken and max(taken) > last and page[max(taken)].kind == "heading":
        taken.remove(max(taken))  # a heading without what it heads
    beside = [(at, block) for at, block in kept if at not in taken or _norm(block.text) not in _norm(page[at].text)]
    placed = [(float(at), page[at]) for at in taken] + [(at + 0.5, block) for at, block in beside]
    return [block for _, block in sorted(placed, key=lambda pair: pair[0])]


def _places(chosen: list[Found], page: list[Found]) -> tuple[set[int], list[tuple[int, Found]]]:
    """Which blocks of the page were chosen, whole or as a part of what was chosen; and the chosen ones that are none of
    these, each with the place that it comes after.
    """
    said = [_norm(block.text) for block in page]
    where: dict[str, list[int]] = {}
    for at, words in enumerate(said):
        where.setdefault(words, []).append(at)
    taken: set[int] = set()
    left: list[tuple[int, Found]] = []
    reached = -1
    for block in chosen:
        spots = where.get(_norm(block.text), [])
        later = bisect_right(spots, reached)
        spot = spots[later] if later < len(spots) else next((at for at in spots if at not in taken), None)
        if spot is None:
            left.append((reached, block))
        else:
            reached = spot
            taken.add(spot)
    parts, covered = _inside([_norm(block.text) for _, block in left], said, taken)
    open_parts = [spot_and_block for number, spot_and_block in enumerate(left) if number not in covered]
    wholes, kept = _around(open_parts, said, taken)
    return taken | parts | wholes, kept


def _around(
    parts: list[tuple[int, Found]], said: list[str], taken: set[int]
) -> tuple[set[int], list[tuple[int, Found]]]:
    """The blocks of the page that `parts` are together, nearly whole; and the other parts, each with its place."""
    places: list[tuple[int, Found]] = []
    letters: Counter[int] = Counter()
    for before, block in parts:
        words = _norm(block.text)
        spots = [at for at, whole in enumerate(said) if at not in taken and words in whole]
        around = next((at for at in spots if at >= before), spots[0] if spots else before)
        if spots:
            letters[around] += len(words)
        places.append((around, block))
    wholes = {at for at, count in letters.items() if count >= COVERED * len(said[at])}
    return wholes, [(at, block) for at, block in places if at not in wholes]


def _is_told(words: str, told: str) -> bool:
    """Whether a good stretch of `words`, at their begin, middle or end, is part of what was chosen."""
    middle = max(0, len(words) // 2 - TELLING // 2)
    stretches = {words[:TELLING], words[middle : middle + TELLING], words[-TELLING:]}
    return len(words) >= TELLING and any(stretch in told for stretch in stretches)


def _inside(wholes: list[str], said: list[str], taken: set[int]) -> tuple[set[int], set[int]]:
    """The blocks of the page that stand inside one of `wholes`, and which of these are nothing else, nearly.

    Few letters may stand anywhere by chance: such blocks count at the beginning of a whole or right after another one,
    where all of the whole is found so.
    """
    joined, starts, heads = "\n".join(wholes), [0], dict[str, int]()
    for whole in wholes:
        for letters in range(1, min(INSIDE, len(whole) + 1)):
            heads.setdefault(whole[:letters], starts[-1])
        starts.append(starts[-1] + len(whole) + 1)
    parts: list[set[int]] = [set() for _ in wholes]
    few: list[set[int]] = [set() for _ in wholes]
    reached = 0
    for at, words in enumerate(said if joined else []):
        if at in taken or not words:
            continue
        if len(words) >= INSIDE:
            spot = joined.find(words)
        else:
            spot = reached if joined.startswith(words, reached) else heads.get(words, -1)
        if spot >= 0:
            reached = spot + len(words)
            (parts if len(words) >= INSIDE else few)[bisect_right(starts, spot) - 1].add(at)
    covered = {
        number
        for number, whole in enumerate(wholes)
        if sum(len(said[at]) for at in parts[number] | few[number]) >= COVERED * len(whole)
    }
    return set().union(*parts, *(few[number] for number in covered)), covered


def _home(blocks: list[Found]) -> set[Any]:
    """The elements in which the chosen paragraphs stand: those with two of them, or all where there are few."""
    holders = Counter(_holder(block.element) for block in blocks if len(block.text) >= TELLING)
    often = {holder for holder, times in holders.items() if times > 1}
    return often or set(holders)


def _holder(element: Any) -> Any:
    """The element in which the text stands that `element` is a part of."""
    if isinstance(element.tag, str) and element.tag in ("div", "section", "article", "main", "body"):
        return element  # loose words in it
    above = element.getparent()
    while above is not None and (above.tag in PARTS or _only_wraps(above) or _is_box_of_facts(above)):
        above = above.getparent()
    return above


def _is_box_of_facts(element: Any) -> bool:
    return element.tag == "aside" and FACTS_CLASS.search(_named(element)) is not None


def _named(element: Any) -> str:
    """What designers and scripts call it."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _only_wraps(element: Any) -> bool:
    """Whether an element is there for nothing but the one table, list or figure in it."""
    inner = next(element.iterchildren(), None) if element.tag == "div" else None
    if inner is None or inner.getnext() is not None:  # counting the children would visit each, for each line in it
        return False
    return isinstance(inner.tag, str) and inner.tag in PARTS and not (element.text or "").strip()


def _belongs(block: Found, home: set[Any], *, inside: bool) -> bool:
    element = block.element
    caption = _is_caption(element)
    at_home = any(above in home for above in element.iterancestors()) if caption else _holder(element) in home
    if not at_home or _is_elsewhere(element, home):
        return False
    if caption:
        return " " in block.text.strip()
    sentence = SENTENCE_END.search(block.text) is not None
    if block.linked > 0.6:
        return sentence and len(block.text) >= LINKED_SENTENCE and not _in_list(element)
    if block.kind in ("item", "cell"):
        return inside or sentence
    return block.kind in ("heading", "preformatted", "quote") or sentence or (inside and element.tag == "dt")


def _is_caption(element: Any) -> bool:
    near = _with_above(element)
    return any(above.tag == "figcaption" for above in near) or any(
        CAPTION_CLASS.search(above.get("class") or "") for above in near[:2]
    )


def _in_list(element: Any) -> bool:
    return any(above.tag in ("ul", "ol", "table") for above in element.iterancestors())


def _is_elsewhere(element: Any, home: set[Any]) -> bool:
    """Whether something between `element` and its home says that it is about something else."""
    for above in _with_above(element):
        if above in home:
            return False
        if ELSEWHERE_CLASS.search(_named(above)) or (above.tag in ELSEWHERE and not _is_box_of_facts(above)):
            return True
        if above.tag in ("ul", "ol", "table") and _is_mostly_links(above):
            return True
    return False


def _is_mostly_links(element: Any) -> bool:
    linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
    return linked > 0.5 * len("".join(element.itertext()).strip())


def _is_note(block: Found) -> bool:
    """Whether a block stands among the notes after an article."""
    near = _with_above(block.element)[:6]
    return any(
        above.get("role") in ("doc-endnotes", "doc-footnote", "doc-bibliography") or NOTES_CLASS.search(_named(above))
        for above in near
    )


def _is_lead(block: Found) -> bool:
    """Whether a block is the sentence between an article's heading and its text."""
    near = _with_above(block.element)[:3]
    named = any(LEAD_CLASS.search(above.get("class") or "") for above in near)
    return named and block.linked < 0.5 and len(block.text) >= TELLING and not _is_elsewhere(block.element, set())


def _is_correction(block: Found) -> bool:
    if len(block.text) > LONGEST_CORRECTION or not SENTENCE_END.search(block.text):
        return False
    near = list(_with_above(block.element))
    if any(above.tag == "nav" or "comment" in (above.get("class") or "").lower() for above in near):
        return False
    named = any(CORRECTION_CLASS.search(above.get("class") or "") for above in near[:3])
    return named or CORRECTION.search(block.text) is not None


def _with_above(element: Any) -> list[Any]:
    return [element, *element.iterancestors()]


def _norm(text: str) -> str:
    """Without blanks: where boxes part words, the library writes them as one."""
    return "".join(text.split())
