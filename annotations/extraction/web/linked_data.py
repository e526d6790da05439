"""What a page tells of itself in JSON-LD (https://schema.org), as far as it is about the page's own content."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

#: Kinds of objects that are the page's own content.
OWN = re.compile(
    r"Article|Posting|Report$|WebPage$|^CreativeWork$|^Book$|^Dataset$|\b(?:Claim|Media)Review\b", re.IGNORECASE
)
#: What programs put around JSON so that it passes for a script or for markup.
WRAPPED = re.compile(
    r"^\s*(?:(?:/[/*]\s*)?<!\[CDATA\[(?:\s*\*/)?|<!--)|(?:(?:/[/*]\s*)?\]\]>(?:\s*\*/)?|(?://\s*)?-->)\s*$"
)
#: Kinds that are the content of a page of their own, and else only stand in an article.
MEDIA = re.compile(r"^(Video|Audio)Object$|Episode$|Clip$", re.IGNORECASE)
#: Lists within lists and objects within objects that are looked through.
DEEPEST = 6
#: Bytes of JSON-LD that are read.
MOST_JSON = 400_000
PEOPLE = ("author", "creator", "publisher")


def own_things(tree: Any) -> Iterator[dict[str, Any]]:
    """The page's own objects, in order; a list of teasers has many, and none is the page."""
    media = any(
        meta.get("property") == "og:type" and (meta.get("content") or "").startswith(("video", "music"))
        for meta in tree.iter("meta")
    )
    for script in tree.iter("script"):
        words = script.text or ""
        if "ld+json" not in (script.get("type") or "").lower() or len(words) > MOST_JSON:
            continue
        try:
            top = json.loads(WRAPPED.sub("", words), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in top if isinstance(top, list) else [top]:
            inside = thing.get("@graph") if isinstance(thing, dict) else None
            graph = inside if isinstance(inside, list) else [thing]
            named = {one["@id"]: one for one in graph if isinstance(one, dict) and isinstance(one.get("@id"), str)}
            for one in _with_main(graph):
                if OWN.search(type_of(one)) or (media and MEDIA.search(type_of(one))):
                    yield {name: _resolved(value, named) if name in PEOPLE else value for name, value in one.items()}


def _with_main(graph: list[Any]) -> Iterator[dict[str, Any]]:
    """The objects, and what they say that they are mainly about."""
    for one in graph:
        if isinstance(one, dict):
            yield one
            if isinstance(one.get("mainEntity"), dict):
                yield one["mainEntity"]


def _resolved(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    """Objects in the place of their names (`{"@id": …}`)."""
    if isinstance(value, list):
        return [_resolved(one, named) for one in value[:100]]
    key = value.get("@id") if isinstance(value, dict) and "name" not in value else None
    return named.get(key, value) if isinstance(key, str) else value


def type_of(thing: dict[str, Any]) -> str:
    kinds = thing.get("@type")
    return " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds or "")


def names_of(value: Any, depth: int = 0) -> list[str]:
    """The names in an author or publisher: a string, an object, or a list of these."""
    if depth > DEEPEST:
        return []
    if isinstance(value, list):
        return [name for one in value for name in names_of(one, depth + 1)]
    if isinstance(value, dict):
        return names_of(value.get("name"), depth + 1)
    return [value] if isinstance(value, str) and value.strip() else []
