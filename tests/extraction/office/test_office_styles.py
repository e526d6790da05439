"""Office files and mails in which named styles, groups and parts say how words stand."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from annotations.extraction.document import given_author, given_title
from annotations.extraction.extract import extract

ODT = "application/vnd.oasis.opendocument.text"
RTF = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}}{\info{\title Port dues}{\author A. Rowan}}\pard %s\par}"
SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(("rtf", "said"), [
    (r"Dues rose by 14{\super 3} per cent of 10{\super 6} t.", "Dues rose by 14³ per cent of 10⁶ t."),
    (r"Dues rose by 14\super 3\nosupersub  per cent.", "Dues rose by 14³ per cent."), (r"CO{\sub 2} fell.", "CO₂ fell."),
    (r"By \strike 41\strike0  14 per cent.", "By 14 per cent."), (r"Dues {\deleted fell} rose.", "Dues rose."),
    (r"Seen {\v unseen }words.", "Seen words."), (r"\strike Gone \plain stays.", "stays."),
    (r"Geb\'fchren f\u252\'fcr", "Gebühren für"), (r"A{\b bold} word{", "Abold word"),
])  # fmt: skip
def test_rich_text(rtf: str, said: str) -> None:
    document = extract((RTF % rtf).encode("latin-1"), media_type="application/rtf")
    assert words(document.text) == said
    assert (document.title, document.author) == ("Port dues", "A. Rowan")


def test_notes_of_rich_text_stand_at_its_end() -> None:
    rtf = RTF % r"Dues rose{\super\chftn}{\footnote \pard {\super\chftn} Annual report, page 7.} in 2023."
    text = extract(rtf.encode(), media_type="application/rtf").text
    assert words(text) == "Dues rose [1] in 2023. [1] Annual report, page 7."


@pytest.mark.parametrize(
    "rtf", [r"{\rtf1 a\strike b", r"{\rtf1 a }}}}{{{ \super x", r"{\rtf1 {\footnote {\footnote x}} y}"]
)
def test_broken_rich_text_breaks_nothing(rtf: str) -> None:
    assert extract(rtf.encode(), media_type="application/rtf").text.strip()


def odt(styles: str, body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", ODT)
        archive.writestr("content.xml", f"<office:document-content {SPACES}><office:automatic-styles>{styles}"
                         f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
                         "</office:document-content>")  # fmt: skip
    return out.getvalue()


@pytest.mark.parametrize(("properties", "said"), [
    ('style:text-position="super 58%"', "by 14³ per cent"), ('style:text-position="33% 58%"', "by 14³ per cent"),
    ('style:text-position="-33% 58%"', "by 14₃ per cent"), ('style:text-line-through-style="solid"', "by 14 per cent"),
    ('text:display="none"', "by 14 per cent"), ('style:text-position="0% 100%"', "by 143 per cent"),
    ('style:text-line-through-style="none"', "by 143 per cent"),
])  # fmt: skip
def test_named_styles_of_open_document(properties: str, said: str) -> None:
    styles = (
        f'<style:style style:name="T1" style:family="text"><style:text-properties {properties}/></style:style>'
        '<style:style style:name="T2" style:parent-style-name="T1"/>'
    )
    for name in ("T1", "T2"):
        data = odt(styles, f'<text:p>by 14<text:span text:style-name="{name}">3</text:span> per cent</text:p>')
        assert extract(data, media_type=ODT).text == said


def test_a_style_that_is_based_on_itself_ends() -> None:
    styles = '<style:style style:name="T1" style:parent-style-name="T1"/>'
    assert extract(odt(styles, '<text:p text:style-name="T1">words</text:p>'), media_type=ODT).text == "words"


def test_named_styles_of_word() -> None:
    opened = docx.Document()
    for name, mark in (("Mark", "superscript"), ("Struck", "strike"), ("Unseen", "hidden")):
        style = opened.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        setattr(style.font, mark, True)
    paragraph = opened.add_paragraph("Dues rose by 14")
    paragraph.add_run("3", style="Mark")
    paragraph.add_run(" per cent, ")
    paragraph.add_run("not 41", style="Struck")
    paragraph.add_run("secret", style="Unseen")
    opened.sections[0].footer.paragraphs[0].text = "Harbour office"
    out = io.BytesIO()
    opened.save(out)
    document = extract(out.getvalue())
    assert document.text == "Dues rose by 14³ per cent,\nHarbour office"


@pytest.mark.parametrize(
    "title", ["Microsoft Word - report_v3.docx", "untitled", "report.indd", "Document1", "Word Document"]
)
def test_what_programs_call_a_file_is_no_title(title: str) -> None:
    assert given_title(title) == ""
    assert given_title("Port dues in 2023") == "Port dues in 2023"


@pytest.mark.parametrize("author", ["Administrator", "user", "anonymous", "python-docx", " "])
def test_what_programs_call_a_person_is_no_author(author: str) -> None:
    assert given_author(author) == ""
    assert given_author("A. Rowan") == "A. Rowan"


HEAD = "From: Ada Rowan <rowan@port.example>\nTo: x@y.example\nSubject: Dues\nDate: Mon, 4 Mar 2024 10:00:00 +0000\nMIME-Version: 1.0\n"
PLAIN = "Content-Type: text/plain; charset=utf-8\n\n"


def mail(body: str) -> bytes:
    return (HEAD + body).encode()


def test_a_message_within_a_message_is_read() -> None:
    inner = "Content-Type: message/rfc822\n\nFrom: board@port.example\nSubject: The figures\nDate: Fri, 1 Mar 2024 10:00:00 +0000\n"
    document = extract(mail(f"Content-Type: multipart/mixed; boundary=b\n\n--b\n{PLAIN}See below.\n--b\n{inner}{PLAIN}"
                            "Dues rose by 14.\n--b--\n"), name="a.eml")  # fmt: skip
    assert document.text.split("\n") == [
        "See below.",
        "The figures",
        "board@port.example 2024-03-01",
        "Dues rose by 14.",
    ]
    assert (document.title, document.date) == ("Dues", "2024-03-04")


def test_a_text_after_an_attachment_is_read() -> None:
    body = f"Content-Type: multipart/mixed; boundary=b\n\n--b\n{PLAIN}First.\n--b\n{PLAIN}Second.\n--b--\n"
    assert extract(mail(body), name="a.eml").text.split() == ["First.", "Second."]


def test_a_letter_with_pictures_is_a_letter_and_a_saved_page_a_page() -> None:
    related = "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Dues rose by 14 per cent.</p>\n--b--\n"
    letter = extract(mail(related), media_type="message/rfc822")
    assert (letter.media_type, letter.title, letter.author) == (
        "message/rfc822",
        "Dues",
        "Ada Rowan",
    )
    saved = f"From: <Saved by Blink>\nSnapshot-Content-Location: https://p.example/\nMIME-Version: 1.0\n{related}"
    assert extract(saved.encode()).media_type == "multipart/related"


def test_a_box_of_messages() -> None:
    box = b"".join(
        b"From rowan@port.example Mon Mar  4 10:00:00 2024\n" + mail(f"{PLAIN}Message {n}.\n\n") for n in (1, 2)
    )
    text = extract(box, name="port.mbox").text
    assert text.index("Message 1.") < text.index("Message 2.")
    assert text.count("Dues") == 2


def test_a_hint_that_there_is_another_form_is_no_message() -> None:
    body = (f"Content-Type: multipart/alternative; boundary=b\n\n--b\n{PLAIN}Please view this message in an HTML reader.\n--b\n"
            "Content-Type: text/html\n\n<p>Dues rose by 14 per cent in 2023, said the board, and ferries paid more of it than"
            " before.</p>\n--b--\n")  # fmt: skip
    assert "Dues rose by 14" in extract(mail(body), name="a.eml").text
