"""What libraries lose of an article, and what is none of it."""

from __future__ import annotations

import pytest

from annotations.anchoring.quotes import find_quote
from annotations.extraction.document import Document
from annotations.extraction.web.html import extract_html

LINE = "<p>The harbour board said on {day} that port dues rose by 14 per cent in 2023, after three years of none.</p>"
BEFORE, AFTER = LINE.format(day="Monday") + LINE.format(day="Tuesday"), LINE.format(day="Friday")


def read(middle: str, end: str = "") -> Document:
    page = f"""<html><body><header><nav><a href=/>Front</a> <a href=/n>News</a></nav></header><article><h1>Dues</h1>
    {BEFORE}{middle}{AFTER}{end}</article><footer>Imprint of the Harbour Post, all rights reserved.</footer></body></html>"""
    return extract_html(page.encode(), charset="utf-8", url="https://post.example/a")


def between(document: Document) -> list[str]:
    """The blocks between the paragraphs that every page here has."""
    words = [document.text[block.start : block.end] for block in document.blocks]
    return words[2:-1]


KEPT = {
    "a caption": ("<figure><img src=a.jpg><figcaption>Dues by year. Ferries paid most.</figcaption></figure>", ["Dues by year. Ferries paid most."]),
    "a caption of a blog": ("<div class=wp-caption><img src=a.jpg><p class=wp-caption-text>The crane at pier 4.</p></div>", ["The crane at pier 4."]),
    "a list": ("<ul><li>The agency wrote in 2013.</li><li>It never answered.</li></ul>", ["The agency wrote in 2013.", "It never answered."]),
    "short paragraphs": ("<p>No.</p><p>Why?</p>", ["No.", "Why?"]),
    "a paragraph that is a link": ("<p><a href=/x><b>Three men of the town all denied the charge of the board on Friday.</b></a></p>", ["Three men of the town all denied the charge of the board on Friday."]),
    "a heading with an anchor": ("<h2><a>The third heading</a></h2><p>Words below it.</p>", ["The third heading", "Words below it."]),
    "loose words": ("<h2>Part</h2>Loose words say that dues fell in 2019.", ["Part", "Loose words say that dues fell in 2019."]),
    "who is quoted": ("<blockquote><p>Dues rose a lot.</p><footer>— A. Rowan, chair</footer></blockquote>", ["Dues rose a lot.", "— A. Rowan, chair"]),
    "two line breaks": ("<p>One line of words.<br><br>Another line of words.</p>", ["One line of words.", "Another line of words."]),
    "one line break": ("<p>Call me Ann<br>and come home.</p>", ["Call me Ann\nand come home."]),
    "preformatted lines": ("<pre>a  b\nc  d</pre>", ["a  b\nc  d"]),
    "nested tables": ("<table><tr><td>A1</td><td><table><tr><td>in</td></tr></table></td></tr><tr><td>B1</td></tr></table>", ["A1", "in", "B1"]),
    "a table's caption": ("<table><caption>Dues by year</caption><tr><td>2022</td><td>12.5</td></tr></table>", ["Dues by year", "2022", "12.5"]),
    "terms": ("<dl><dt>Dues</dt><dd>What ships pay.</dd></dl>", ["Dues", "What ships pay."]),
    "details": ("<details><summary>How we did it</summary><p>We asked the board.</p></details>", ["How we did it", "We asked the board."]),
    "struck out": ("<p>They rose by <del>41</del> 14, <s>twice</s> once.</p>", ["They rose by 14, once."]),
    "struck out by its style": ("<p>They rose by <span style='text-decoration: line-through red'>41</span> 14 per cent.</p>", ["They rose by 14 per cent."]),
    "raised by its style": ("<p>It was 14<span style='vertical-align: super; font-size: 60%'>3</span> per cent.</p>", ["It was 14³ per cent."]),
    "words for screen readers": ("<p><span class=sr-only>Opens in a new window</span>They rose by 14.</p>", ["They rose by 14."]),
    "a declared shadow": ("<div><template shadowrootmode=open><p>Words of a part of the page.</p></template></div>", ["Words of a part of the page."]),
    "a time in a sentence": ("<p>The storm of <time datetime=1999-07-04>4 July 1999</time> took the pier.</p>", ["The storm of 4 July 1999 took the pier."]),
    "powers": ("<p>It was 10<sup>6</sup> tonnes of CO<sub>2</sub>, or 14<sup>3</sup> per cent.</p>", ["It was 10⁶ tonnes of CO₂, or 14³ per cent."]),
}  # fmt: skip


@pytest.mark.parametrize(("middle", "words"), KEPT.values(), ids=KEPT)
def test_what_belongs_to_the_article_stays(middle: str, words: list[str]) -> None:
    assert between(read(middle)) == words


@pytest.mark.parametrize("holder", ["bsp-story-page", "span", "font size=2", "fieldset", "main"])
def test_paragraphs_stay_apart_in_whatever_holds_them(holder: str) -> None:
    inside = "<div>" + BEFORE + AFTER + "</div>"
    page = f"<html><body><main><{holder}><h1>Dues</h1>{inside}</{holder.split()[0]}></main></body></html>"
    assert len(extract_html(page.encode()).blocks) == 3


def test_a_rule_parts_loose_words() -> None:
    assert between(read("<div>First part of it ends here.<hr>Second part of it begins.</div>"))[-2:] == [
        "First part of it ends here.",
        "Second part of it begins.",
    ]


LEFT_OUT = {
    "what is hidden": "<p hidden>Unseen words here.</p><p style='display: none'>Unseen, too.</p><template><p>Unseen.</p></template>",
    "other stories": "<div class=related><p>Another long story about the harbour and its cranes. It is good.</p></div>",
    "a list of links": "<ul><li><a href=/a>The cranes of the harbour are new.</a></li><li><a href=/b>Ferries are late.</a></li></ul>",
    "tags": "<ul class=tags><li><a href=/t>ports</a></li></ul>",
    "sharing": "<div class=share-buttons><p>Share this story with your friends.</p></div>",
    "a form": "<form><p>Sign up for our letter of the day.</p></form>",
    "navigation": "<nav><p>More of the harbour is here.</p></nav>",
}


@pytest.mark.parametrize("middle", LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_does_not_belong_to_it_goes(middle: str) -> None:
    assert between(read(middle)) == []


CORRECTIONS = [
    "<aside class=correction><p>Correction: an earlier version of this article said 41 per cent.</p></aside>",
    "<footer class=article-footer><p>This article was amended on 4 March 2024 because it misnamed the chair.</p></footer>",
    "<div class=box><p>Corrección: una versión anterior decía 41 por ciento.</p></div>",
    "<aside><p>تصحيح: ذكرت نسخة سابقة نسبة أخرى.</p></aside>",
]


@pytest.mark.parametrize("end", CORRECTIONS)
def test_a_correction_is_part_of_the_article_wherever_it_stands(end: str) -> None:
    words = end.split("<p>")[1].split("</p>")[0]
    assert words in read("", end).text


def test_all_else_that_can_be_seen_is_kept_beside() -> None:
    document = read("<div class=related><p>The cranes of pier 4 are new.</p></div><p hidden>Unseen words.</p>")
    assert find_quote(document.text, "cranes of pier 4") is None
    assert find_quote(document.other_text, "cranes of pier 4")
    assert find_quote(document.other_text, "Imprint of the Harbour Post")
    assert "Unseen" not in document.other_text
    assert "port dues rose" not in document.other_text


def test_links_stay_on_their_words() -> None:
    document = read("<ul><li>See <a href=/log>the log of the roads</a> of 2013.</li></ul>")
    assert [(document.text[span.start : span.end], span.href) for span in document.spans] == [
        ("the log of the roads", "https://post.example/log")
    ]
