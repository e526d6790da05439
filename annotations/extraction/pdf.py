"""The text of a PDF, page by page, by PDFium."""

from __future__ import annotations

import re

import pypdfium2

from annotations.extraction.charset import clean
from annotations.extraction.document import LOCKED, Builder, Document, Unreadable

MAX_PAGES = 2000
#: PDFium marks a hyphen at a line's end with these.
SOFT_HYPHENS = re.compile("[\ufffe\u0002]\n?")
DATE = re.compile(r"^(?:D:)?(\d{4})(\d{2})?(\d{2})?")


def extract_pdf(data: bytes) -> Document:
    """Paragraphs with their page number. Raises Unreadable for a broken, locked or purely scanned file."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as exc:
        locked = "password" in str(exc).lower()
        why = LOCKED if locked else "This PDF is damaged and can't be opened."
        raise Unreadable(why) from exc
    built = Builder()
    try:
        for number in range(min(len(pdf), MAX_PAGES)):
            page = pdf[number]
            textpage = page.get_textpage()
            for paragraph in page_paragraphs(textpage.get_text_bounded()):
                built.add("paragraph", paragraph, page=number + 1)
            textpage.close()
            page.close()
        facts = pdf.get_metadata_dict()
    finally:
        pdf.close()
    if not built.length:
        raise Unreadable("There is no text in this PDF: its pages are pictures.")
    made = DATE.match(facts.get("CreationDate", ""))
    return Document(
        text=built.text,
        blocks=built.blocks,
        title=clean(facts.get("Title", "")).strip(),
        author=clean(facts.get("Author", "")).strip(),
        # When the file was made is not when it was published.
        date_guesses=["-".join(made.groups())] if made and all(made.groups()) else [],
        media_type="application/pdf",
    )


def page_paragraphs(text: str) -> list[str]:
    """The lines of one page joined into paragraphs.

    A PDF has lines, not paragraphs. A line clearly shorter than the page's longest that ends a sentence
    ends a paragraph; so does a blank line.
    """
    text = SOFT_HYPHENS.sub("", clean(text).replace("\r\n", "\n").replace("\r", "\n"))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    longest = max((len(line) for line in lines), default=0)
    found: list[str] = []
    current: list[str] = []
    for line in lines:
        if line:
            current.append(line)
        ends = not line or (len(line) < 0.8 * longest and line.endswith((".", "!", "?", ":", "”", '"', "؟", "。")))
        if ends and current:
            found.append(" ".join(current))
            current = []
    return [*found, " ".join(current)] if current else found
