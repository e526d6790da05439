from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.fold import fold


def test_kinds_of_quotes_dashes_and_spaces_are_alike() -> None:
    assert fold("“a” – b\u00a0c").text == fold('"a" - b  c').text


def test_digits_case_and_accents_are_not() -> None:
    assert fold("27 hours").text != fold("28 hours").text
    assert fold("May").text != fold("may").text
    assert fold("pêche").text != fold("peche").text


def test_format_characters_vanish_and_ligatures_open() -> None:
    folded = fold("o\u00adffi\u200bce")
    assert folded.text == "office"


@given(st.text(alphabet="aé\u0301 \u200b ﬁ“–👩\n1", max_size=40))
def test_every_folded_place_leads_back_into_the_text(text: str) -> None:
    folded = fold(text)
    for index in range(len(folded.text)):
        start, end = folded.original_range(index, index + 1)
        assert 0 <= start < end <= len(text)
