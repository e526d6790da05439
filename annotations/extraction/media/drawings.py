"""The words that a drawing (SVG) shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from annotations.extraction.document import Builder, Document, Unreadable
from annotations.extraction.zipped import PARSER


def extract_svg(data: bytes) -> Document:
    """The words that a drawing shows, a paragraph each; what it is called and described as. Raises Unreadable."""
    try:
        root = etree.fromstring(data, PARSER)
    except (etree.XMLSyntaxError, ValueError) as exc:
        raise Unreadable("cannot_read") from exc
    built = Builder()
    title = ""
    for element in root.iter("{*}title", "{*}desc", "{*}text"):
        words = words_of(element)
        if etree.QName(element).localname == "title" and element.getparent() is root:
            title = words
        else:
            built.add("paragraph", words)
    return built.document(title=title)


def words_of(text: Any) -> str:
    """The words of a `<text>`, in one line."""
    return " ".join("".join(_pieces(text)).split())


def _pieces(element: Any) -> Iterator[str]:
    """With a blank before a part that stands on a line of its own, or whose digits would join those before it."""
    said = element.text or ""
    yield said
    row = element.get("y")
    for child in element:
        if isinstance(child.tag, str):
            inside = "".join(_pieces(child))
            moved = child.get("dy") is not None or (child.get("y") or row) != row
            placed = child.get("x") is not None and said[-1:].isdecimal() and inside[:1].isdecimal()
            yield f" {inside}" if moved or placed else inside
            row, said = child.get("y") or row, inside or said
        yield child.tail or ""
        said = child.tail or said
