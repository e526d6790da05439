"""Text and ranges to marked-up blocks: the words stay the words, however marks lie over each other."""

from __future__ import annotations

import re
from html import unescape

from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from annotations.presenters.text.highlights import MAX_IDS, QUOTE, Mark, in_lists_and_tables, render_blocks

TEXT = "The <b>ferry</b> & the 🚢 carried 4,100 people.\nA. Rowan said: “full”.\nNobody else was asked."
BLOCKS = [
    {"kind": "paragraph", "start": start, "end": start + len(line)}
    for line in TEXT.split("\n")
    for start in [TEXT.index(line)]
]
TAGS = re.compile(r"<[^>]*>")


def mark(start: int, end: int, claim: int = 1, **changes: object) -> Mark:
    return Mark(start, end, claim, claim, "none", False, f"claim {claim}")._replace(**changes)


def html_of(marks: list[Mark], spans: list[dict] | None = None, only: set[int] | None = None) -> list[str]:
    return [str(view.html) for view in render_blocks(TEXT, BLOCKS, spans or [], [], marks, only=only)]


def words(html: str) -> str:
    return unescape(TAGS.sub("", html))


def marked(blocks: list[str], claim: int) -> str:
    """All words under the marks of a claim."""
    found = re.findall(r'<mark [^>]*data-claims="([\d ]+)">(.*?)</mark>', "".join(blocks), re.DOTALL)
    return "".join(words(inner) for ids, inner in found if str(claim) in ids.split())


ranges = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 40)).map(lambda r: (r[0], min(len(TEXT), sum(r))))


@given(st.lists(ranges, max_size=8))
def test_words_are_untouched_and_each_mark_covers_its_own(places: list[tuple[int, int]]) -> None:
    marks = [mark(start, end, claim) for claim, (start, end) in enumerate(places, 1)]
    blocks = html_of(marks)
    assert [words(block) for block in blocks] == TEXT.split("\n")
    for one in marks:
        assert marked(blocks, one.claim) == TEXT[one.start : one.end].replace("\n", "")
        # One link, after the last of its words; none when it ends in the gap between two blocks.
        ends_inside = any(b["start"] < one.end <= b["end"] for b in BLOCKS)
        assert "".join(blocks).count(f'data-claim="{one.claim}"') == (1 if ends_inside else 0)


def test_the_narrowest_mark_gives_the_look_and_many_say_so() -> None:
    (html,) = html_of([mark(0, 20, 1, state="verified"), mark(4, 9, 2, state="disputed", proposed=True)], only={1})
    assert '<mark class="mark mark-verified" data-claims="1">The </mark>' in html
    assert '<mark class="mark mark-disputed mark-proposed mark-many" data-claims="2 1">' in html


def test_a_piece_names_no_more_than_so_many_claims() -> None:
    (html,) = html_of([mark(0, 3, claim) for claim in range(1, MAX_IDS + 9)], only={1})
    ids = re.search(r'data-claims="([\d ]+)"', html)
    assert ids
    assert len(ids[1].split()) == MAX_IDS
    assert html.count('class="ref') == MAX_IDS + 8


def test_links_of_the_article_stay_links_under_marks() -> None:
    start = TEXT.index("carried")
    span = {"kind": "link", "start": start, "end": start + 13, "href": 'https://a.example/?x=1&y="2"'}
    (html,) = html_of([mark(start + 8, start + 20)], [span], only={1})
    assert html.count('<a href="https://a.example/?x=1&amp;y=&quot;2&quot;" rel="nofollow noopener noreferrer">') == 2
    assert words(html) == TEXT.split("\n")[0]


def test_names_and_words_are_escaped() -> None:
    (html,) = html_of([mark(0, 12, name='"><script>alert(1)</script>')], only={1})
    assert "<script" not in html
    assert "&lt;b&gt;" in html


def test_a_quote_has_an_id_and_no_link() -> None:
    (html,) = html_of([mark(0, 9, 7, number=0, state=QUOTE)], only={1})
    assert html.startswith('<mark id="quote" class="mark mark-quote" data-claims="7">')
    assert "<a " not in html


def test_what_is_remembered_is_told_apart_by_every_detail() -> None:
    """The same block is drawn once; a mark that differs in anything is another one."""
    one = mark(0, 9, 3)
    drawn = {html_of([m], only={1})[0] for m in (one, one._replace(name="x"), one._replace(open=True),
             one._replace(state="verified"), one._replace(proposed=True), one._replace(number=9), one._replace(end=8))}  # fmt: skip
    assert len(drawn) == 7
    assert html_of([one], only={1}) == html_of([mark(0, 9, 3)], only={1})


def test_cells_stand_in_their_rows_and_columns() -> None:
    words = ["Ships", "Year", "Tons", "2023", "Ferries", "41"]
    raw, start = [], 0
    for word, cell in zip(words, [None, (1, 1, 1), (1, 1, 2), (1, 2, 1), (2, 1, 1), (2, 1, 3)], strict=True):
        raw.append({"kind": "cell" if cell else "heading", "start": start, "end": start + len(word)})
        raw[-1] |= {"cell": list(cell)} if cell else {}
        start += len(word) + 1
    drawn = [(block, SafeString(words[block.id - 1])) for block in render_blocks("\n".join(words), raw, [], [], [])]
    cell = '<div class="cell" role="cell">{}</div>'.format
    row = '<div class="cells" role="row">{}</div>'.format
    table = '<div class="cell-table" role="table">{}</div>'.format
    assert in_lists_and_tables(drawn) == (
        "Ships"
        + table(row(cell("Year") + cell("Tons")) + row(cell("2023") + cell("")))
        + table(row(cell("Ferries") + cell("41")))
    )
