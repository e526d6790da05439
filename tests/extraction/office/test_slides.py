"""Slides: what is shown of them, in the order of the talk."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from annotations.extraction.document import Unreadable
from annotations.extraction.extract import extract
from annotations.extraction.kinds import ODP, PPTX, sniff

SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def shape(words: str, kind: str = "body") -> str:
    lines = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in words.split("|"))
    return f'<p:sp><p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr><p:txBody>{lines}</p:txBody></p:sp>'


def slide(*shapes: str, show: str = "1") -> str:
    return f'<p:sld {SPACES} show="{show}"><p:cSld><p:spTree>{"".join(shapes)}</p:spTree></p:cSld></p:sld>'


def talk(*slides: str) -> bytes:
    """The slides in the order of the talk, which is not that of their names."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        listed = "".join(f'<p:sldId id="{256 + n}" r:id="r{n}"/>' for n in range(len(slides)))
        file.writestr(
            "ppt/presentation.xml", f"<p:presentation {SPACES}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>"
        )
        names = [f"slides/slide{len(slides) - n}.xml" for n in range(len(slides))]
        linked = "".join(f'<Relationship Id="r{n}" Target="{name}"/>' for n, name in enumerate(names))
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        file.writestr("ppt/_rels/presentation.xml.rels", f'<Relationships xmlns="{space}">{linked}</Relationships>')
        for name, words in zip(names, slides, strict=True):
            file.writestr(f"ppt/{name}", words)
        file.writestr("ppt/notesSlides/notesSlide1.xml", slide(shape("What the speaker says")))
    return out.getvalue()


def test_slides_in_the_order_of_the_talk() -> None:
    cells = "".join(f"<a:tc><a:txBody><a:p><a:r><a:t>{w}</a:t></a:r></a:p></a:txBody></a:tc>" for w in ("2025", "12"))
    data = talk(
        slide(shape("Port figures", "ctrTitle"), shape("1,204 ships|27 hours"), shape("7", "sldNum")),
        slide(shape("Not shown"), show="0"),
        slide(f"<p:graphicFrame><a:tbl><a:tr>{cells}</a:tr></a:tbl></p:graphicFrame>"),
    )
    assert sniff(data, "application/octet-stream") == PPTX
    document = extract(data)
    assert [(block.kind, block.page, document.text[block.start : block.end]) for block in document.blocks] == [
        ("heading", 1, "Port figures"), ("paragraph", 1, "1,204 ships"), ("paragraph", 1, "27 hours"),
        ("cell", 3, "2025"), ("cell", 3, "12"),
    ]  # fmt: skip


@pytest.mark.parametrize("data", [talk(), talk(slide()), b"PK\x03\x04ppt/presentation.xml and so on"])
def test_slides_without_words(data: bytes) -> None:
    with pytest.raises(Unreadable):
        extract(data, media_type=PPTX)


def test_slides_of_open_document() -> None:
    told = {"office": "office", "draw": "drawing", "text": "text", "presentation": "presentation"}
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for n, name in told.items())
    page = (
        "<draw:page><draw:frame><draw:text-box><text:p>1,204 ships</text:p></draw:text-box></draw:frame>"
        "<presentation:notes><text:p>What the speaker says</text:p></presentation:notes></draw:page>"
    )
    body = f"<office:body><office:presentation>{page}</office:presentation></office:body>"
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", ODP)
        file.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
    assert extract(out.getvalue()).text == "1,204 ships"
