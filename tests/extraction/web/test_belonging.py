"""What belongs to an article beside its paragraphs, and what stands in its sentences in elements of their own."""

from __future__ import annotations

import pytest

from annotations.extraction.web.html import extract_html

STORY = "".join(
    f"<p>{words}</p>"
    for words in (
        "The harbour board said on Monday that port dues rose by 14 per cent in 2023, after three years without a change.",
        "Ferries paid 2.1 million euros, the board told the council, and fishing boats paid 340,000 euros, a little less.",
        "The council will vote on the dues for next year in March, and the chair said that no further rise is planned.",
    )
)


def text(body: str) -> str:
    page = (
        f"<!doctype html><html lang=en><title>Port dues</title><body><article><h1>Port dues</h1>{body}</article></body>"
    )
    return extract_html(page.encode(), url="https://port.example/a").text


@pytest.mark.parametrize(("body", "words"), [
    (f'<div class="article-lead"><p>The board wants more money from ferries, and the ferries say no to that.</p></div>'
     f'<div class="article-body">{STORY}</div>', "The board wants more money from ferries"),
    (f'{STORY}<section class="footnotes"><ol><li>Annual report of the board, 2023, page 7.</li></ol></section>',
     "Annual report of the board, 2023, page 7"),
    (f"{STORY}<p><em>En una versión anterior de este artículo se decía que subieron un 41 por ciento.</em></p>",
     "subieron un 41 por ciento"),
    (f"{STORY}<div><p>Une version précédente de cet article annonçait une hausse de 41 pour cent.</p></div>",
     "une hausse de 41 pour cent"),
    (f"<p>The board <button>voted</button> for the dues on Monday, said the chair of it to all who asked.</p>{STORY}",
     "The board voted for the dues"),
    (f'<button aria-controls="p">Costs?</button><div id="p" hidden><p>It costs 1,200 euros a year for each of the ferries.</p>'
     f"</div>{STORY}", "It costs 1,200 euros"),
    (f"{STORY}<dl><dt>Mole</dt><dd>A wall of stones that keeps the waves out of a port.</dd></dl>{STORY[:200]}", "Mole\nA wall"),
    (f'{STORY}<aside class="infobox"><table><tr><th>Length</th><td>312 m</td></tr></table></aside>{STORY[:200]}',
     "Length\n312 m"),
])  # fmt: skip
def test_it_is_in_the_text(body: str, words: str) -> None:
    assert words in text(body)


@pytest.mark.parametrize(("formula", "words"), [
    ("<math><msup><mn>10</mn><mn>6</mn></msup></math> tonnes", "10⁶ tonnes"),
    ("<math><semantics><msub><mi>CO</mi><mn>2</mn></msub><annotation>CO_2</annotation></semantics></math> fell", "CO₂ fell"),
    ('<span class="katex"><span class="katex-mathml"><math><mn>14</mn></math></span>'
     '<span class="katex-html" aria-hidden="true">14</span></span> per cent', "were 14 per cent"),
])  # fmt: skip
def test_formulas_are_told_once_and_as_they_stand(formula: str, words: str) -> None:
    assert words in text(
        f"<p>The ships of the port were {formula} in the year 2023, the board of it said on Monday.</p>{STORY}"
    )


def test_what_editors_press_is_no_text() -> None:
    assert "edit" not in text(f'<h2>Dues<span class="mw-editsection">[edit]</span></h2>{STORY}')


def test_a_box_beside_the_article_is_not_in_it() -> None:
    box = '<aside class="related"><p>Other news of the day: the mayor of the town has gone away for a week.</p></aside>'
    assert "Other news" not in text(f"{box}{STORY}")
