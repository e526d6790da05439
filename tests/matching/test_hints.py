from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.matching.hints import REASONS, Hint, hints
from annotations.matching.sentences import sentence_starts


def reasons(sentence: str, language: str) -> str:
    found = list(hints(sentence, [(0, len(sentence))], language))
    return " ".join(found[0].reasons) if found else ""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The harbour office counted 1,204 ships.", "number"),
        ("Half of the pupils leave without a certificate.", "number"),
        ("The bridge was opened in 2019.", "date"),
        ("The council met on 3 May 2023.", "date"),
        ("The council met on May 3rd.", "date"),
        ("The log ends on 12.4.2021.", "date"),
        ("The council has met since May.", "date"),
        ("The river may flood the fields.", ""),
        ("Marlow has 1,900 bee colonies.", "number"),
        ("Rents are higher than wages.", "comparison"),
        ("It is the oldest tramway in the country.", "comparison"),
        ("Waiting times have halved.", "comparison"),
        ("Bread costs twice as much.", "comparison"),
        ("A. Rowan said the leak was known.", "statement"),
        ("According to the union, nobody saw the log.", "statement"),
        ("“Nobody showed us the log.”", "statement"),
        ("He called it a “success” again.", ""),
        ("In 2022 exports rose by 14 percent, the ministry said.", "number date comparison statement"),
        ("How many of the 40 ships were inspected?", ""),
        ("Were 40 ships inspected, as A. Rowan said?", "number statement"),
        ("The sea was calm and the sky was clear.", ""),
    ],
)
def test_english(sentence: str, expected: str) -> None:
    assert reasons(sentence, "en-GB") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("El puerto recibió 4.100 barcos.", "number"),
        ("La mitad de las escuelas está cerrada.", "number"),
        ("El puente se abrió el 3 de mayo.", "date"),
        ("Los alquileres cuestan más que antes.", "comparison"),
        ("Es la peor sequía de la región.", "comparison"),
        ("Según el sindicato, nadie vio el registro.", "statement"),
        ("La alcaldesa AFIRMÓ que lo sabía.", "statement"),
        ("«Nadie nos enseñó el registro».", "statement"),
        ("¿Cuántos de los 40 barcos llegaron?", ""),
        ("El mar estaba tranquilo.", ""),
    ],
)
def test_spanish(sentence: str, expected: str) -> None:
    assert reasons(sentence, "es") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("فتشت الوزارة ٤١٠٠ سفينة.", "number"),
        ("ثلث المدارس بلا كهرباء.", "number"),
        ("افتتح الجسر في 3 مايو 2023.", "date"),
        ("الجسر هو الأعلى في البلاد.", "comparison"),
        ("وارتفعت أسعار الخبز.", "comparison"),
        ("وقالت الوزارة إن الميناء مغلق.", "statement"),
        ("أكّد المدير أن المصنع نظيف.", "statement"),
        ("كم سفينة من 40 وصلت؟", ""),
        ("كان البحر هادئا.", ""),
    ],
)
def test_arabic(sentence: str, expected: str) -> None:
    assert reasons(sentence, "ar") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Das Hafenamt zählte 1.204 Schiffe.", "number"),
        ("„Niemand hat uns das Buch gezeigt.“", "statement"),
        ("मंत्रालय ने ४१०० जहाज गिने।", "number"),
        ("Das Meer war ruhig.", ""),
        ("Waren es 40?", ""),
    ],
)
@pytest.mark.parametrize("language", ["de", "", "hi"])
def test_figures_and_quotations_count_in_any_language(sentence: str, expected: str, language: str) -> None:
    assert reasons(sentence, language) == expected


def test_places_are_those_of_the_sentences() -> None:
    text = "The sea was calm. A. Rowan counted 40 ships. Who knows?"
    starts = sentence_starts(text)
    spans = list(zip(starts, [*starts[1:], len(text)], strict=True))
    assert list(hints(text, spans, "en")) == [Hint(text.index("A."), text.index("Who"), ("number",))]


@given(st.text(), st.sampled_from(["en", "es", "ar", "xx"]))
def test_any_text(text: str, language: str) -> None:
    for hint in hints(text, [(0, len(text))], language):
        assert set(hint.reasons) <= set(REASONS)
