"""What holds for every text and every range."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.anchor import reanchor
from annotations.anchoring.difference import compare, difference
from annotations.anchoring.fold import fold, folded_equal

#: Few letters, so that texts repeat and resemble each other; marks, joiners, spaces, quotes and unspaced scripts.
ALPHABET = "aab  ..\n12é\u0301\u00a0\u200b\u200d“\"'–ﬁ²👩🚀不港口سلاไทย\u1112\u1161\u11ab"
SENTENCES = [
    "It fell by 27%.",
    "It rose by 31%.",
    "Nobody was hurt.",
    "“Never,” she said.",
    "港口开放。",
    "\n",
    "\n",
    " ",
]
texts = st.text(alphabet=ALPHABET, max_size=60) | st.lists(st.sampled_from(SENTENCES), max_size=12).map("".join)
anything = st.text(max_size=40)
ranges = st.lists(st.tuples(st.integers(-2, 80), st.integers(-2, 80)), max_size=6)


@given(texts | anything, texts | anything, ranges)
def test_answers_are_in_bounds_and_say_what_they_are(old: str, new: str, asked: list[tuple[int, int]]) -> None:
    places = reanchor(old, new, asked)
    assert len(places) == len(asked)
    for (start, end), place in zip(asked, places, strict=True):
        assert (place.status == "lost") == (place.start is None) == (place.end is None)
        assert 0 <= place.score <= 1
        for found in ((place.start, place.end), place.candidate):
            if found and found[0] is not None:
                assert 0 <= found[0] < found[1] <= len(new)
        if place.status in ("exact", "moved"):
            assert folded_equal(old[start:end], new[place.start : place.end])
        if place.status == "changed":
            assert not folded_equal(old[start:end], new[place.start : place.end])


@given(texts | anything, st.data())
def test_the_same_text_keeps_every_range(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    (place,) = reanchor(text, text, [(start, end)])
    assert (place.status, place.start) == (("exact", start) if start < end else ("lost", None))


@given(st.lists(st.sampled_from(SENTENCES), max_size=12).map("".join), st.data())
def test_a_new_lead_keeps_every_word(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    (place,) = reanchor(text, "Quite another lead, of 9 words or so.\n" + text, [(start, end)])
    assert place.status == ("exact" if text[start:end].strip() else "lost")


@given(texts, texts)
def test_a_difference_holds_both_wordings(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert "".join(p.text for p in pieces if p.kind != "removed") == new
    assert folded_equal("".join(p.text for p in pieces if p.kind != "added"), old)
    assert all(a.kind != b.kind for a, b in pairwise(pieces))


@given(texts, texts)
def test_a_comparison_holds_every_paragraph_once(old: str, new: str) -> None:
    rows = compare(old, new)
    for text, sides in ((old, [row.old for row in rows]), (new, [row.new for row in rows])):
        lines = [line for line in text.split("\n") if fold(line).text.strip()]
        shown = sorted(side for side in sides if side)
        assert [fold(text[start:end]).text.strip() for start, end in shown] == [fold(x).text.strip() for x in lines]
    news = [row.new for row in rows if row.new]
    assert news == sorted(news)
    assert all(row.kind != "same" or folded_equal(old[slice(*row.old)], new[slice(*row.new)]) for row in rows)


@given(texts | anything)
def test_folding_leads_there_and_back(text: str) -> None:
    folded = fold(text)
    for index in range(len(folded.text)):
        start, end = folded.original_range(index, index + 1)
        assert 0 <= start < end <= len(text)
        first, last = folded.folded_range(start, end)
        assert first <= index < last
