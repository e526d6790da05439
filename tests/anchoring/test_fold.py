import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.fold import fold, folded_equal


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


def test_a_superscript_is_not_made_a_digit() -> None:
    assert not folded_equal("10² m", "102 m")
    assert folded_equal("１０ m", "10 m")


def test_a_lone_accent_is_a_quotation_mark() -> None:
    assert folded_equal("´so´ ¨", "'so' ¨")


def test_letters_written_in_parts_are_the_same() -> None:
    for words in ("Él pagó", "한국 항구", "কোথায়", "قالَ"):
        assert folded_equal(unicodedata.normalize("NFD", words), unicodedata.normalize("NFC", words))


def test_texts_are_equal_but_for_typography() -> None:
    assert folded_equal(" “a” – b\n\nc", "'a' - b c ")
    assert not folded_equal("a b", "ab")
    assert folded_equal("", " \n")


def test_ranges_go_both_ways() -> None:
    text = "o\u00adffi\u200bce  e\u0301te\u0301"
    folded = fold(text)
    assert folded.text == "office été"
    assert folded.folded_range(0, 7) == (0, 5)
    assert folded.folded_range(6, 7) == (4, 5)
    assert folded.original_range(7, 10) == (10, 15)
    assert folded.folded_range(1, 2) == (0, 0)
