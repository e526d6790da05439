"""Electronic books (EPUB 3): their chapters in reading order."""

from __future__ import annotations

import posixpath
import zipfile
from urllib.parse import unquote

import lxml.html

from annotations.extraction.blocks import find_blocks
from annotations.extraction.charset import decode
from annotations.extraction.document import Builder, Document, Unreadable, given_day
from annotations.extraction.web.as_read import as_read
from annotations.extraction.zipped import open_zip, part_of

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTAINER = "META-INF/container.xml"


def extract_book(data: bytes) -> Document:
    """Headings, paragraphs, items of all chapters; `where` is the file of a chapter. Raises Unreadable."""
    parts = open_zip(data)
    rootfile = next((one for one in part_of(parts, CONTAINER).iter() if one.get("full-path")), None)
    if rootfile is None:
        raise Unreadable("cannot_open")
    place = rootfile.get("full-path")
    package = part_of(parts, place)
    files = {item.get("id"): item.get("href") or "" for item in package.iter(f"{OPF}item")}
    built = Builder()
    for reference in package.iter(f"{OPF}itemref"):
        name = posixpath.normpath(
            posixpath.join(posixpath.dirname(place), unquote(files.get(reference.get("idref"), "")))
        )
        for block in find_blocks(_chapter(parts, name), ""):
            built.add(block.kind, block.text, level=block.level, where=name, cell=block.cell)
    named = {
        tag: [(one.text or "").strip() for one in package.iter(f"{DC}{tag}")]
        for tag in ("title", "creator", "language", "date")
    }
    return built.document(
        title=next(iter(named["title"]), ""),
        author="; ".join(filter(None, named["creator"])),
        language=next(iter(named["language"]), ""),
        date=next(filter(None, map(given_day, named["date"])), ""),
    )


def _chapter(parts: zipfile.ZipFile, name: str) -> lxml.html.HtmlElement:
    try:
        text = decode(parts.read(name), markup=True)[0]
        tree = lxml.html.document_fromstring(text.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (KeyError, ValueError, lxml.etree.ParserError, zipfile.BadZipFile):
        return lxml.html.fragment_fromstring("<div></div>")
    body = tree.find("body")
    return as_read(tree if body is None else body)
