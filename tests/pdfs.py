"""PDF files made here: words at places, in one font."""

from __future__ import annotations

from collections.abc import Iterable

#: (left, height above the foot of the page in points, size, words).
Words = tuple[float, float, float, str]
WIDE, HIGH = 595, 842


def column(text: str, left: float = 72, top: float = 760, size: float = 11) -> list[Words]:
    """Each line of `text`, one below the other."""
    return [(left, top - number * size * 1.27, size, line) for number, line in enumerate(text.split("\n"))]


def pdf_of(*pages: Iterable[Words], turned: bool = False, notes: Iterable[tuple[bytes, str]] = ()) -> bytes:
    """A file with a page for each of `pages`; `turned` writes from below to above, `notes` stand on the first page.

    A note is (what kind of annotation it is, in the file's own words; its rectangle).
    """
    streams = [_stream(words, turned) for words in pages]
    fields = [b"<< /Type /Annot /Rect [%s] /F 4 %s >>" % (box.encode(), kind) for kind, box in notes]
    first = 3  # after the catalogue and the list of pages
    page_numbers = [first + 2 * at for at in range(len(streams))]
    field_numbers = [first + 2 * len(streams) + at for at in range(len(fields))]
    named = b" ".join(b"%d 0 R" % number for number in field_numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [%s] /DA (/F1 11 Tf 0 g) >> >>" % named,
        b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % number for number in page_numbers), len(streams)),
    ]
    font = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >>"
    for number, stream in zip(page_numbers, streams, strict=True):
        noted = b" /Annots [%s]" % named if number == first and fields else b""
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources %s /Contents %d 0 R%s >>"
            % (WIDE, HIGH, font, number + 1, noted),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    return _file([*objects, *fields])


def _stream(words: Iterable[Words], turned: bool) -> bytes:
    matrix = "0 1 -1 0 {high} {left}" if turned else "1 0 0 1 {left} {high}"
    shown = []
    for left, above, size, text in words:
        high = HIGH - above if turned else above
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        shown.append(f"BT /F1 {size} Tf {matrix.format(left=left, high=high)} Tm ({escaped}) Tj ET")
    return "\n".join(shown).encode("cp1252")


def _file(objects: list[bytes]) -> bytes:
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
