"""When a page says that it was published: only where the page declares it, never what its words may mean.

Places, the first that speaks counts: JSON-LD (https://schema.org/datePublished), meta elements, the `<time>` of the
article's head, the page's address. What only looks like a date of publication is a guess, for a person to take over.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from email.utils import parsedate
from typing import Any

from annotations.extraction.web.datelines import day_in
from annotations.extraction.web.linked_data import own_things, type_of

#: Names of meta elements (`name`, `property` or `itemprop`) that tell the day of publication.
META = {
    "article:published_time", "article:published", "og:article:published_time", "og:published_time",
    "article.published", "datepublished", "date", "pubdate", "publishdate", "publish-date", "publish_date",
    "publication_date", "publication-date", "date.issued", "dc.date", "dc.date.issued", "dc.date.created",
    "dcterms.date", "dcterms.issued", "dcterms.created", "citation_date", "citation_publication_date",
    "citation_online_date", "sailthru.date", "parsely-pub-date", "originalpublicationdate", "uploaddate",
    "video:release_date",
}  # fmt: skip
ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])")
PACKED = re.compile(r"^(\d{4})[/.]?(\d{2})[/.]?(\d{2})$")
#: Words that a line has whose day is that of something else.
NO_PUBLICATION = re.compile(
    r"\b(?:born|died|copyright|photo\w*|picture|effective|expires?|valid|since|as of"
    r"|taken|signed|founded|deadline|geboren|gestorben|gültig|née? (?:le|en)|nacid[oa]|nascid[oa]|nat[oa] il|válid[oa]"
    r"|foto\w*|urodz\w*)\b|©|®",
    re.IGNORECASE,
)
#: Letters beside the day in such a line.
BESIDE_A_DAY = 60
#: 03/04/2024, which is one day in some countries and another one in others.
SLASHED = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?![\d/.-])")
IN_ADDRESS = re.compile(r"[/-](\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/_.-]|$)")
#: Letters beside a time in a sentence; a line of dates has fewer.
STORY = 25
#: Words before the day of a change.
CHANGED = re.compile(
    r"updat|modif|edited|amended|actuali[sz]ad|actualitzat|atualizad|actualizat|mis à jour|mise à jour|aktualisiert"
    r"|aktuali[sz]|zaktualiz|aggiornat|bijgewerkt|gewijzigd|uppdatera|oppdatert|opdateret|päivitetty|frissít|ažurira"
    r"|diperbarui|dikemas kini|cập nhật|güncel|обновл|оновл|ενημερ|עודכן|עדכון|تحديث|به‌?روز|更新|수정|अपडेट|อัปเดต",
    re.IGNORECASE,
)
#: Classes of a day of publication, and words before the day of something else.
PUBLISHED = re.compile(r"publish|posted|created|entry-date", re.IGNORECASE)
EVENT = re.compile(
    r"\b(?:starts?|begins?|ends?|until|deadline|from|when|event|due|beginn|ende|bis|inicio|début|inizio)\W*$",
    re.IGNORECASE,
)
#: Elements in which a date is about something else.
ELSEWHERE = {"nav", "aside", "footer", "blockquote", "figure", "table", "iframe"}
#: Classes of parts of a page that are about others.
OTHERS = re.compile(
    r"(^|[\s_-])(comments?|related|recommend\w*|teasers?|more(-\w+)?|sidebar|widget|popular)($|[\s_-])", re.I
)
#: Letters of a paragraph at which the article's head ends.
BODY = 120
OLDEST = 1600
EPOCH = datetime.date(1970, 1, 1)


def declared_date(tree: Any, url: str) -> str:
    """The day as ISO 8601, "" where the page declares none."""
    for said in (_json_ld(tree), _meta(tree), _time(tree), _address(url)):
        if said:
            return said
    return ""


def date_guesses(tree: Any) -> list[str]:
    """The days that a date in the article's head may mean; a person has to say which, or whether it is the day."""
    return next((days for words in _head_words(tree) if (days := _dateline(words))), [])


def _dateline(words: str) -> list[str]:
    """The days that a line may mean which tells little else, "By A. Rowan, 2 April 2026"; none for others."""
    start, end, days = _first_day(words)
    before, after = words[:start], words[end:]
    changed = CHANGED.search(before) or (CHANGED.search(after) and not re.search(r"\d{4}", after))
    if not days or changed or NO_PUBLICATION.search(words) or EVENT.search(before):
        return []
    beside = (before + after).strip()
    is_sentence = beside.endswith(".") and any(c.isalpha() for c in before)
    return sorted(days) if len(beside) <= BESIDE_A_DAY and not is_sentence else []


def _first_day(words: str) -> tuple[int, int, set[str]]:
    """(start, end, what it may mean) of the first day in `words`."""
    slashed, said = SLASHED.search(words), day_in(words)
    if slashed and (said is None or slashed.start() < said.start):
        return *slashed.span(), _days(slashed)
    if said is None:
        return 0, 0, set()
    return said.start, said.end, {_day(*day) for day in said.days} - {""}


def read_date(words: Any) -> str:
    """The day in `words`, as ISO 8601, where they can mean only one; "" otherwise."""
    words = str(words).strip()[:100] if isinstance(words, str) else ""
    if found := ISO.match(words) or PACKED.match(words):
        return _day(*(int(part) for part in found.groups()))
    if found := SLASHED.fullmatch(words.partition(" ")[0]):
        days = _days(found)
        return days.pop() if len(days) == 1 else ""
    _start, _end, days = _first_day(words)
    if days:
        return days.pop() if len(days) == 1 else ""
    told = parsedate(words)
    return _day(*told[:3]) if told else ""


def _days(found: re.Match[str]) -> set[str]:
    """The days that three numbers may mean; with points between them the day comes first, wherever that is written."""
    first, second, year = (int(part) for part in found.groups())
    orders = {_day(year, second, first)} if "." in found[0] else {_day(year, second, first), _day(year, first, second)}
    return orders - {""}


def _day(year: int, month: int, day: int) -> str:
    """Empty for a day that there is not, or not yet."""
    try:
        found = datetime.date(year, month, day)
    except (ValueError, OverflowError):
        return ""
    tomorrow = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)
    if found == EPOCH:
        return ""  # what programs say where they know no day
    return found.isoformat() if year >= OLDEST and found <= tomorrow else ""


def _json_ld(tree: Any) -> str:
    """What all of the page's own objects agree on: a list of teasers has many dates, and none is the page's."""
    things = list(own_things(tree))
    articles = [thing for thing in things if not type_of(thing).endswith("WebPage")] or things
    told = (thing.get("datePublished") or thing.get("uploadDate") for thing in articles)
    said = {date for value in told if (date := read_date(value))}
    if not said:
        said = {date for thing in things if (date := read_date(thing.get("datePublished")))}
    return said.pop() if len(said) == 1 else ""


def _meta(tree: Any) -> str:
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if name in META and (said := read_date(meta.get("content") or meta.get("datetime") or "")):
            return said
    return ""


def _time(tree: Any) -> str:
    for element in tree.iter():
        is_said = element.get("itemprop") == "datePublished" or (
            element.tag == "time" and element.get("pubdate") is not None
        )
        if is_said and not _is_of_another(element):
            return read_date(element.get("datetime") or element.get("content") or "".join(element.itertext()))
    for element in _head(tree):
        if element.tag != "time" or _in_story(element) or _is_of_another(element):
            continue
        if said := read_date(element.get("datetime") or ""):
            return said
    return ""


def _is_of_another(element: Any) -> bool:
    """Whether a day is that of a comment, or of a teaser in the article's page."""
    for above in element.iterancestors():
        named = f"{above.get('class') or ''} {above.get('id') or ''}"
        if above.tag in ELSEWHERE or OTHERS.search(named):
            return True
        if (
            above.tag == "article"
            and (heading := next(above.iter("h1", "h2", "h3", "h4", "h5", "h6"), None)) is not None
        ):
            return heading.tag not in ("h1", "h2") and next(element.getroottree().iter("h1"), None) is not None
    return False


def _in_story(element: Any) -> bool:
    """Whether a time is told in a sentence, or is that of a change."""
    above, sibling = element.getparent(), element.getprevious()
    if above is None:
        return False
    own = " ".join("".join(element.itertext()).split())
    called = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    published = PUBLISHED.search(called) is not None
    if CHANGED.search(called) and not published:
        return True
    before = (above.text if sibling is None else sibling.tail) or ""
    if CHANGED.search(before) or CHANGED.search(own) or (EVENT.search(before) and not published):
        return True
    around = " ".join("".join(above.itertext()).split())
    return above.tag == "p" and len(around) > len(own) + STORY and around.endswith((".", "。"))


def _head_words(tree: Any) -> Iterator[str]:
    """The words of each small element of the article's head."""
    for element in _head(tree):
        words = " ".join("".join(element.itertext()).split())
        if len(words) < BODY and not (element.tag == "time" and _in_story(element)):
            yield words


def _head(tree: Any) -> Iterator[Any]:
    """Elements around the page's first h1: of the <header> it stands in, else from it to the first long paragraph."""
    title = next(tree.iter("h1"), None)
    if title is None:
        return
    header = next((above for above in title.iterancestors("header")), None)
    if header is not None and not any(above.tag in ELSEWHERE for above in header.iterancestors()):
        yield from header.iterdescendants()
    for element in title.itersiblings():
        for inner in element.iter():
            if not isinstance(inner.tag, str) or inner.tag in ELSEWHERE:
                continue
            if any(above.tag in ELSEWHERE for above in inner.iterancestors()):
                continue
            if inner.tag == "p" and len("".join(inner.itertext()).strip()) >= BODY:
                return
            yield inner


def _address(url: str) -> str:
    found = IN_ADDRESS.search(url.partition("?")[0])
    return _day(*(int(part) for part in found.groups())) if found else ""
