import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.selectors import QuoteMismatch, check_quote, describe

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
    assert check_quote("a  b\nc d", 0, 8, "a b c   d").exact == "a  b\nc d"


@pytest.mark.parametrize("quote", ["went down.", "", "Went up."])
def test_other_words_are_refused(quote: str) -> None:
    start = TEXT.index("went")
    with pytest.raises(QuoteMismatch, match="select them again"):
        check_quote(TEXT, start, start + 8, quote)
