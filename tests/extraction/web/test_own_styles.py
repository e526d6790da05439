"""What a page's own style sheets hide is no part of its text; what something brings forth is."""

from __future__ import annotations

import pytest

from annotations.extraction.web.html import extract_html

TEXT = "<p>The harbour board said on Monday that port dues rose by 14 per cent in 2023, after three years.</p>" * 4
WORDS = "These words of a former draft stand here, and nobody who opens the page can read them."


def reads(style: str, inside: str, head: str = "") -> bool:
    """Whether WORDS, in `inside`, are read from a page with these styles."""
    page = f"<html><head><style>{style}</style>{head}</head><body><article><h1>Dues</h1>{TEXT}{inside}{TEXT}</article>"
    return WORDS in extract_html(page.encode(), charset="utf-8").text


HIDES = {
    "by class": (".gone { display: none }", "<p class='note gone'>{}</p>"),
    "by one of several": ("h5, .gone, .other { DISPLAY : None !important }", "<p class=gone>{}</p>"),
    "by id": ("#gone{visibility:hidden}", "<p id=gone>{}</p>"),
    "within another": (".box > p.gone{opacity:0}", "<div class=box><p class=gone>{}</p></div>"),
    "for screens": ("@media screen { .gone { display:none } }", "<p class=gone>{}</p>"),
    "after a comment": ("/* .a{} */ .gone{display:none}", "<p class=gone>{}</p>"),
    "the more specific word": ("p.gone{display:none} .gone{display:block}", "<p class=gone>{}</p>"),
    "the last word": (".gone{display:block} .gone{display:none}", "<p class=gone>{}</p>"),
    "struck out": (".old{text-decoration:line-through}", "<p class=old>{}</p>"),
    "by its own style": ("", "<p style='opacity:0'>{}</p>"),
    "of no size": ("", "<p style='font-size: 0'>{}</p>"),
    "beside the page": ("", "<p style='position:absolute;left:-9999px'>{}</p>"),
    "its parent": (".gone{display:none}", "<div class=gone><div><p>{}</p></div></div>"),
    "beside a rule that nobody understands": ("@foo; .x:::y{display:none} .gone{display:none}", "<p class=gone>{}</p>"),
}
SHOWS = {
    "for print": ("@media print { .a { display:none } }", "<p class=a>{}</p>"),
    "on a phone": ("@media (max-width: 600px) { .a { display:none } }", "<p class=a>{}</p>"),
    "shown again": (".a{display:none} .a{display:block}", "<p class=a>{}</p>"),
    "shown again as more important": (".a{display:block!important} p.a{display:none}", "<p class=a>{}</p>"),
    "shown by its own style": (".a{display:none}", "<p class=a style='display:block'>{}</p>"),
    "faded in": (".a{opacity:0;transition:opacity 1s}", "<p class=a>{}</p>"),
    "opened by a press": (".accordion-body{display:none}", "<div class=accordion-body><p>{}</p></div>"),
    "opened by a button": (
        ".a{display:none}", "<button aria-controls=x>Read</button><div class=a id=x><p>{}</p></div>"
    ),
    "without scripts": (".no-js .a{display:none}", "<p class=a>{}</p>"),
    "what stands before it": (".a::before{display:none}", "<p class=a>{}</p>"),
    "while one points": (".a:hover{display:none}", "<p class=a>{}</p>"),
    "another class": (".b{display:none}", "<p class=a>{}</p>"),
    "faded in by its own style": ("", "<p style='opacity:0;transition:opacity 1s'>{}</p>"),
    "moved a little": ("", "<p style='position:relative;left:-10px;font-size:0.9em'>{}</p>"),
    "half seen": (".a{opacity:0.5}", "<p class=a>{}</p>"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HIDES)
def test_hidden(kind: str) -> None:
    style, inside = HIDES[kind]
    assert not reads(style, inside.format(WORDS))


@pytest.mark.parametrize("kind", SHOWS)
def test_shown(kind: str) -> None:
    style, inside = SHOWS[kind]
    assert reads(style, inside.format(WORDS))


@pytest.mark.parametrize("head", ["<noscript><style>.a{display:none}</style></noscript>",
                                  "<style media=print>.a{display:none}</style>"])  # fmt: skip
def test_a_sheet_for_others(head: str) -> None:
    assert reads("", f"<p class=a>{WORDS}</p>", head)


def test_the_page_itself_stays() -> None:
    assert reads("body{visibility:hidden} article{opacity:0}", f"<p>{WORDS}</p>")


def test_very_many_rules_are_bounded() -> None:
    many = "".join(f".c{n}{{display:none}}" for n in range(20_000))
    assert reads(many, f"<p class=c19999>{WORDS}</p>")
