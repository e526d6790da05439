import pytest

from annotations.extraction.document import Unreadable
from annotations.extraction.extract import extract
from annotations.extraction.kinds import sniff
from annotations.extraction.pdf import extract_pdf, page_paragraphs
from tests.web import pdf


def test_text_with_its_page() -> None:
    document = extract_pdf(pdf("Mean waiting time was 27 hours."))
    assert document.text == "Mean waiting time was 27 hours."
    assert document.blocks[0].page == 1


def test_a_broken_file_is_said() -> None:
    with pytest.raises(Unreadable, match="damaged"):
        extract_pdf(b"%PDF-1.4 nothing more")


def test_a_page_without_text_is_said() -> None:
    with pytest.raises(Unreadable, match="pages are pictures"):
        extract_pdf(pdf(" "))


def test_lines_become_paragraphs() -> None:
    text = "This is a line of usual length in this\r\nfile. Then it ends.\r\nA second paragraph that is as long as\r\nthe first."
    assert len(page_paragraphs(text)) == 2


@pytest.mark.parametrize(
    ("data", "declared", "kind"),
    [
        (b"%PDF-1.7", "text/html", "application/pdf"),
        (b"<!doctype html><p>", "", "text/html"),
        (b"words", "", "text/plain"),
        (b"\x00\x01", "", "application/octet-stream"),
        (b"GIF89a", "image/gif", "image/gif"),
    ],
)
def test_the_kind_is_found_by_the_first_bytes(data: bytes, declared: str, kind: str) -> None:
    assert sniff(data, declared) == kind


def test_a_picture_has_no_text() -> None:
    with pytest.raises(Unreadable, match="picture"):
        extract(b"GIF89a..", media_type="image/gif")
