"""JSON, XML and feeds: their words in order, each with its place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import feedparser
import lxml.html
from lxml import etree

from annotations.extraction.blocks import find_blocks
from annotations.extraction.document import Builder, Document, Unreadable
from annotations.extraction.texts.plain import extract_plain
from annotations.extraction.web.as_read import as_read
from annotations.extraction.zipped import PARSER

#: Values that are told apart; what lies deeper or comes later is not in the text.
MOST_VALUES = 100_000
NAME = re.compile(r"^[A-Za-z_][\w-]*$")


class Number(str):
    """A number as it is written: "0.10" is no 0.1 to whoever looks for it."""

    __slots__ = ()


def extract_json(text: str) -> Document:
    """A line for each value, with its name, and its path (https://www.rfc-editor.org/rfc/rfc9535) for its place."""
    try:
        top = json.loads(text.lstrip("\ufeff"), parse_float=Number, parse_int=Number)
    except (ValueError, RecursionError):
        top = _lines(text)
        if top is None:
            return extract_plain(text)  # a part of a file: the words are there all the same
    built = Builder()
    beyond = False
    for number, (path, name, value) in enumerate(_leaves(top)):
        if beyond := number >= MOST_VALUES:
            break
        words = str(value) if isinstance(value, str | Number) else json.dumps(value, ensure_ascii=False)
        built.add("paragraph", f"{name}: {words}" if name else words, where=path)
    named = top if isinstance(top, dict) else {}
    title = next((named[key] for key in ("title", "headline", "name") if type(named.get(key)) is str), "")
    return built.document(title=title.strip(), doubt="beyond" if beyond else "")


def _lines(text: str) -> list[Any] | None:
    """The values of JSON lines (https://jsonlines.org), None where they are none."""
    try:
        return [
            json.loads(line, parse_float=Number, parse_int=Number)
            for line in text.lstrip("\ufeff").splitlines()
            if line.strip()
        ] or None
    except (ValueError, RecursionError):
        return None


def _leaves(top: Any) -> Iterator[tuple[str, str, Any]]:
    """(path, name, value) of each value that holds no others, in order; without recursion."""
    stack: list[tuple[str, str, Any]] = [("$", "", top)]
    while stack:
        path, name, value = stack.pop()
        if isinstance(value, dict) and value:
            inside = [(path + (f".{key}" if NAME.match(key) else f"[{key!r}]"), key, one) for key, one in value.items()]
            stack += reversed(inside)
        elif isinstance(value, list) and value:
            stack += reversed([(f"{path}[{at}]", name, one) for at, one in enumerate(value)])
        elif value not in (None, "", [], {}):
            yield path, name, value


def extract_xml(data: bytes) -> Document:
    """The words of each element that holds some, with all below it, and what its attributes say, in order.

    Raises Unreadable for what is no XML.
    """
    try:
        root = etree.fromstring(data, PARSER)
    except (etree.XMLSyntaxError, ValueError) as exc:
        raise Unreadable("cannot_read") from exc
    built = Builder()
    stack = [root] if root is not None else []
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str):
            continue
        built.add("paragraph", _attributes(element))
        if len(element) == 0 or any((words or "").strip() for words in (element.text, *(one.tail for one in element))):
            built.add("paragraph", " ".join("".join(element.itertext()).split()))
        else:
            stack += reversed(element)
    title = next(
        (
            one
            for one in (root if root is not None else ())
            if isinstance(one.tag, str) and etree.QName(one).localname == "title"
        ),
        None,
    )
    return built.document(title="" if title is None else " ".join("".join(title.itertext()).split()))


def _attributes(element: Any) -> str:
    """ "currency: USD, rate: 1.09"; nothing of namespaces, whose attributes tell how the file is to be read."""
    told = ((name, " ".join(words.split())) for name, words in element.attrib.items() if not name.startswith("{"))
    return ", ".join(f"{name}: {words}" for name, words in told if words)


def extract_feed(data: bytes, url: str) -> Document:
    """A heading and the words of each entry (RSS, Atom). Raises Unreadable for a feed without entries."""
    feed = feedparser.parse(BytesIO(data))  # bytes alone could be the name of a file
    built = Builder()
    for entry in feed.entries:
        built.add("heading", _plain(entry.get("title", "")), level=2)
        built.add("paragraph", " ".join((entry.get("published") or entry.get("updated") or "").split()))
        for part in [*entry.get("content", []), *([entry.summary_detail] if "summary_detail" in entry else [])]:
            _add_markup(built, part.get("value", ""), url)
            break  # the summary only where there is no content
    if not built.length:
        return extract_xml(data)
    about = feed.feed
    return built.document(
        title=_plain(about.get("title", "")),
        author=about.get("author", ""),
        language=about.get("language", ""),
    )


def _plain(markup: str) -> str:
    """A title, in which feeds may have markup."""
    return " ".join(lxml.html.fromstring(f"<p>{markup}</p>").text_content().split()) if markup.strip() else ""


def _add_markup(built: Builder, markup: str, url: str) -> None:
    if markup.strip():
        for block in find_blocks(as_read(lxml.html.fromstring(f"<div>{markup}</div>")), url):
            built.add(block.kind, block.text, links=block.links, level=block.level, cell=block.cell)
