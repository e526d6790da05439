"""Words of a page's elements and of its head, as one line each."""

from __future__ import annotations

import re
from html import unescape
from typing import Any


def of_meta(meta: list[tuple[str, str]], names: tuple[str, ...]) -> list[str]:
    return [words for name in names for said, words in meta if said == name]


def first(words: list[str]) -> str:
    return next(filter(None, map(plain, words)), "")


def plain(words: Any) -> str:
    """One line without entities that were written twice."""
    return " ".join(unescape(words).split()) if isinstance(words, str) else ""


def words_of(element: Any) -> str:
    parted = any(inner.tag in ("br", "p", "div", "li") for inner in element.iterdescendants())
    return plain((" " if parted else "").join(element.itertext()))


def folded(words: str) -> str:
    return re.sub(r"\W+", "", words).casefold().removeprefix("the")
