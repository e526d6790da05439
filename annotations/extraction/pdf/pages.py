"""The text of a PDF, page by page, by PDFium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pypdfium2

from annotations.extraction.charset import clean
from annotations.extraction.document import LOCKED, Builder, Document, Unreadable, given_author, given_title
from annotations.extraction.pdf.fields import fields_of, with_fields
from annotations.extraction.pdf.hyphens import HYPHEN
from annotations.extraction.pdf.layout import PageLines, Paragraph, paragraphs_of
from annotations.extraction.pdf.lines import HYPHENS, TextLine, letters_of
from annotations.extraction.pdf.right_to_left import lines_by_direction

MAX_PAGES = 2000
#: Letters whose places are looked at, which takes a hundred times as long as reading them; the rest is read as written.
MOST_PLACED = 1_500_000
HYPHENATED = re.compile(f"[{''.join(HYPHENS)}]\n?")
#: What a title has, and a slanted stamp, of which each letter stands by itself, has not.
NAMING = re.compile(r"[^\W\d_]{3}|[\u3040-\u9fff\uac00-\ud7af]{2}")
DATE = re.compile(r"^(?:D:)?(\d{4})(\d{2})?(\d{2})?")


def open_pdf(data: bytes) -> pypdfium2.PdfDocument:
    """The file, with its form. Raises Unreadable for a broken or locked one."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as exc:
        locked = "password" in str(exc).lower()
        raise Unreadable(LOCKED if locked else "pdf_damaged") from exc
    pdf.init_forms()
    return pdf


def extract_pdf(data: bytes) -> Document:
    """Paragraphs with their page number. Raises Unreadable for a broken, locked or purely scanned file."""
    pdf = open_pdf(data)
    try:
        count = len(pdf)
        pages = list(_pages(pdf))
        facts = pdf.get_metadata_dict()
    finally:
        pdf.close()
    built = Builder()
    paragraphs = paragraphs_of(pages)
    for paragraph in paragraphs:
        if paragraph.size:
            built.add("heading", clean(paragraph.text), level=2, page=paragraph.page)
        else:
            built.add("paragraph", clean(paragraph.text), page=paragraph.page)
    if not built.length:
        raise Unreadable("pdf_of_pictures")
    made = DATE.match(facts.get("CreationDate", ""))
    return Document(
        text=built.text,
        blocks=built.blocks,
        title=given_title(clean(facts.get("Title", ""))) or clean(_largest_heading(paragraphs)),
        author=given_author(clean(facts.get("Author", ""))),
        # When the file was made is not when it was published.
        date_guesses=["-".join(made.groups())] if made and all(made.groups()) else [],
        media_type="application/pdf",
        doubt="beyond" if count > MAX_PAGES else "",
    )


def _largest_heading(paragraphs: list[Paragraph]) -> str:
    """That of the first page, the first one of several; "" where it has none."""
    headings = [one for one in paragraphs if one.size and one.page == 1 and NAMING.search(one.text)]
    return max(headings, key=lambda one: one.size).text if headings else ""


def _pages(pdf: pypdfium2.PdfDocument) -> Iterator[PageLines]:
    letters = 0
    for number in range(min(len(pdf), MAX_PAGES)):
        page = pdf[number]
        textpage = page.get_textpage()
        letters += textpage.count_chars()
        lines = _lines(textpage) if letters <= MOST_PLACED else _as_written(textpage)
        yield PageLines(number + 1, page.get_height(), with_fields(lines, fields_of(pdf, page)))
        textpage.close()
        page.close()


def _lines(textpage: Any) -> list[TextLine]:
    return lines_by_direction(letters_of(textpage))


def _as_written(textpage: Any) -> list[TextLine]:
    """Lines without places, one below the other."""
    text = HYPHENATED.sub(f"{HYPHEN}\n", textpage.get_text_bounded().replace("\r\n", "\n").replace("\r", "\n"))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return [
        TextLine(line, left=0, right=len(line), bottom=-2.0 * at, top=1 - 2.0 * at, row=at)
        for at, line in enumerate(lines)
        if line
    ]
