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

from annotations.extraction.linked_data import own_things, type_of

#: Names of meta elements (`name`, `property` or `itemprop`) that tell the day of publication.
META = {
    "article:published_time", "article:published", "og:article:published_time", "og:published_time",
    "article.published", "datepublished", "date", "pubdate", "publishdate", "publish-date", "publish_date",
    "publication_date", "publication-date", "date.issued", "dc.date", "dc.date.issued", "dc.date.created",
    "dcterms.date", "dcterms.issued", "dcterms.created", "citation_date", "citation_publication_date",
    "citation_online_date", "sailthru.date", "parsely-pub-date", "originalpublicationdate", "uploaddate",
    "video:release_date",
}  # fmt: skip
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ISO = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])")
PACKED = re.compile(r"^(\d{4})[/.]?(\d{2})[/.]?(\d{2})$")
WORDED = re.compile(
    r"^(?:[A-Za-z]+,\s*)?(?:(\d{1,2})\.?\s+([A-Za-z]{3,9})|([A-Za-z]{3,9})\.?\s+(\d{1,2})),?\s+(\d{4})\b"
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
DATELINE = re.compile(rf"(?<!\w)(?:\d{{1,2}}\.?\s+{MONTH}|{MONTH}\s+\d{{1,2}}),?\s+\d{{4}}(?!\w)", re.IGNORECASE)
#: Words that a line has whose day is that of something else.
NO_PUBLICATION = re.compile(
    r"\b(?:born|died|copyright|photo\w*|picture|effective|expires?|valid|since|as of"
    r"|taken|signed|founded|deadline)\b|©",
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
    r"updat|modif|edited|amended|actualizad|atualizad|mis à jour|mise à jour|aktualisiert|aggiornat|güncel|обновл|оновл"
    r"|تحديث|更新|수정|अपडेट",
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
    for words in _head_words(tree):
        if (found := SLASHED.search(words)) and (days := _days(found)):
            return sorted(days)
        if day := _dateline(words):
            return [day]
    return []


def _dateline(words: str) -> str:
    """The day in a line that tells little else, "By A. Rowan, 2 April 2026"; "" for others."""
    found = DATELINE.search(words)
    if found is None or CHANGED.search(words) or NO_PUBLICATION.search(words) or EVENT.search(words[: found.start()]):
        return ""
    beside = words[: found.start()] + words[found.end() :]
    return read_date(found[0]) if len(beside) <= BESIDE_A_DAY and not beside.strip().endswith(".") else ""


def read_date(words: Any) -> str:
    """The day in `words`, as ISO 8601, where they can mean only one; "" otherwise."""
    words = str(words).strip()[:100] if isinstance(words, str) else ""
    if found := ISO.match(words) or PACKED.match(words):
        return _day(*(int(part) for part in found.groups()))
    if found := SLASHED.fullmatch(words.partition(" ")[0]):
        days = _days(found)
        return days.pop() if len(days) == 1 else ""
    if found := WORDED.match(words):
        day, month, other_month, other_day, year_ = found.groups()
        name = (month or other_month).lower()[:3]
        return _day(int(year_), MONTHS.index(name) + 1, int(day or other_day)) if name in MONTHS else ""
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
    for element in tree.iter("time"):
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            return read_date(element.get("datetime") or "".join(element.itertext()))
    for element in _head(tree):
        if element.tag != "time" or _in_story(element):
            continue
        if said := read_date(element.get("datetime") or ""):
            return said
    return ""


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
