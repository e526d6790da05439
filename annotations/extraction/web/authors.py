"""Who a page says that it is by: people, and never a role, an agency, an address or a time of day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from annotations.extraction.web.linked_data import names_of, type_of
from annotations.extraction.web.page_words import folded, of_meta, plain, words_of

AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "dc.contributor.author", "parsely-author",
           "sailthru.author", "byl", "article.author", "creator")  # fmt: skip
#: Catalogues write these surname first, one element a person.
CITED_AUTHORS = ("citation_author", "citation_authors")
#: Where others than the page's authors are named.
OF_OTHERS = re.compile(r"comment|related|sidebar|teaser|recommend|promo", re.IGNORECASE)
BYLINE_TAGS = ("p", "span", "div", "address", "a")
BYLINE = re.compile(r"(^|[\s_-])(by-?line|author(s|-name|__name|_name)?)($|[\s_-])", re.IGNORECASE)
#: Words before a name.
BY = re.compile(
    r"^\W*(written by|reported by|story by|text by|words by|posted by|author|authors|by|von|par|por|de autoría de|di|av"
    r"|door|autora?|auteur|autore|بقلم|كتب(ت)?|кто|автор|текст|od|oleh|yazan|מאת|โดย|του|της|tác giả|autoři"
    r"|(?:本报|本報|特约|特約)?[记記]者|撰文|作者|文)\s*(:|：|・|\s)\s*",
    re.IGNORECASE,
)
#: What ends the names: another fact in the same line.
AFTER = re.compile(r"\s+[|•·–—]\s+|\s+/\s+(?=\S+$)|\s*[|•]\s*|\s{2,}|\n|(?<=\w)\s+\(", re.IGNORECASE)
BETWEEN = re.compile(
    r"\s*[,;、，؛]\s*(?:and\s+)?|\s+(?:and|und|et|y|e|i|og|och|en|ve|dan|и|та|και|&)\s+|\s+و\s?(?=\w)|\s+/\s+|\s+(?-i:a)\s+"
    r"|(?<=[א-ת]{2})\s+ו(?=[א-ת]{2,}\s[א-ת])",
    re.IGNORECASE,
)
NO_NAME = re.compile(
    r"https?:|www\.|@|\d|^(updated|published|posted|last|edited|staff|admin|administrator|editor|user|guest|unknown|none|n/a"
    r"|anonymous|redaktion|redacción|redação|rédaction|redazione|webmaster)$"
    r"|\b(writer|reporter|correspondent|editor|journalist|columnist|contributor|bureau chief|producer|analyst"
    r"|photographer|staff|updated|published|min(ute)? read|redakteur(in)?|korrespondent(in)?|journaliste|correspondant"
    r"|periodista"
    r"|corresponsal|repórter|jornalista|giornalista|inviat[oa])\b",
    re.IGNORECASE,
)
LONGEST_NAME, LONGEST_LINE = 80, 1_000
#: "Author: ", in whatever language; and what one may have done, before the word for "by".
LABEL = re.compile(r"^\W*[^\s:：\d,;]+(?:\s[^\s:：\d,;]+){0,2}\s?[:：](?!//)\s*(?=\S)")
DONE_BY = re.compile(
    r"^(?:published|posted|written|reported|analysis|opinion|comment(?:ary)?|reporting|report|story|interview|publié"
    r"|écrit|propos recueillis|recueillis|enquête|reportage|a cura|(?:ein )?(?:artikel|beitrag|bericht|kommentar"
    r"|interview)|geschrieben|un artículo|escrito|publicado|uma reportagem|texto|scritto)"
    r"\s+(?:by|von|par|por|di|da)\s+",
    re.IGNORECASE,
)
#: An address with a name behind it, as feeds have it.
OF_MAIL = re.compile(r"\S+@\S+\s+\((.+)\)")
#: Where they were, behind a name: "A. Rowan in Oslo".
CITY = re.compile(
    r"(?<=\w)\s+(?:in|from|reporting from|aus|à|en)\s+[A-ZÀ-Þ][\w.-]+(?:\s[A-ZÀ-Þ][\w.-]+){0,2}"
    r"(?=\s*(?:[,;&]|and\b|und\b|et\b|y\b|$))"
)
#: What else ends the names: a handle, an agency, a day, a house, what others did.
ENDS = re.compile(
    r"\s+@\w|\s+-\s+|\s+(?:for|avec|with)\s+(?=[A-Z])|,?\s+(?:on|at|le|am|el|em|il)\s+(?=\d|[A-Z][a-z]+\.? \d)"
    r"|,?\s+(?=\d{1,2}[./ ])|,?\s+(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\s+(?=\d)|[.;,]?\s*\b(?:edit(?:ed|ing)|fact-?checked|reviewed|photograph\w*|photos?|fotos?|pictures|illustrat\w+"
    r"|video)\b[^|]{0,12}?(?:by|:)\s|\s+(?:报道|報道|報導|记者|記者)$|\s*(?:写真|撮影|編集|摄影|攝影|编辑|編輯)\s*[・:：/／]",
    re.IGNORECASE,
)
#: A line near the title that names its authors; and a name that nobody could take for something else.
BY_PEOPLE = re.compile(
    r"(?:(?:[Ww]ritten |[Rr]eported |[Tt]ext )?[Bb][Yy]|Von|Par|Por|Di|Door|Text:|Texte :)\s+(?=[A-ZÀ-Þ])"
)
NAME_ALONE = re.compile(
    r"[A-ZÀ-Þ][\w.'’-]*(?:\s(?:(?:de|da|do|dos|del|van|von|der|den|al|el|bin|la|le)\s){0,2}[A-ZÀ-Þ][\w.'’-]*){1,3}"
)
DAY_AT_END = re.compile(
    r"\d{1,2}\W+[^\W\d]+\W+\d{4}\W*$|[^\W\d]+\W+\d{1,2}\W+\d{4}\W*$|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\W*$"
)
#: "김민수 기자 kim@news.example"; several Chinese names, which nothing but a space parts.
KOREAN = re.compile(r"([가-힣]{2,4})\s(?:선임|수습|인턴|전문)?\s?(?:기자|특파원|논설위원)(?![가-힣])")
CHINESE = re.compile(r"[\u4e00-\u9fff]{2,3}(?: [\u4e00-\u9fff]{2,3})+")
MOST_LINES = 6
SUFFIX = re.compile(r",\s*(?=(?:Jr|Sr|II|III|IV)\b)")
DEGREE = re.compile(r"(?:Ph\.?D|M\.?D|M\.?A|B\.?A|LL\.?[BM]|R\.?N|MSc|MBA|Esq|Dr|Prof)\.?", re.IGNORECASE)
#: Spanish surnames of two parts.
OF_TWO = re.compile(r"(\w+ \w+) (y) (\w+)$")
#: Who is named where nobody else is.
AGENCY = re.compile(r"dpa|afp|ap|efe|ansa|reuters|associated press", re.IGNORECASE)
HOUSE = re.compile(
    r"newsroom|news desk|web ?desk|desk|team|the .* (?:post|times|news|herald|tribune|journal)|agenc\w+.*"
    r"|.*\bstaff|.* (?:editorial|news) team",
    re.IGNORECASE,
)


def authors_of(tree: Any, things: list[dict[str, Any]], meta: list[tuple[str, str]], publisher: str) -> list[str]:
    """All of the first kind of place that names somebody."""
    articles = [thing for thing in things if not type_of(thing).endswith("WebPage")] or things
    cited = [_turned(name) for words in of_meta(meta, CITED_AUTHORS) for name in re.split(r"\s*;\s*", words)]
    places = (
        [name for thing in articles for said in names_of(_author(thing)) for name in people_in(said)],
        cited,
        [name for words in of_meta(meta, AUTHORS) for name in people_in(words)],
        [name for words in _bylines(tree) for name in people_in(words)],
        _in_head(tree),
    )
    site = folded(publisher)
    for names in places:
        kept = [name for name in dict.fromkeys(names) if folded(name) != site]
        if kept:
            return kept[:30]
    return []


def _author(thing: dict[str, Any]) -> Any:
    return thing.get("author") or thing.get("creator")


def _bylines(tree: Any) -> Iterator[str]:
    """What stands where pages name their authors, most certain first."""
    elements = [one for one in tree.iter() if isinstance(one.tag, str) and not _of_others(one)]
    marked = [one for one in elements if "author" in (one.get("itemprop") or "").split()]
    for one in marked:
        parts = (inner for inner in one.iter() if isinstance(inner.tag, str) and inner.get("itemprop") == "name")
        named = next(parts, one)
        yield named.get("content") or _line(named)
    linked = [one for one in elements if one.tag == "a" and "author" in (one.get("rel") or "").split()]
    if marked or linked:
        yield from map(_line, () if marked else linked)
        return
    named_so = [one for one in elements if one.tag in BYLINE_TAGS and BYLINE.search(one.get("class") or "")]
    short = [one for one in named_so if 0 < len(words_of(one)) <= 2 * LONGEST_NAME]
    # Of several people each has an element of the same kind, side by side; what is farther off is of somebody else.
    beside = [one for one in short if one.getparent() is short[0].getparent() and one.tag == short[0].tag]
    yield from map(_line, beside)


def _line(element: Any) -> str:
    """The words of a byline, whose own lines are parted as names are."""
    for breaking in element.iter("br"):
        breaking.text = ", "
    said = words_of(element)
    for breaking in element.iter("br"):
        breaking.text = None
    return said


def _in_head(tree: Any) -> list[str]:
    """The names of a line near the title that begins with "By" and ends with a day, whatever its element is called.

    Without the day it may be anything: "By Publication Date", "By Land and Sea".
    """
    title = next(tree.iter("h1"), None)
    lines = () if title is None else title.xpath("following::*[self::p or self::div or self::span or self::address]")
    for line in lines[:MOST_LINES]:
        words = plain(words_of(line))
        if len(words) > 2 * LONGEST_NAME and line.tag == "p":
            break  # the story has begun
        if (
            len(words) <= 2 * LONGEST_NAME
            and BY_PEOPLE.match(words)
            and DAY_AT_END.search(words)
            and not _of_others(line)
        ):
            names = people_in(words)
            if names and all(NAME_ALONE.fullmatch(name) for name in names):
                return names
    return []


def _of_others(element: Any) -> bool:
    """Whether it stands where comments and other stories are."""
    return any(
        above.tag in ("aside", "nav", "footer")
        or OF_OTHERS.search(f"{above.get('class') or ''} {above.get('id') or ''}")
        for above in element.iterancestors()
    )


def people_in(words: str) -> list[str]:
    """The names in a line about authors: "By Ana Reyes, Staff Writer | Updated 3 May" is Ana Reyes."""
    if named := KOREAN.findall(words[:LONGEST_LINE]):
        return list(dict.fromkeys(named))
    line = ENDS.split(AFTER.split(_names_alone(plain(words)[:LONGEST_LINE]), maxsplit=1)[0], maxsplit=1)[0]
    line = OF_TWO.sub(lambda found: " ".join(found.groups()).replace(" ", "\N{NO-BREAK SPACE}"), SUFFIX.sub(" ", line))
    line = _without_places(BY.sub("", line, count=1))
    names = line.split() if CHINESE.fullmatch(line) else BETWEEN.split(line)
    parts = [part.replace("\N{NO-BREAK SPACE}", " ").strip(" .·-–—") for part in names]
    if len(parts) == 2 and all(part and " " not in part and not NO_NAME.search(part) for part in parts) and "," in line:
        return [f"{parts[1]} {parts[0]}"]  # surname first
    people = [part for number, part in enumerate(parts) if _is_person(part, first=number == 0)]
    return [part for part in people if not AGENCY.fullmatch(part)] or people


def _without_places(line: str) -> str:
    """A line of names without cities: "A. Rowan in Oslo and B. Okafor, London"."""
    line = CITY.sub("", line)
    names, _comma, last = line.rpartition(",")
    is_city = len(names.split()) > 1 and len(last.split()) == 1 and last.strip()[:1].isupper()
    return names if is_city else line


def _names_alone(line: str) -> str:
    """A line without what stands before the names."""
    mail = OF_MAIL.fullmatch(line)
    line = DONE_BY.sub("", mail[1] if mail else line, count=1)
    line = BY.sub("", LABEL.sub("", line, count=1), count=1).strip()
    return LABEL.sub("", ENDS.split(line, maxsplit=1)[0] or line, count=1)


def _is_person(part: str, *, first: bool) -> bool:
    if not part or len(part) > LONGEST_NAME or NO_NAME.search(part):
        return False
    # What follows a name in small letters is what somebody is, or where.
    return not (DEGREE.fullmatch(part) or HOUSE.fullmatch(part) or (not first and part[0].islower()))


def _turned(name: str) -> str:
    surname, comma, given = name.partition(",")
    return f"{given.strip()} {surname.strip()}" if comma and given.strip() else name.strip()
