"""Words that stand in a page by its style sheets alone."""

from __future__ import annotations

import pytest

from annotations.extraction.extract import extract
from annotations.extraction.kinds import MHTML
from annotations.extraction.web.html import extract_html
from tests import documents

STORY = "<p>Ships above 900 tonnes use six mooring lines of 40 millimetres each, the harbour board decided in 2019.</p>"


def text(css: str, body: str) -> str:
    page = f"<html><head><title>Lines</title><style>{css}</style></head><body><article>{body}</article></body></html>"
    return extract_html(page.encode()).text


def test_a_bar_over_the_page() -> None:
    css = '.status::before { content: "SUPERSEDED by guideline 12"; display: block; background: red }'
    assert text(css, f"<div class=status></div>{STORY}{STORY}").startswith("SUPERSEDED by guideline 12\n")


@pytest.mark.parametrize(
    ("css", "words"),
    [
        ('b::after { content: "%" }', "rose by 14% in"),
        ('b:after { content: " per cent" }', "rose by 14 per cent in"),
        ('b::before { content: "€" }', "rose by €14 in"),
        ('b::after { content: "%" } .n::after { content: none }', "rose by 14 in"),
        ('.n::after { content: "%" } b::after { content: " points" }', "rose by 14% in"),
        ('@media print { b::after { content: "%" } }', "rose by 14 in"),
        ('b::after { content: "\\201C" attr(title) }', "rose by 14 in"),
        ('b::before { content: "trending_up" }', "rose by 14 in"),
        ('b::before { content: "\\f101" }', "rose by 14 in"),
        ("b::after { content: ", "rose by 14 in"),
    ],
)
def test_words_and_signs_beside_others(css: str, words: str) -> None:
    assert words in text(css, f"<p>The dues of the port rose by <b class=n>14</b> in the year 2019.</p>{STORY}")


def test_what_is_hidden_stays_so() -> None:
    css = '.old { display: none } .old::before { content: "Draft of" }'
    assert "Draft" not in text(css, f"<p class=old>May</p>{STORY}")


def test_of_a_sheet_that_a_saved_page_brings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "SHEET", 'article::before { content: "Superseded in 2025"; display: block }')
    assert "Superseded in 2025" in extract(documents.mhtml(), media_type=MHTML).text
