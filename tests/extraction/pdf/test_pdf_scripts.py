"""Letters of PDFs that run from right to left, share a place, or need no spaces; and notes at the foot of a page."""

from __future__ import annotations

import pytest

from annotations.anchoring.quotes import find_quote
from annotations.extraction.extract import extract
from annotations.extraction.pdf.hyphens import Words
from annotations.extraction.pdf.lines import Letter, _is_ligature
from annotations.extraction.pdf.right_to_left import lines_by_direction, lines_from_right
from tests.pdfs import column, pdf_of


def placed(words: str, top: float = 100, right: float = 500) -> list[Letter]:
    """Letters of a line that runs from right to left, with the digits of numbers the other way round."""
    letters, at = [], right
    for word in words.split(" "):
        shown = word[::-1] if any(letter.isdigit() for letter in word) else word
        for letter in shown:
            letters.append(Letter(letter, at - 5, at, top - 10, top))
            at -= 5
        at -= 3
    return letters


def test_lines_from_right_to_left_whatever_order_they_were_written_in() -> None:
    first, second = placed("ارتفعت الرسوم بنسبة 14 في 2023"), placed("قال المجلس", top=80)
    letters = [*reversed(first), *second]
    assert [line.text for line in lines_from_right(letters)] == ["ارتفعت الرسوم بنسبة 14 في 2023", "قال المجلس"]


def test_latin_pages_run_from_left() -> None:
    def place(words: str, left: float) -> list[Letter]:
        return [Letter(c, left + 6 * at, left + 6 * at + 6, 0, 10) for at, c in enumerate(words)]

    lines = lines_by_direction([*place("Port of ", 0), *place("ميناء"[::-1], 48), *place(" Lindow", 78)])
    assert lines[0].text.startswith("Port of ")


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        # From left to right as they are drawn by the rules of the Unicode bidirectional algorithm.
        ("%14 ةبسنب", "بنسبة 14%"), ("2021-2020 يف", "في 2020-2021"), ("COVID-19 نع", "عن COVID-19"),
        (".COVID-19 Report نع", "عن COVID-19 Report."), ("12/03/2024 يف", "في 12/03/2024"),
        (".12/03/2024 םויב", "ביום 12/03/2024."), ("14%-ב", "ב-14%"), ("300₪ דע $250 ריחמ", "מחיר $250 עד 300₪"),
        ("New York Times ןותיע", "עיתון New York Times"), ("Annual Report 2023 לע", "על Annual Report 2023"),
        ("\u0664\u066c\u0668\u0661\u0662 \u0646\u0645", "\u0645\u0646 \u0664\u066c\u0668\u0661\u0662"),
        ("\u0661\u0662\u066b\u0665 \u0646\u0645", "\u0645\u0646 \u0661\u0662\u066b\u0665"),
        (".)Terminal B( \u0629\u062f\u0645", "\u0645\u062f\u0629 (Terminal B)."),
        ("(3.5% \u05d9\u05d1\u05dc( \u05d5\u05dc\u05e2", "\u05e2\u05dc\u05d5 (\u05dc\u05d1\u05d9 3.5%)"),
    ],
)  # fmt: skip
def test_numbers_signs_and_names_in_a_line_from_the_right(drawn: str, read: str) -> None:
    letters = [Letter(c, 6 * at, 6 * at + 6, 0, 10) for at, c in enumerate(drawn) if c != " "]
    assert lines_from_right(letters)[0].text == read


def test_letters_that_do_not_join_part_no_word_where_blanks_are_written() -> None:
    letters, at = [], 500
    for letter in "الشمالي الى":
        if letter == " ":
            letters.append(Letter(" ", 0, 0, 95, 95))  # wherever the program put it
            continue
        at -= 3 * (letter == "ل")
        letters.append(Letter(letter, at - 5, at, 90, 100))
        at -= 5
    assert [line.text for line in lines_by_direction(letters)] == ["الشمالي الى"]
    unwritten = [letter for letter in letters if letter.text != " "]
    assert lines_by_direction(unwritten)[0].text.count(" ") > 1, "without them wide gaps are all there is to go by"


def test_lines_of_both_directions_on_one_page() -> None:
    def place(words: str, top: float) -> list[Letter]:
        return [Letter(c, 6 * at, 6 * at + 6, top - 10, top) for at, c in enumerate(words)]

    page = [
        *place("The board said on Tuesday that dues go up.", 100),
        *place("הבקע הדעווה", 80),
        *place("It met at ten.", 60),
    ]
    told = [line.text for line in lines_by_direction(page)]
    assert told == [
        "The board said on Tuesday that dues go up.",
        "הוועדה עקבה"[::1].replace("עקבה", "עקבה"),
        "It met at ten.",
    ]


def test_letters_at_one_place_are_one_sign() -> None:
    f, i = Letter("f", 10, 14, 0, 10), Letter("i", 10, 14, 0, 10)
    assert _is_ligature(f, i)
    assert not _is_ligature(f, Letter("i", 14, 16, 0, 10))
    assert not _is_ligature(f, Letter(" ", 10, 14, 0, 10))


@pytest.mark.parametrize(("lines", "text"), [
    (["港湾使用料が", "上がった。"], "港湾使用料が上がった。"), (["市政府星期一", "宣布"], "市政府星期一宣布"),
    (["Haupt-", "und Nebenhafen"], "Haupt- und Nebenhafen"),
    (["w województwie kujawsko-", "-pomorskim"], "w województwie kujawsko-pomorskim"), (["A-t-", "elle dit"], "A-t-elle dit"),
    (["Der Rat sagte, dass der Ober-", "bürgermeister der Stadt kommt"], "Der Rat sagte, dass der Oberbürgermeister der Stadt kommt"),
    (["the board of the Euro-Mediter-", "ranean ports and of the union"], "the board of the Euro-Mediterranean ports and of the union"), (["the U.S.-", "backed council"], "the U.S.-backed council"),
    (["in 2019–", "2020"], "in 2019–2020"), (["1,842,", "000 euros"], "1,842,000 euros"), (["paid 14,", "300 left"], "paid 14,300 left"),
    (["in 2023,", "and"], "in 2023, and"), (["a dash –", "2 of them"], "a dash – 2 of them"),
])  # fmt: skip
def test_lines_are_joined_as_they_are_read(lines: list[str], text: str) -> None:
    assert Words(lines).joined(lines) == text


def test_words_of_scripts_without_spaces_are_found_over_lines() -> None:
    assert find_quote("港の料金は\n上がったと市が", "料金は上がった") == (2, 10)
    assert find_quote("Dues rose\nby", "Duesrose") is None


def test_notes_cut_no_sentence_in_two() -> None:
    first = [*column("Dues rose by 14 per cent in 2023, and the whole of it\nwas spent on the terminal. The board thanked the"),
             *column("1 Annual report, page 7.\n2 Minutes of May.", top=120, size=7)]  # fmt: skip
    second = column("boats for their trust in it, and asked for a further\nreport that is to be public.")
    document = extract(pdf_of(first, second))
    assert find_quote(document.text, "The board thanked the boats for their trust")
    assert document.text.endswith("1 Annual report, page 7.\n2 Minutes of May.")
