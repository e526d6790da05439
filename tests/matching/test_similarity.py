from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.matching.similarity import similarity
from annotations.matching.words import LONGEST, words_of
from tests.matching.rewordings import REWORDINGS


@pytest.mark.parametrize(
    "number", ["4,100", "4.100", "4 100", "4’100", "4100", "٤١٠٠", "٤٬١٠٠", "4.1 thousand", "4,1 Tausend"]
)
def test_a_number_is_one_word_however_it_is_written(number: str) -> None:
    assert words_of(f"{number} ships") == ["4100", "ship"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3.5 and 3,5", ["3.5", "3.5"]),
        ("0.125 grams", ["0.125", "gram"]),
        ("2022, 2023", ["2022", "2023"]),
        ("2.3 million, 1,7 Milliarden", ["2300000", "1700000000"]),
        ("5 آلاف و3 ملايين", ["5000", "3000000"]),
        ("3万", ["30000"]),
        ("12% or 12 percent", ["12", "12"]),
    ],
)
def test_numbers_keep_their_value(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("inspections", "Inspected"),
        ("café", "CAFE"),
        ("años", "ANOS"),
        ("Straßen", "strasse"),
        ("Λιμάνι", "λιμανι"),
        ("الْمَوَانِئ", "موانئ"),
        ("أسعار", "اسعار"),
        ("السفينة", "سفينه"),
    ],
)
def test_one_word_in_two_forms(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


def test_scripts_without_spaces_are_cut_in_pairs() -> None:
    assert words_of("港务局检查") == ["港务", "务局", "局检", "检查"]
    assert words_of("ฝนตก") == ["ฝน", "นต", "ตก"]


def test_vowel_signs_do_not_cut_a_word() -> None:
    assert len(words_of("मंत्रालय")) == 1


def test_the_same_words_in_any_order_are_alike() -> None:
    assert similarity("Rents rose in Wexmere", "In Wexmere rents rose") == 1


def test_other_numbers_lower_it_and_do_not_hide_it() -> None:
    same = similarity("Wexmere lost 1,900 jobs in May", "In May 1900 jobs were lost in Wexmere")
    other = similarity("Wexmere lost 1,900 jobs in May", "In May 2500 jobs were lost in Wexmere")
    assert 0.5 < other < same


def test_nothing_is_like_nothing() -> None:
    assert similarity("", "") == similarity("the of", "Rents rose") == 0


@pytest.mark.parametrize(("language", "claim", "rewording"), REWORDINGS)
def test_a_rewording_is_more_alike_than_any_other_claim(language: str, claim: str, rewording: str) -> None:
    others = [similarity(rewording, other) for _, other, _ in REWORDINGS if other != claim]
    assert similarity(rewording, claim) > max(others)


@given(st.text(), st.text())
def test_any_text(one: str, other: str) -> None:
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, other) == pytest.approx(similarity(other, one))
    assert all(1 < len(word) <= LONGEST or word.isdigit() for word in words_of(one))
