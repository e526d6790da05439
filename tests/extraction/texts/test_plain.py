from itertools import pairwise

import pytest

from annotations.extraction.document import Unreadable
from annotations.extraction.texts.plain import PastedLink, extract_plain


def kinds(text: str) -> list[tuple[str, str]]:
    document = extract_plain(text)
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_the_text_is_kept_to_the_letter() -> None:
    text = "Leader Nicols spoke.\n\n  Indented,\twith tabs  \nLogin\n"
    assert extract_plain(text).text == text


def test_line_ends_become_line_feeds() -> None:
    assert extract_plain("a\r\nb\rc").text == "a\nb\nc"


def test_without_blank_lines_each_line_is_a_paragraph() -> None:
    assert kinds("One.\nTwo.") == [("paragraph", "One."), ("paragraph", "Two.")]


def test_blank_lines_part_paragraphs() -> None:
    assert kinds("One\nwrapped.\n\nTwo.") == [("paragraph", "One\nwrapped."), ("paragraph", "Two.")]


def test_signs_make_headings_items_and_quotations() -> None:
    text = "## Title\n\nWords.\n- one\n2. two\n> said"
    assert kinds(text) == [
        ("heading", "Title"),
        ("paragraph", "Words."),
        ("item", "one"),
        ("item", "2. two"),
        ("quote", "said"),
    ]
    assert extract_plain(text).blocks[0].level == 2


def test_addresses_become_links() -> None:
    document = extract_plain("See https://ports.example/a?b=1. Or not.")
    (link,) = document.spans
    assert document.text[link.start : link.end] == link.href == "https://ports.example/a?b=1"


def test_nul_and_lone_surrogates_do_not_pass() -> None:
    assert extract_plain("a\x00b\ud800c").text == "ab\ufffdc"


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_no_text_is_said(text: str) -> None:
    with pytest.raises(Unreadable, match="paste_without_text"):
        extract_plain(text)


def test_blocks_come_in_order_and_do_not_overlap() -> None:
    blocks = extract_plain("# a\n\nb\nc\n\n- d\n\n\n> e\nf").blocks
    assert all(a.end <= b.start for a, b in pairwise(blocks))


def test_links_of_the_clipboard_lie_on_their_words() -> None:
    text = "Here is the count. The harbour office says so here, and here."
    links = [
        PastedLink("says so ", "here", "https://ports.example/1"),
        PastedLink("so here, and ", "here", "https://ports.example/2"),
        PastedLink("", "gone", "https://ports.example/3"),
        PastedLink("The ", "harbour", "javascript:alert(1)"),
    ]
    assert [(text[s.start : s.end], s.start, s.href) for s in extract_plain(text, links).spans] == [
        ("here", 46, "https://ports.example/1"),
        ("here", 56, "https://ports.example/2"),
    ]


def test_a_link_whose_words_are_an_address_is_one_link() -> None:
    text = "See https://ports.example/a for more"
    link = PastedLink("See ", "https://ports.example/a", "https://ports.example/a")
    assert len(extract_plain(text, [link]).spans) == 1
