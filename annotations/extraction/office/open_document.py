"""The text of OpenDocument files (odt, ods, odp), from their own XML (ISO/IEC 26300).

Libraries that read them mix remarks into the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from annotations.extraction.blocks import Link, closed_up, trimmed
from annotations.extraction.cells import cell_of, cell_places
from annotations.extraction.document import Builder, Document, Unreadable, given_author, given_title
from annotations.extraction.office.tables import Table, add_tables
from annotations.extraction.web.as_read import set_apart
from annotations.extraction.zipped import open_zip, part_of

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
DC = "{http://purl.org/dc/elements/1.1/}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
#: Our own mark on an element: what its style says of its words.
SAID = "said"
#: What nobody reads in the text: remarks, what was deleted, the number of a note beside its words, a speaker's notes.
GONE = {f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{TEXT}tracked-changes", f"{TEXT}note-body",
        "{urn:oasis:names:tc:opendocument:xmlns:presentation:1.0}notes"}  # fmt: skip
BOX = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"
#: White space in the file is one space; more of it has elements of its own.
SPACE = re.compile(r"\s+")
#: How often a cell or row that is repeated is written down: files repeat the empty ones to the sheet's end.
MOST_REPEATED = 20_000


def extract_open_document(data: bytes) -> Document:
    """Headings, paragraphs, items, tables, notes; or the sheets of a workbook. Raises Unreadable."""
    parts = open_zip(data)
    content = part_of(parts, "content.xml")
    body = content.find(f"{OFFICE}body")
    if body is None:
        raise Unreadable("file_without_text")
    sheets_of_styles = [content, *([part_of(parts, "styles.xml")] if "styles.xml" in parts.namelist() else [])]
    _apply(_styles(sheets_of_styles), body)
    facts = None
    if "meta.xml" in parts.namelist():
        with suppress(Unreadable):  # what is told of a document is not needed to read it
            facts = part_of(parts, "meta.xml")
    built = Builder()
    beyond = False
    sheets = body.find(f"{OFFICE}spreadsheet")
    if sheets is not None:
        beyond = add_tables(built, map(_sheet, _seen_sheets(sheets, content)))
    else:
        _add_text(built, body)
    return built.document(
        title=given_title(_fact(facts, f"{DC}title")),
        author=given_author(_fact(facts, f"{META}initial-creator") or _fact(facts, f"{DC}creator")),
        doubt="beyond" if beyond else "",
    )


def _styles(sheets: list[Any]) -> dict[str, str]:
    """{style: "sup", "sub" or "gone"} of those on which the words depend."""
    own: dict[str, tuple[str, str]] = {}
    for sheet in sheets:
        for style in sheet.iter(f"{STYLE}style"):
            said = style.find(f"{STYLE}text-properties")
            name, base = style.get(f"{STYLE}name") or "", style.get(f"{STYLE}parent-style-name") or ""
            own.setdefault(name, (_said(said) if said is not None else "", base))
    found = {}
    for name in own:
        told, base = own[name]
        for _ in range(10):
            if told or base not in own:
                break
            told, base = own[base]
        found[name] = told
    return {name: words for name, words in found.items() if words}


def _said(properties: Any) -> str:
    struck = properties.get(f"{STYLE}text-line-through-style") or properties.get(f"{STYLE}text-line-through-type")
    if struck not in (None, "none") or properties.get(f"{TEXT}display") == "none":
        return "gone"
    height = (properties.get(f"{STYLE}text-position") or "").split(" ")[0]
    if height.startswith(("sub", "-")):
        return "sub"
    return "sup" if height and height.rstrip("%") != "0" else ""


def _apply(styles: dict[str, str], body: Any) -> None:
    """Write on each element what its style says of its words."""
    for element in body.iter():
        if said := styles.get(element.get(f"{TEXT}style-name") or ""):
            element.set(SAID, said)


def _fact(facts: Any, tag: str) -> str:
    found = next(facts.iter(tag), None) if facts is not None else None
    return (found.text or "").strip() if found is not None else ""


def _add_text(built: Builder, body: Any) -> None:
    notes: list[str] = []
    places = cell_places(
        body,
        table=f"{TABLE}table",
        row=f"{TABLE}table-row",
        cells=(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"),  # those that a wide one covers stand behind it
        span=lambda cell: cell.get(f"{TABLE}number-columns-repeated"),
    )
    for element in body.iter(f"{TEXT}h", f"{TEXT}p"):
        above = [one.tag for one in element.iterancestors()]
        if GONE & set(above):
            continue
        words, links = _with_links(element)
        if element.tag == f"{TEXT}h":
            built.add("heading", words, links=links, level=_count(element, f"{TEXT}outline-level", 6))
        else:
            kind = "cell" if f"{TABLE}table-cell" in above else "item" if f"{TEXT}list-item" in above else "paragraph"
            built.add(kind, words, links=links, cell=cell_of(element, places))
        notes += map(_note, element.iter(f"{TEXT}note"))
    for note in notes:
        built.add("paragraph", note)


def _note(note: Any) -> str:
    body = note.find(f"{TEXT}note-body")
    said = " ".join(_words(part) for part in body.iter(f"{TEXT}p")) if body is not None else ""
    return f"[{_number(note)}] {said}" if said else ""


def _number(note: Any) -> str:
    return (note.findtext(f"{TEXT}note-citation") or "").strip()


def _words(element: Any) -> str:
    return "".join(piece for piece, _ in _pieces(element)).strip()


def _with_links(element: Any) -> tuple[str, list[Link]]:
    words, links, gap = "", list[Link](), False
    for told, href in _pieces(element):
        piece = closed_up(words, told, gap=gap)
        gap = not told
        if href.startswith(("http://", "https://")):
            links.append((len(words), len(words) + len(piece), href))
        words += piece
    return trimmed(words, links)


def _pieces(element: Any, href: str = "") -> Iterator[tuple[str, str]]:
    """The words that stand, piece by piece, each with the address it leads to."""
    yield SPACE.sub(" ", element.text or ""), href
    for child in element:
        if child.tag == f"{TEXT}s":
            yield " " * _count(child, f"{TEXT}c", 100), href
        elif child.tag == f"{TEXT}tab":
            yield "\t", href
        elif child.tag == f"{TEXT}line-break":
            yield "\n", href
        elif child.tag == f"{TEXT}note":
            yield set_apart(f"[{_number(child)}]", "sup"), href
        elif child.tag == BOX:
            pass  # its paragraphs are told by themselves
        elif child.get(SAID) in ("sup", "sub"):
            yield set_apart("".join(piece for piece, _ in _pieces(child)), child.get(SAID)), href
        elif child.tag in GONE or child.get(SAID) == "gone":
            yield "", href
        elif isinstance(child.tag, str):
            yield from _pieces(child, child.get(f"{XLINK}href") or href)
        yield SPACE.sub(" ", child.tail or ""), href


def _sheet(table: Any) -> Table:
    return Table(table.get(f"{TABLE}name") or "", _rows(table))


def _seen_sheets(sheets: Any, content: Any) -> Iterator[Any]:
    hidden = {
        style.get(f"{STYLE}name")
        for style in content.iter(f"{STYLE}style")
        if any(said.get(f"{TABLE}display") == "false" for said in style.iter(f"{STYLE}table-properties"))
    }
    return (sheet for sheet in sheets.iter(f"{TABLE}table") if sheet.get(f"{TABLE}style-name") not in hidden)


def _rows(table: Any) -> Iterator[list[str]]:
    """Each row as often as it is repeated; of empty cells at a row's end, which files repeat to the sheet's, none.

    Those of hidden rows and columns are empty.
    """
    hidden = list(_hidden_columns(table))
    for row in table.iter(f"{TABLE}table-row"):
        cells: list[str] = []
        for cell in [] if _is_hidden(row) else row.iter(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            lines = (line for line in cell.iter(f"{TEXT}p") if not GONE & {one.tag for one in line.iterancestors()})
            words = "\n".join(filter(None, map(_words, lines)))
            cells += [words] * _count(cell, f"{TABLE}number-columns-repeated", MOST_REPEATED)
        cells = ["" if number < len(hidden) and hidden[number] else words for number, words in enumerate(cells)]
        while cells and not cells[-1]:
            cells.pop()
        for _ in range(_count(row, f"{TABLE}number-rows-repeated", MOST_REPEATED)):
            yield cells


def _hidden_columns(table: Any) -> Iterator[bool]:
    for column in table.iter(f"{TABLE}table-column"):
        for _ in range(_count(column, f"{TABLE}number-columns-repeated", MOST_REPEATED)):
            yield _is_hidden(column)


def _is_hidden(part: Any) -> bool:
    return part.get(f"{TABLE}visibility") in ("collapse", "filter")


def _count(element: Any, name: str, most: int) -> int:
    """How often something is there: a number in the file, which may hold anything."""
    words = element.get(name) or "1"
    return min(most, int(words)) if words.isascii() and words.isdigit() and len(words) < 10 else 1
