"""What people wrote into a PDF: the values of its form, and notes that stand on the page."""

from __future__ import annotations

import ctypes
from typing import Any

from pypdfium2 import raw

from annotations.extraction.pdf.lines import TextLine

#: Flags of an annotation (ISO 32000-2, table 167) that keep it from being seen.
UNSEEN = 0x02 | 0x20
#: Flag of a field for a password (table 231).
PASSWORD = 1 << 13
#: Annotations of a page that are looked at.
MOST = 2_000
#: Letters of a value.
LONGEST = 20_000
CHECKS = (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)


def fields_of(pdf: Any, page: Any) -> list[TextLine]:
    """The values and notes of the page that can be seen, each with its place."""
    found = []
    for number in range(min(raw.FPDFPage_GetAnnotCount(page), MOST)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        try:
            words = "" if raw.FPDFAnnot_GetFlags(annotation) & UNSEEN else _words(pdf, annotation)
            box = raw.FS_RECTF()
            if words.strip() and raw.FPDFAnnot_GetRect(annotation, box):
                found.append(
                    TextLine(" ".join(words.split()), left=box.left, right=box.right, bottom=box.bottom, top=box.top)
                )
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return found


def _words(pdf: Any, annotation: Any) -> str:
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if kind == raw.FPDF_ANNOT_FREETEXT:
        return _string(lambda room, size: raw.FPDFAnnot_GetStringValue(annotation, b"Contents", room, size))
    if kind != raw.FPDF_ANNOT_WIDGET or pdf.formenv is None:
        return ""
    form = pdf.formenv
    field = raw.FPDFAnnot_GetFormFieldType(form, annotation)
    if field in CHECKS:
        return "☒" if raw.FPDFAnnot_IsChecked(form, annotation) else "☐"
    if field == raw.FPDF_FORMFIELD_PUSHBUTTON or raw.FPDFAnnot_GetFormFieldFlags(form, annotation) & PASSWORD:
        return ""
    return _string(lambda room, size: raw.FPDFAnnot_GetFormFieldValue(form, annotation, room, size))


def _string(ask: Any) -> str:
    """The text that PDFium writes as UTF-16 into a room of the size it names first."""
    size = min(ask(None, 0), 2 * LONGEST)
    if size <= 2:
        return ""
    room = (ctypes.c_ushort * (size // 2))()
    ask(room, size)
    return bytes(room).decode("utf-16-le", "replace").rstrip("\x00")


def with_fields(lines: list[TextLine], fields: list[TextLine]) -> list[TextLine]:
    """`lines` with each value where it stands: after the words at its left, else after the line above it."""
    for value in fields:
        beside = [line for line in lines if _on_one_height(line, value) and line.left < value.left]
        if beside:
            label = max(beside, key=lambda line: line.right)
            label.text, label.right = f"{label.text} {value.text}", max(label.right, value.right)
            continue
        above = [at for at, line in enumerate(lines) if line.bottom >= value.top - value.height / 2]
        value.row = -1 - len(lines)  # of no line of the page
        lines.insert(above[-1] + 1 if above else 0, value)
    return lines


def _on_one_height(line: TextLine, value: TextLine) -> bool:
    middle = (line.bottom + line.top) / 2
    return value.bottom <= middle <= value.top
