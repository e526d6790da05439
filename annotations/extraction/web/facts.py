"""What a page says of itself: title, authors, site, description.

The page's own word counts, in this order: JSON-LD, meta elements, headings. Never the name of its site for a title, nor
a role, an address or a time of day for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from annotations.extraction.blocks import Found
from annotations.extraction.web.as_read import UNSEEN, is_gone
from annotations.extraction.web.authors import authors_of
from annotations.extraction.web.linked_data import names_of, own_things, type_of
from annotations.extraction.web.page_words import first, folded, of_meta, plain, words_of

TITLES = ("og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title", "title", "headline")
SITES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "citation_publisher")
DESCRIPTIONS = ("og:description", "twitter:description", "description", "dc.description")
#: What parts a title from the name of its site.
PARTED = re.compile(r"\s+[|\-–—·•:»«/]+\s+|\s*[|»｜：]\s*")
#: The same at its beginning.
LED_BY = re.compile(r":\s+")
#: What programs call a page that nobody gave a title.
UNNAMED = frozenset({"home", "homepage", "startseite", "inicio", "accueil", "index", "untitled", "default", "document"})
CUT = re.compile(r"\s*(?:\.\.\.|…)$")
LOGO = re.compile(r"logo|brand|masthead|site-?(title|name)|sitename", re.IGNORECASE)


@dataclass
class Facts:
    title: str = ""
    authors: list[str] = field(default_factory=list)
    publisher: str = ""
    #: The words of the rating, of a page that is one fact-check.
    ruled: str = ""
    #: What the page's head says that it is about: blocks for a page without text.
    description: list[Found] = field(default_factory=list)


def facts_of(tree: Any, url: str) -> Facts:
    """The facts in `tree` (lxml), which stays as it is."""
    things, meta = list(own_things(tree)), _meta(tree)
    publisher = first([*of_meta(meta, SITES), *(name for thing in things for name in names_of(thing.get("publisher")))])
    return Facts(
        title=_title(tree, things, meta, _site_names(publisher, url, tree)),
        authors=authors_of(tree, things, meta, publisher),
        publisher=publisher[:200],
        ruled=_ruled(things),
        description=_description(tree, things, meta),
    )


def _ruled(things: list[dict[str, Any]]) -> str:
    """The rating's words of the one fact-check on the page; "" of several, which rule on several claims."""
    told = {_rating_words(thing.get("reviewRating")) for thing in things if "ClaimReview" in type_of(thing).split()}
    return told.pop() if len(told) == 1 else ""


def _rating_words(rating: Any) -> str:
    rating = rating[0] if isinstance(rating, list) and rating else rating
    words = (rating.get("alternateName") or rating.get("name")) if isinstance(rating, dict) else ""
    words = words[0] if isinstance(words, list) and words else words
    return plain(words.get("@value") if isinstance(words, dict) else words)


def _meta(tree: Any) -> list[tuple[str, str]]:
    """(name, content) of each meta element, the name in small letters."""
    return [
        ((meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower(), words)
        for meta in tree.iter("meta")
        if (words := plain(meta.get("content")))
    ]


# Title


def _site_names(publisher: str, url: str, tree: Any) -> set[str]:
    """Names by which the site may be called, folded: its own, its host's, its logo's."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    logos = (words_of(heading) for heading in _headings(tree) if _is_logo(heading))
    return {folded(name) for name in (publisher, host, host.partition(".")[0], *logos)} - {""}


def _headings(tree: Any) -> Iterator[Any]:
    return iter(tree.iter("h1", "h2", "h3"))


def _is_logo(heading: Any) -> bool:
    """Whether a heading is the site's name: it is called so, or is nothing but a link to the front page."""
    near = [heading, *list(heading.iterancestors())[:2], *heading.iterdescendants()]
    if any(LOGO.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in near if isinstance(one.tag, str)):
        return True
    links = list(heading.iter("a"))
    return bool(links) and all((link.get("href") or "") in ("/", "./", "#") for link in links)


def _title(tree: Any, things: list[dict[str, Any]], meta: list[tuple[str, str]], sites: set[str]) -> str:
    headlines = {plain(thing.get("headline") or _name_of_video(thing)) for thing in things} - {""}
    heads = [one for one in tree.iter("h1") if not _is_logo(one) and not _is_beside(one)]
    headings = [_heading(one) for one in sorted(heads, key=lambda one: bool(UNSEEN & _classes(one)))]
    whole = first([words_of(one) for one in tree.iter("title") if not _inside_picture(one)])
    told = [*(headlines if len(headlines) == 1 else ()), *of_meta(meta, TITLES), *headings]
    told.append(_by_heading(tree, whole))
    named = (_without_site(words, sites) for words in told)
    bare = [words for words in named if words and folded(words) not in sites | UNNAMED]
    if bare:
        begun, cut = CUT.subn("", bare[0])
        return next((words for words in bare if cut and len(words) > len(bare[0]) and words.startswith(begun)), bare[0])
    if folded(whole) in sites | UNNAMED:
        whole = first([_heading(one) for one in _headings(tree) if not _is_logo(one) and not _is_beside(one)]) or whole
    return _without_site(whole, sites) or whole


def _classes(element: Any) -> set[str]:
    return set((element.get("class") or "").lower().split())


def _heading(element: Any) -> str:
    """Its words without the marks of notes."""
    marks = [one for one in element.iter("sup") if "".join(one.itertext()).strip("[]* \n").isdigit()]
    if not marks:
        return words_of(element)
    return plain("".join(text for text in element.itertext() if text not in {"".join(m.itertext()) for m in marks}))


def _is_beside(heading: Any) -> bool:
    """Whether a heading is that of a menu or of a box, or one that nobody sees."""
    return any(
        above.tag in ("aside", "nav", "footer") or is_gone(above) for above in [heading, *heading.iterancestors()]
    )


def _name_of_video(thing: dict[str, Any]) -> Any:
    return thing.get("name") if re.search(r"Object$|Episode$", type_of(thing)) else None


def _inside_picture(element: Any) -> bool:
    return any(above.tag == "svg" for above in element.iterancestors())


def _without_site(words: str, sites: set[str]) -> str:
    """`words` without the site's name at either end."""
    parts = list(PARTED.finditer(words))
    if parts and folded(words[parts[-1].end() :]) in sites:
        return words[: parts[-1].start()].strip()
    if parts and folded(words[: parts[0].start()]) in sites:
        return words[parts[0].end() :].strip()
    led = LED_BY.search(words)
    if led and folded(words[: led.start()]) in sites:
        return words[led.end() :].strip()
    return words


def _by_heading(tree: Any, whole: str) -> str:
    """The heading that the page's <title> begins with, up to what parts it from the rest; "" without one."""
    heads = {whole[: part.start()] for part in PARTED.finditer(whole)}
    return next((words for one in _headings(tree) if (words := words_of(one)) in heads and not _is_logo(one)), "")


# Description


def _description(tree: Any, things: list[dict[str, Any]], meta: list[tuple[str, str]]) -> list[Found]:
    """The longest of what the head says of the content, as one paragraph."""
    told = [plain(thing.get(name)) for thing in things for name in ("articleBody", "text", "description")]
    told += of_meta(meta, DESCRIPTIONS)
    longest = max(told, key=len, default="")
    return [Found("paragraph", longest, [], None, tree)] if longest else []
