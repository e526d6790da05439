"""The text of a Word document (docx), as it reads with all changes accepted and nothing hidden shown."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from annotations.extraction.blocks import Link, closed_up, trimmed
from annotations.extraction.cells import Place, cell_places
from annotations.extraction.document import Builder, Document, Unreadable, given_author, given_title
from annotations.extraction.web.as_read import in_brackets, set_apart
from annotations.extraction.zipped import open_zip, part_of

HEADING = re.compile(r"^(?:heading|título|titre|überschrift|titolo|título|nagłówek|заголовок)\s*(\d)", re.IGNORECASE)
NOTES = {"word/footnotes.xml": "w:footnote", "word/endnotes.xml": "w:endnote"}
#: What was deleted or moved away, and the second telling of a drawing for old programs.
GONE = {qn("w:del"), qn("w:moveFrom"), qn("w:delText"), qn("w:instrText"),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}  # fmt: skip
BOX = qn("w:txbxContent")
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
RAISED = (f"{MATH}sup", f"{MATH}sub")
#: What a named style may say that the words depend on.
STYLED = {qn(f"w:{name}") for name in ("vertAlign", "strike", "dstrike", "vanish")}
OFF = ("0", "false", "off")


def extract_word(data: bytes) -> Document:
    """Headings, paragraphs, items, tables and notes, in order. Raises Unreadable."""
    parts = open_zip(data)
    try:
        opened = docx.Document(BytesIO(data))
        facts = opened.core_properties
        styles = _styles(opened.styles.element)
        _apply(styles, opened.element.body)
        _tell_formulas(opened.element.body)
        places = cell_places(opened.element.body, table=qn("w:tbl"), row=qn("w:tr"), cells=(qn("w:tc"),), span=_wide)
        built = Builder()
        for block in _blocks(opened.element.body, opened):
            _add(built, block, places)
        margins = dict.fromkeys(_margins(opened))
        title, author, created = facts.title or "", facts.author or "", facts.created
    except Unreadable:
        raise
    except Exception as exc:
        raise Unreadable("cannot_open") from exc
    for name, tag in NOTES.items():
        if name in parts.namelist():
            notes = part_of(parts, name)
            _apply(styles, notes)
            for note in notes.iter(qn(tag)):
                if note.get(qn("w:type")) not in ("separator", "continuationSeparator", "continuationNotice"):
                    built.add("paragraph", f"[{note.get(qn('w:id'))}] {_words(note)}" if _words(note) else "")
    for words in margins:
        built.add("paragraph", words)
    return built.document(
        title=given_title(title),
        author=given_author(author),
        date_guesses=[created.date().isoformat()] if created and created.year > 2013 else [],
    )


def _styles(sheet: Any) -> dict[str, list[Any]]:
    """{style: what it says of height and of what is not to be read}, with what the style says that it is based on."""
    own: dict[str, tuple[str, list[Any]]] = {}
    for style in sheet.iter(qn("w:style")):
        base, said = style.find(qn("w:basedOn")), style.find(qn("w:rPr"))
        marks = [mark for mark in said if mark.tag in STYLED] if said is not None else []
        own[style.get(qn("w:styleId")) or ""] = (base.get(qn("w:val")) or "" if base is not None else "", marks)

    def whole(name: str, left: int = 10) -> list[Any]:
        base, marks = own.get(name, ("", []))
        taken = whole(base, left - 1) if base and left else []
        told = {mark.tag for mark in marks}
        return [*marks, *(mark for mark in taken if mark.tag not in told)]

    return {name: marks for name in own if (marks := whole(name))}


def _apply(styles: dict[str, list[Any]], root: Any) -> None:
    """Write into each run what its named style says, where it says nothing of its own."""
    for named in list(root.iter(qn("w:rStyle"))):
        marks, said = styles.get(named.get(qn("w:val")) or "", []), named.getparent()
        for mark in marks:
            if said.find(mark.tag) is None:
                said.append(copy.deepcopy(mark))


def _tell_formulas(root: Any) -> None:
    """Write the strokes of fractions and the signs of roots into the words."""
    for fraction in root.iter(f"{MATH}f"):
        above, below = (list(fraction.find(f"{MATH}{part}").iter(f"{MATH}t")) for part in ("num", "den"))
        if not above or not below:
            continue
        for words in (above, below):
            if in_brackets(told := "".join(one.text or "" for one in words)) != told:
                words[0].text, words[-1].text = f"({words[0].text or ''}", f"{words[-1].text or ''})"
        before = fraction.getprevious()
        whole = before is not None and "".join(before.itertext()).strip()[-1:].isdecimal()
        above[0].text = f"{' ' if whole else ''}{above[0].text}"
        below[0].text = f"/{below[0].text}"
    for root_sign in root.iter(f"{MATH}rad"):
        under = next((one for part in root_sign.iter(f"{MATH}e") for one in part.iter(f"{MATH}t")), None)
        if under is not None:
            under.text = f"√{under.text or ''}"


def _blocks(body: Any, opened: Any) -> Iterator[Paragraph | Table]:
    """Paragraphs and tables in order, also of content controls; those of boxes after the paragraph they hang on."""
    for child in body.iterchildren():
        if child.tag == qn("w:p"):
            yield Paragraph(child, opened)
            for box in child.iter(BOX):
                if not any(above.tag in GONE for above in box.iterancestors()):
                    yield from _blocks(box, opened)
        elif child.tag == qn("w:tbl"):
            yield Table(child, opened)
        elif child.tag not in GONE and isinstance(child.tag, str):  # w:sdt, w:sdtContent, w:customXml, w:ins
            yield from _blocks(child, opened)


def _margins(opened: Any) -> Iterator[str]:
    """The words of running heads and feet; the number of a page is a field without words."""
    for section in opened.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous:
                yield from filter(None, (_words(paragraph._p) for paragraph in part.paragraphs))


def _add(built: Builder, block: Paragraph | Table, places: dict[Any, Place]) -> None:
    if isinstance(block, Table):
        for cell in block._tbl.iter(qn("w:tc")):
            merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merged is None or merged.get(qn("w:val")) == "restart":  # the rest of a merged cell is empty
                words = "\n".join(filter(None, map(_words, cell.iterchildren(qn("w:p")))))
                built.add("cell", words, cell=places.get(cell))
        return
    style = (block.style.name if block.style is not None else None) or ""
    heading = HEADING.match(style)
    kind = "heading" if heading or style == "Title" else "item" if _is_item(block, style) else "paragraph"
    words, links = _with_links(block)
    built.add(kind, words, links=links, level=int(heading.group(1)) if heading else 1 if kind == "heading" else None)


def _wide(cell: Any) -> str | None:
    """Over how many columns a cell goes."""
    told = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return None if told is None else told.get(qn("w:val"))


def _is_item(block: Paragraph, style: str) -> bool:
    return style.startswith("List") or block._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None


def _with_links(block: Paragraph) -> tuple[str, list[Link]]:
    words, links, gap = "", list[Link](), False
    for piece, link in _pieces(block._p):
        start = len(words)
        words += closed_up(words, piece, gap=gap)
        gap = not piece
        address = link is not None and block.part.rels.get(link)
        if address and address.is_external and address.target_ref.startswith(("http://", "https://")):
            links.append((start, len(words), address.target_ref))
    return trimmed(words, links)


def _words(element: Any) -> str:
    return "".join(piece for piece, _ in _pieces(element)).strip()


def _pieces(root: Any) -> Iterator[tuple[str, str | None]]:
    """The words that stand, run by run, each with the id of the link it is in."""
    for run in root.iter(qn("w:r"), f"{MATH}r"):
        above = list(run.iterancestors())
        if root.tag != BOX and BOX in [one.tag for one in above[: above.index(root)]]:
            continue  # a box is told by itself
        if any(one.tag in GONE for one in above) or _has(run, "w:vanish") or _has(run, "w:strike", "w:dstrike"):
            yield "", None
            continue
        link = next((one.get(qn("r:id")) for one in above if one.tag == qn("w:hyperlink")), None)
        words = "".join(_of_run(run))
        if run.tag == f"{MATH}r" and words.strip():
            in_sign = next((one.tag.removeprefix(MATH) for one in above if one.tag in RAISED), "")
            yield set_apart(words, in_sign) if in_sign else words, link
            continue
        height = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
        raised = height.get(qn("w:val")) if height is not None else ""
        if raised in ("superscript", "subscript") and words.strip():
            words = set_apart(words, "sup" if raised == "superscript" else "sub")
        yield words, link


def _has(run: Any, *names: str) -> bool:
    marks = (run.find(f"{qn('w:rPr')}/{qn(name)}") for name in names)
    return any(mark is not None and mark.get(qn("w:val"), "1") not in OFF for mark in marks)


def _of_run(run: Any) -> Iterator[str]:
    for child in run:
        if child.tag in (qn("w:t"), f"{MATH}t"):
            yield child.text or ""
        elif child.tag == qn("w:tab"):
            yield "\t"
        elif child.tag in (qn("w:br"), qn("w:cr")):
            yield "\n"
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif child.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
            yield f" [{child.get(qn('w:id'))}]"
