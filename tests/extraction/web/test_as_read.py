"""A page's words as its reader sees them: no number that nobody wrote, no word that does not stand."""

from __future__ import annotations

import pytest

from annotations.extraction.extract import extract
from annotations.extraction.web.as_read import set_apart

LONG = "The harbour office published its figures on Monday, and a reader asked what they mean for the town. "
PARTS = {
    "The port counted <del>9,000</del><ins>4,100</ins> ships this year, it says.": ("counted 4,100 ships", "9,000"),
    "It was <s>nine</s> ten boats that left on time, said the spokesman.": ("was ten boats", "nine"),
    "An area of 10<sup>2</sup> km was closed to all ships for a week.": ("10² km", "102"),
    "The CO<sub>2</sub> fell in the log, by what the crew says of it.": ("CO₂ fell", "CO2"),
    "Dues rose by 14<sup>3</sup> per cent, as the board says.": ("14³ per cent", "143"),
    "Dues rose by 14<sup>[3]</sup> per cent, as the board says.": ("14 [3] per cent", "14["),
    "It carried 10<sup>-6</sup> of all goods that were told of.": ("10⁻⁶ of", "10-6"),
    'Hidden<span style="display: none"> NOT SEEN</span> words stand in here.': ("Hidden words", "NOT SEEN"),
    "Hidden<span hidden> NOT SEEN</span> words stand in this paragraph.": ("Hidden words", "NOT SEEN"),
    "A <template>TEMPLATE</template>template is no part of this page.": ("A template", "TEMPLATE"),
    'The port is full<a class="msocomanchor" href="#c">[A1]</a>, it says here.': ("is full, it says", "[A1]"),
    'Dues rose by 14<sup><a href="#n">3</a></sup> per cent, as the board says.': ("14³ per cent", "143"),
    'Dues rose by 14<sup><a href="#n"><span>[</span>3]</a></sup> per cent, it says.': ("14 [3] per cent", "14["),
    "On the 1<sup>st</sup> of May the ferry was sold to a company.": ("1st of May", "1^st"),
}


@pytest.mark.parametrize("words", PARTS)
def test_what_is_read(words: str) -> None:
    page = f"<html lang=en><body><article><h1>Quay report</h1><p>{LONG}</p><p>{words}</p><p>{LONG}</p></article></body></html>"
    text = extract(page.encode(), media_type="text/html").text
    there, not_there = PARTS[words]
    assert there in text
    assert not_there not in text


@pytest.mark.parametrize("hide", ['style="visibility:hidden"', 'style="display:none"', "hidden"])
@pytest.mark.parametrize("tag", ["body", "div"])
def test_a_page_that_hides_itself_while_it_loads_is_read(hide: str, tag: str) -> None:
    inner = f"<article><h1>Quay report</h1><p>{LONG * 4}</p></article>"
    body = f"<body {hide}>{inner}</body>" if tag == "body" else f"<body><div {hide}>{inner}</div></body>"
    assert "published its figures" in extract(f"<html>{body}</html>".encode(), media_type="text/html").text


def test_a_remark_list_of_a_word_processor_is_left_out() -> None:
    remark = "<div style='mso-element:comment-list'><p class=MsoCommentText>Please check, said the editor.</p></div>"
    page = f"<html><body><article><p>{LONG * 3}</p>{remark}</article></body></html>"
    assert "Please check" not in extract(page.encode(), media_type="text/html").text


@pytest.mark.parametrize(
    ("words", "tag", "told"),
    [
        ("2", "sup", "²"),
        ("a2", "sup", "^a2"),
        ("2a", "sub", "_2a"),
        ("n", "sup", "n"),
        ("*1", "sup", " *1"),
        ("", "sup", ""),
    ],
)
def test_raised_words_join_no_number(words: str, tag: str, told: str) -> None:
    assert set_apart(words, tag) == told


WHOLE = {
    "a linked note between others": (
        "It fell to 3.2×10<sup>6</sup> tonnes, and rose by 14<sup><a href=#f>3</a></sup> per cent on the 21<sup>st</sup>.",
        "It fell to 3.2×10⁶ tonnes, and rose by 14³ per cent on the 21st.",
    ),
    "notes in brackets": (
        "It is noted<sup><a href=#a>[1]</a></sup><sup><a href=#b>[2]</a></sup> twice, <b>they</b> say of <i>it</i> here.",
        "It is noted [1] [2] twice, they say of it here.",
    ),
    "a quotation": ("She said <q>that <a href=/x>no</a> ship</q> came, <b>and</b> went.", "She said “that no ship” came, and went."),
    "a word of a program": ("Say <code>dues</code> and <a href=/x>press</a> the <b>key</b> then.", "Say dues and press the key then."),
    "how it is spoken": ("The <ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby> takes 77 euros <b>now</b>.", "The 港 takes 77 euros now."),
}  # fmt: skip


@pytest.mark.parametrize("kind", WHOLE)
def test_a_paragraph_stands_once_and_whole(kind: str) -> None:
    markup, words = WHOLE[kind]
    page = f"<html><body><article><h1>Dues</h1><p>{LONG}</p><p>{markup}</p><p>{LONG}</p><p>{LONG * 2}</p></article>"
    told = extract(page.encode(), media_type="text/html").text.split("\n")
    assert [line for line in told if line.strip() != LONG.strip() and LONG.strip() not in line and line != "Dues"] == [
        words
    ]
