"""What a page says of itself: title, authors, site, description.

The page's own word counts, in this order: JSON-LD, meta elements, headings. Never the name of its site for a title, nor
a role, an address or a time of day for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from annotations.extraction.blocks import Found
from annotations.extraction.linked_data import names_of, own_things, type_of

TITLES = ("og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title", "title", "headline")
AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "dc.contributor.author", "parsely-author",
           "sailthru.author", "byl", "article.author", "creator")  # fmt: skip
#: Catalogues write these surname first, one element a person.
CITED_AUTHORS = ("citation_author", "citation_authors")
SITES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "citation_publisher")
DESCRIPTIONS = ("og:description", "twitter:description", "description", "dc.description")
#: What parts a title from the name of its site.
PARTED = re.compile(r"\s+[|\-–—·•:»«/]+\s+|\s*[|»]\s*")
LOGO = re.compile(r"logo|brand|masthead|site-?(title|name)|sitename", re.IGNORECASE)
#: Where others than the page's authors are named.
OF_OTHERS = re.compile(r"comment|related|sidebar|teaser|recommend|promo", re.IGNORECASE)
BYLINE_TAGS = ("p", "span", "div", "address", "a")
BYLINE = re.compile(r"(^|[\s_-])(by-?line|author(s|-name|__name|_name)?)($|[\s_-])", re.IGNORECASE)
#: Words before a name.
BY = re.compile(
    r"^\W*(written by|reported by|story by|text by|words by|posted by|author|authors|by|von|par|por|de autoría de|di|av"
    r"|door|autora?|auteur|autore|بقلم|كتب(ت)?|кто|автор|текст|od|oleh|yazan|撰文|作者|記者|记者|文)\s*(:|：|\s)\s*",
    re.IGNORECASE,
)
#: What ends the names: another fact in the same line.
AFTER = re.compile(r"\s+[|•·–—]\s+|\s*[|•]\s*|\s{2,}|\n|(?<=\w)\s+\(", re.IGNORECASE)
BETWEEN = re.compile(
    r"\s*[,;、，؛]\s*(?:and\s+)?|\s+(?:and|und|et|y|e|i|og|och|en|ve|dan|и|та|και|&)\s+|\s+و\s?(?=\w)", re.IGNORECASE
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
LONGEST_NAME = 80


@dataclass
class Facts:
    title: str = ""
    authors: list[str] = field(default_factory=list)
    publisher: str = ""
    #: What the page's head says that it is about: blocks for a page without text.
    description: list[Found] = field(default_factory=list)


def facts_of(tree: Any, url: str) -> Facts:
    """The facts in `tree` (lxml), which stays as it is."""
    things, meta = list(own_things(tree)), _meta(tree)
    publisher = _first(
        [*_of_meta(meta, SITES), *(name for thing in things for name in names_of(thing.get("publisher")))]
    )
    return Facts(
        title=_title(tree, things, meta, _site_names(publisher, url, tree)),
        authors=_authors(tree, things, meta, publisher),
        publisher=publisher[:200],
        description=_description(tree, things, meta),
    )


def _meta(tree: Any) -> list[tuple[str, str]]:
    """(name, content) of each meta element, the name in small letters."""
    return [
        ((meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower(), words)
        for meta in tree.iter("meta")
        if (words := _plain(meta.get("content")))
    ]


def _of_meta(meta: list[tuple[str, str]], names: tuple[str, ...]) -> list[str]:
    return [words for name in names for said, words in meta if said == name]


def _first(words: list[str]) -> str:
    return next(filter(None, map(_plain, words)), "")


def _plain(words: Any) -> str:
    """One line without entities that were written twice."""
    return " ".join(unescape(words).split()) if isinstance(words, str) else ""


def _words(element: Any) -> str:
    parted = any(inner.tag in ("br", "p", "div", "li") for inner in element.iterdescendants())
    return _plain((" " if parted else "").join(element.itertext()))


# Title


def _site_names(publisher: str, url: str, tree: Any) -> set[str]:
    """Names by which the site may be called, folded: its own, its host's, its logo's."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    logos = (_words(heading) for heading in _headings(tree) if _is_logo(heading))
    return {_folded(name) for name in (publisher, host, host.partition(".")[0], *logos)} - {""}


def _folded(words: str) -> str:
    return re.sub(r"\W+", "", words).casefold().removeprefix("the")


def _headings(tree: Any) -> Iterator[Any]:
    return tree.iter("h1", "h2", "h3")


def _is_logo(heading: Any) -> bool:
    """Whether a heading is the site's name: it is called so, or is nothing but a link to the front page."""
    near = [heading, *list(heading.iterancestors())[:2], *heading.iterdescendants()]
    if any(LOGO.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in near if isinstance(one.tag, str)):
        return True
    links = list(heading.iter("a"))
    return bool(links) and all((link.get("href") or "") in ("/", "./", "#") for link in links)


def _title(tree: Any, things: list[dict[str, Any]], meta: list[tuple[str, str]], sites: set[str]) -> str:
    headlines = {_plain(thing.get("headline") or _name_of_video(thing)) for thing in things} - {""}
    headings = [_words(one) for one in tree.iter("h1") if not _is_logo(one)]
    whole = _first([_words(one) for one in tree.iter("title") if not _inside_picture(one)])
    told = [*(headlines if len(headlines) == 1 else ()), *_of_meta(meta, TITLES), *headings]
    told.append(_by_heading(tree, whole))
    for words in told:
        if (bare := _without_site(words, sites)) and _folded(bare) not in sites:
            return bare
    return _without_site(whole, sites) or whole


def _name_of_video(thing: dict[str, Any]) -> Any:
    return thing.get("name") if re.search(r"Object$|Episode$", type_of(thing)) else None


def _inside_picture(element: Any) -> bool:
    return any(above.tag == "svg" for above in element.iterancestors())


def _without_site(words: str, sites: set[str]) -> str:
    """`words` without the site's name at either end."""
    parts = list(PARTED.finditer(words))
    if parts and _folded(words[parts[-1].end() :]) in sites:
        return words[: parts[-1].start()].strip()
    if parts and _folded(words[: parts[0].start()]) in sites:
        return words[parts[0].end() :].strip()
    return words


def _by_heading(tree: Any, whole: str) -> str:
    """The heading that the page's <title> begins with, up to what parts it from the rest; "" without one."""
    heads = {whole[: part.start()] for part in PARTED.finditer(whole)}
    return next((words for one in _headings(tree) if (words := _words(one)) in heads and not _is_logo(one)), "")


# Authors


def _authors(tree: Any, things: list[dict[str, Any]], meta: list[tuple[str, str]], publisher: str) -> list[str]:
    """All of the first kind of place that names somebody."""
    articles = [thing for thing in things if not type_of(thing).endswith("WebPage")] or things
    cited = [_turned(name) for words in _of_meta(meta, CITED_AUTHORS) for name in re.split(r"\s*;\s*", words)]
    places = (
        [name for thing in articles for said in names_of(thing.get("author")) for name in people_in(said)],
        cited,
        [name for words in _of_meta(meta, AUTHORS) for name in people_in(words)],
        [name for words in _bylines(tree) for name in people_in(words)],
    )
    site = _folded(publisher)
    for names in places:
        kept = [name for name in dict.fromkeys(names) if _folded(name) != site]
        if kept:
            return kept[:30]
    return []


def _bylines(tree: Any) -> Iterator[str]:
    """What stands where pages name their authors, most certain first."""
    elements = [one for one in tree.iter() if isinstance(one.tag, str) and not _of_others(one)]
    marked = [one for one in elements if "author" in (one.get("itemprop") or "").split()]
    for one in marked:
        parts = (inner for inner in one.iter() if isinstance(inner.tag, str) and inner.get("itemprop") == "name")
        named = next(parts, one)
        yield named.get("content") or _words(named)
    linked = [one for one in elements if one.tag == "a" and "author" in (one.get("rel") or "").split()]
    if marked or linked:
        yield from map(_words, () if marked else linked)
        return
    named_so = (one for one in elements if one.tag in BYLINE_TAGS and BYLINE.search(one.get("class") or ""))
    yield from [words for one in named_so if len(words := _words(one)) <= 2 * LONGEST_NAME][:1]


def _of_others(element: Any) -> bool:
    """Whether it stands where comments and other stories are."""
    return any(
        above.tag in ("aside", "nav", "footer")
        or OF_OTHERS.search(f"{above.get('class') or ''} {above.get('id') or ''}")
        for above in element.iterancestors()
    )


def people_in(words: str) -> list[str]:
    """The names in a line about authors: "By Ana Reyes, Staff Writer | Updated 3 May" is Ana Reyes."""
    line = BY.sub("", AFTER.split(BY.sub("", _plain(words), count=1).strip(), maxsplit=1)[0], count=1)
    parts = [part.strip(" .-–—") for part in BETWEEN.split(line)]
    if len(parts) == 2 and all(part and " " not in part and not NO_NAME.search(part) for part in parts):
        return [f"{parts[1]} {parts[0]}"]  # surname first
    return [part for part in parts if part and len(part) <= LONGEST_NAME and not NO_NAME.search(part)]


def _turned(name: str) -> str:
    surname, comma, given = name.partition(",")
    return f"{given.strip()} {surname.strip()}" if comma and given.strip() else name.strip()


# Description


def _description(tree: Any, things: list[dict[str, Any]], meta: list[tuple[str, str]]) -> list[Found]:
    """The longest of what the head says of the content, as one paragraph."""
    told = [_plain(thing.get(name)) for thing in things for name in ("articleBody", "text", "description")]
    told += _of_meta(meta, DESCRIPTIONS)
    longest = max(told, key=len, default="")
    return [Found("paragraph", longest, [], None, tree)] if longest else []
