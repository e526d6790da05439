"""The words of slides (pptx): of each that is shown, in the order of the talk (ECMA-376 part 1, 19)."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from annotations.extraction.document import Builder, Document, given_author, given_title
from annotations.extraction.zipped import open_zip, part_of

WORDS = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SLIDE = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LINK = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
DC = "{http://purl.org/dc/elements/1.1/}"
TALK, FACTS = "ppt/presentation.xml", "docProps/core.xml"
#: Placeholders whose words are a slide's heading; and those that stand on every slide.
HEADINGS, REPEATED = ("title", "ctrTitle"), ("sldNum", "dt", "ftr")


def extract_slides(data: bytes) -> Document:
    """Headings, paragraphs and cells, each with the number of its slide. Raises Unreadable."""
    file = open_zip(data)
    built = Builder()
    for number, slide in enumerate(_slides(file), 1):
        if slide.get("show") not in ("0", "false"):
            _add_slide(built, slide, number)
    facts = part_of(file, FACTS) if FACTS in file.namelist() else None
    return built.document(title=given_title(_fact(facts, "title")), author=given_author(_fact(facts, "creator")))


def _slides(file: zipfile.ZipFile) -> Iterator[Any]:
    names = file.namelist()
    where = {
        one.get("Id"): one.get("Target") or "" for one in part_of(file, "ppt/_rels/presentation.xml.rels").iter(LINK)
    }
    for told in part_of(file, TALK).iter(f"{SLIDE}sldId"):
        name = posixpath.normpath(posixpath.join("ppt", where.get(told.get(RELATION), ""))).lstrip("/")
        if name in names:
            yield part_of(file, name)


def _add_slide(built: Builder, slide: Any, number: int) -> None:
    for paragraph in slide.iter(f"{WORDS}p"):
        above = list(paragraph.iterancestors())
        place = next((one.find(f".//{SLIDE}ph") for one in above if one.tag == f"{SLIDE}sp"), None)
        kind = place.get("type") if place is not None else ""
        if kind in REPEATED:
            continue
        words = "".join(_pieces(paragraph)).strip()
        if kind in HEADINGS:
            built.add("heading", words, level=2, page=number)
        else:
            in_table = any(one.tag == f"{WORDS}tc" for one in above)
            built.add("cell" if in_table else "paragraph", words, page=number)


def _pieces(paragraph: Any) -> Iterator[str]:
    for part in paragraph.iter(f"{WORDS}t", f"{WORDS}br"):
        yield "\n" if part.tag == f"{WORDS}br" else part.text or ""


def _fact(facts: Any, name: str) -> str:
    return (facts.findtext(f"{DC}{name}") or "").strip() if facts is not None else ""
