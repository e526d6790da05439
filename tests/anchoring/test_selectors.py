import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.selectors import QuoteMismatch, check_quote, describe, words_shown

TEXT = "One 👩‍🚀 went up.\nقالت الوزارة ذلك. Two came back."


@given(st.integers(-5, 60), st.integers(-5, 60))
def test_a_selector_is_what_the_text_holds_or_an_error(start: int, end: int) -> None:
    try:
        selector = describe(TEXT, start, end)
    except QuoteMismatch:
        assert not 0 <= start < end <= len(TEXT) or not TEXT[start:end].strip()
    else:
        assert TEXT[selector.start : selector.end] == selector.exact == TEXT[start:end].strip()
        assert TEXT[: selector.start].endswith(selector.prefix)
        assert TEXT[selector.end :].startswith(selector.suffix)


def test_offsets_count_code_points() -> None:
    start = TEXT.index("went")
    assert start == 8  # the astronaut is three code points
    assert describe(TEXT, start, start + 4).exact == "went"


def test_white_space_of_the_quote_does_not_matter() -> None:
    assert check_quote("a  b\nc d", [], 0, 8, "a b c   d").exact == "a  b\nc d"


@pytest.mark.parametrize("quote", ["went down.", "", "Went up."])
def test_other_words_are_refused(quote: str) -> None:
    start = TEXT.index("went")
    with pytest.raises(QuoteMismatch, match="other_words"):
        check_quote(TEXT, [], start, start + 8, quote)


SIGNED = "Two points.\n\n- Boats leave.\n> Nobody asked."
BLOCKS = [{"start": 0, "end": 11}, {"start": 15, "end": 27}, {"start": 30, "end": 43}]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (4, 20, "points. Boats"), (0, 43, "Two points. Boats leave. Nobody asked."), (11, 15, ""), (15, 20, "Boats"),
        (21, 37, "leave. Nobody"), (12, 27, "Boats leave."),
    ],
)  # fmt: skip
def test_signs_between_blocks_are_no_words(start: int, end: int, words: str) -> None:
    assert words_shown(SIGNED, BLOCKS, start, end) == words
    if words:
        assert check_quote(SIGNED, BLOCKS, start, end, words).exact == SIGNED[start:end].strip()


@given(st.integers(0, 43), st.integers(0, 43))
def test_words_shown_are_words_of_the_text_in_its_order(start: int, end: int) -> None:
    at = start
    for word in words_shown(SIGNED, BLOCKS, start, end).split():
        at = SIGNED.index(word, at, max(end, at)) + len(word)
