"""Days told in a line, in the languages of the world; they are guesses that a person takes over."""

from __future__ import annotations

import pytest

from annotations.extraction.extract import extract
from annotations.extraction.web.datelines import day_in


@pytest.mark.parametrize(
    "words",
    [
        "12. März 2024, 10:15 Uhr", "12 mars 2024 à 10h15", "12 de marzo de 2024", "12 marca 2024", "12 Mart 2024 Salı",
        "Selasa, 12 Maret 2024 10:15 WIB", "12 марта 2024, 10:15", "2024年3月12日 10時15分", "입력 2024.03.12. 오전 10:15",
        "12 مارس 2024", "١٢ مارس ٢٠٢٤", "2024-03-12 10:15:00", "Published: March 12th, 2024", "2024. március 12.",
        "12 tháng 3, 2024", "12 במרץ 2024", "12 มีนาคม 2024", "12 मार्च 2024", "Publié le 12 mars 2024",
    ],
)  # fmt: skip
def test_a_line_under_the_title_tells_the_day(words: str) -> None:
    page = f"<html><body><h1>Ferries</h1><p class='date'>{words}</p><p>{'The port counts its ships. ' * 20}</p></body></html>"
    assert extract(page.encode(), media_type="text/html", charset="utf-8").date_guesses == ["2024-03-12"]


def test_a_name_of_two_months_is_both() -> None:
    said = day_in("12 listopada 2023")
    assert said is not None
    assert said.days == [(2023, 10, 12), (2023, 11, 12)], "Croatian and Polish"


@pytest.mark.parametrize(
    "words",
    [
        "Atualizado em 02/04/2024", "Data aktualizacji: 02.04.2024", "Zuletzt aktualisiert: 12. März 2024", "© 12 mars 2024",
        "Foto vom 12. März 2024", "The harbour opened on 12 March 2024.", "Deadline 12 March 2024", "room 12 mar 2024x",
        "31 February 2024", "Cập nhật: 12 tháng 3, 2024",
    ],
)  # fmt: skip
def test_days_of_something_else_are_no_guess(words: str) -> None:
    page = f"<html><body><h1>Ferries</h1><p>{words}</p><p>{'The port counts its ships. ' * 20}</p></body></html>"
    assert extract(page.encode(), media_type="text/html", charset="utf-8").date_guesses == []


def test_the_day_of_publication_beside_that_of_a_change() -> None:
    def guesses(*lines: str) -> list[str]:
        told = "".join(f"<p>{line}</p>" for line in lines)
        page = f"<html><body><h1>Ferries</h1>{told}<p>{'The port counts its ships. ' * 20}</p></body></html>"
        return extract(page.encode(), media_type="text/html", charset="utf-8").date_guesses

    assert guesses("Data aktualizacji: 02.04.2024", "Data publikacji: 12.03.2024") == ["2024-03-12"]
    assert guesses("Published 12 March 2024, updated 2 April 2024") == ["2024-03-12"]


TITLE = "<h1>Ferries</h1><p>The port counts its ships.</p>"


@pytest.mark.parametrize(
    ("markup", "day"),
    [
        ("<span itemprop='datePublished' content='2024-03-12'>vor 2 Tagen</span>", "2024-03-12"),
        ("<article><h2>Ferries</h2><time pubdate datetime='2024-03-12'></time></article>", "2024-03-12"),
        ("<div class='comments'><article><time datetime='2024-05-05' pubdate>5 May</time> Nice.</article></div>", ""),
        ("<div><article><h4>Other</h4><time datetime='2023-01-02' pubdate></time></article></div>", ""),
        ("<aside><time datetime='2023-01-02' pubdate></time></aside>", ""),
    ],
)
def test_declared_days_are_those_of_the_page_alone(markup: str, day: str) -> None:
    page = f"<html><body>{TITLE}{markup}</body></html>"
    assert extract(page.encode(), media_type="text/html", charset="utf-8").date == day
