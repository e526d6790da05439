import pytest

from annotations.anchoring.quotes import find_quote
from annotations.extraction.document import Document, Unreadable
from annotations.extraction.extract import extract
from annotations.extraction.pdf import pages as pdf_module
from annotations.extraction.pdf.pages import extract_pdf
from tests.pdfs import Words, column, pdf_of
from tests.web import pdf


def paragraphs(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def test_text_with_its_page() -> None:
    document = extract_pdf(pdf("Mean waiting time was 27 hours."))
    assert document.text == "Mean waiting time was 27 hours."
    assert document.blocks[0].page == 1


def test_a_broken_file_is_said() -> None:
    with pytest.raises(Unreadable, match="pdf_damaged"):
        extract_pdf(b"%PDF-1.4 nothing more")


def test_a_page_without_text_is_said() -> None:
    with pytest.raises(Unreadable, match="pdf_of_pictures"):
        extract_pdf(pdf(" "))


def test_lines_become_paragraphs() -> None:
    text = (
        "This is a line of usual length in this\nfile. Then it ends.\nA second paragraph that is as long as\nthe first."
    )
    assert paragraphs(extract_pdf(pdf_of(column(text)))) == [
        "This is a line of usual length in this file. Then it ends.",
        "A second paragraph that is as long as the first.",
    ]


def test_a_wide_gap_parts_paragraphs() -> None:
    above = column("The board met in the hall of the harbour office and", top=760)
    below = column("the council of the town sat in the next room of it", top=700)
    assert len(extract_pdf(pdf_of([*above, *below])).blocks) == 2


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("the order named COVID-", "19 is in force", "COVID-19 is"),
        ("in the years 2019-", "2020 the debt fell", "2019-2020 the"),
        ("the board of the Aix-", "Marseille port", "Aix-Marseille port"),
        ("a fine of 3-", "4 million euros", "3-4 million"),
        ("see case 2:21-", "cv-00123 of that year", "2:21-cv-00123"),
        ("the long-", "term debt fell", "long-term debt"),
        ("a state-of-the-", "art crane", "state-of-the-art crane"),
        ("the non-", "partisan body agreed", "non-partisan body"),
        ("with a permit-", "ted rise of the dues", "permitted rise"),
        ("the coun-", "cil of the town", "council of"),
        ("the infra-", "structure of the port", "infrastructure of"),
        ("la subida fue acor-", "dada por el consejo de la ciudad y los barcos", "acordada por"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_stays_where_it_is_one_of_the_word(first: str, second: str, words: str) -> None:
    text = extract_pdf(pdf_of(column(f"It was said in the town that {first}\n{second}, so they say."))).text
    assert words in text


def test_a_word_of_the_document_tells_how_another_is_joined() -> None:
    text = "The quaymaster came, the re-quay too. The quay-\nmaster went, and so did all of the re-\nquay of it."
    assert "The quaymaster went, and so did all of the re-quay of it." in extract_pdf(pdf_of(column(text))).text


def test_both_readings_of_a_hyphen_are_found() -> None:
    text = extract_pdf(pdf_of(column("The non-\npartisan body of the price-\ndetermining board met."))).text
    for quote in ("non-partisan body", "nonpartisan body", "price-determining board", "pricedetermining board"):
        assert find_quote(text, quote)


def test_the_mark_of_a_note_is_no_digit_of_the_number_before_it() -> None:
    line: list[Words] = [
        (72, 760, 11, "The share was 14"),
        (153, 765, 7, "3"),
        (158, 760, 11, "per cent of it, up from 12."),
    ]
    text = extract_pdf(pdf_of(line)).text
    assert "143" not in text
    assert "14³ per cent" in text
    assert find_quote(text, "14 per cent of it")


def test_the_mark_at_the_beginning_of_a_note_is_no_digit_of_what_follows() -> None:
    note: list[Words] = [*column("The board met on Monday."), (72, 704, 6, "12"), (80, 700, 9, "1,204 ships came.")]
    text = extract_pdf(pdf_of(note)).text
    assert "121,204" not in text
    assert "¹² 1,204 ships came." in text
    assert find_quote(text, "1,204 ships came")


LINES = [
    "The harbour board said on Monday that the dues of", "the port rose by 14 per cent in 2023, after three",
    "years without any change at all. Ferries paid more", "than all fishing boats, the board told the council",
    "and a ship that came for the first time paid none.", "The council will vote on the dues of next year in",
    "March, as it has done in each of the years before,", "and the union has asked to be heard before it does.",
    "Nobody has answered the union yet, its secretary", "said, and nobody in the council knew of its letter.",
]  # fmt: skip


@pytest.mark.parametrize("left", [40, 520])
@pytest.mark.parametrize(("first", "step"), [(1, 1), (214, 1), (5, 5)])
def test_the_numbers_of_lines_are_no_words(left: float, first: int, step: int) -> None:
    lines = LINES * (1 if step == 1 else 3)
    text = column("\n".join(lines), left=90)
    counted = [(left, top, 9.0, str(first + at)) for at, (_left, top, _size, _words) in enumerate(text)]
    margin = [number for number in counted if (int(number[3]) - first + 1) % step == 0] if step > 1 else counted
    margin = [
        (x, top, size, str(int(words) - first + 1)) if step > 1 else (x, top, size, words)
        for x, top, size, words in margin
    ]
    pairs = [part for row in text for part in ([n for n in margin if n[1] == row[1]] + [row])]
    told = extract_pdf(pdf_of(pairs)).text
    assert find_quote(told, "the dues of the port rose by 14 per cent in 2023, after three years without any change")
    assert find_quote(told, "nobody in the council knew of its letter")
    assert not any(f" {words} " in f" {told} " for _x, _top, _size, words in margin if words != "14")


def test_the_numbers_of_a_list_and_of_a_table_stay() -> None:
    items = "\n".join(f"{number}. {words}" for number, words in enumerate(LINES[:6], 1))
    assert "3. years without any change" in extract_pdf(pdf_of(column(items))).text
    table: list[Words] = []
    for row in range(8):
        table += [
            (60, 700 - row * 14, 11, str(row + 1)),
            (120, 700 - row * 14, 11, "Ferry"),
            (260, 700 - row * 14, 11, "77"),
        ]
    assert find_quote(extract_pdf(pdf_of(table)).text, "8 Ferry 77")


def test_a_lowered_digit_is_one() -> None:
    line: list[Words] = [(72, 760, 11, "Tonnes of CO"), (140, 757, 7, "2"), (146, 760, 11, "fell.")]
    assert "CO₂ fell." in extract_pdf(pdf_of(line)).text


ROWS = "Table 4: dues by year\n2021 1,842,000 euros\n2022 1,842,000 euros\n2023 2,100,000 euros\nAll sums without tax."


@pytest.mark.parametrize("turned", [False, True])
def test_rows_of_a_table_stay_apart(turned: bool) -> None:
    assert paragraphs(extract_pdf(pdf_of(column(ROWS), turned=turned))) == ROWS.split("\n")


def test_cells_far_apart_are_one_row() -> None:
    rows = [(left, 760 - 14 * at, 11, words) for at, row in enumerate((("Ferries", "84 per cent"), ("Fishing boats", "9 per cent"))) for left, words in zip((72, 300), row, strict=True)]  # fmt: skip
    assert paragraphs(extract_pdf(pdf_of(rows))) == ["Ferries 84 per cent", "Fishing boats 9 per cent"]


LEFT = "Port dues rose by\n14 per cent in 2023, the\nboard said in its report\nto the council of the\ntown, and ferries paid\n2.1 million euros."
RIGHT = "The council will\nvote on the dues for the\nnext year in March, and\nthe chair said that no\nfurther rise is planned\nfor small boats."


@pytest.mark.parametrize("interleaved", [True, False])
def test_two_columns_are_read_one_after_the_other(interleaved: bool) -> None:
    left, right = column(LEFT, left=72), column(RIGHT, left=320)
    words = [line for pair in zip(left, right, strict=True) for line in pair] if interleaved else [*left, *right]
    title: Words = (72, 790, 16, "The dues of the harbour board and what the council of the town says")
    text = extract_pdf(pdf_of([title, *words])).text.replace("\n", " ")
    assert "Port dues rose by 14 per cent in 2023, the board said in its report to the council" in text
    assert "The council will vote on the dues for the next year in March" in text
    assert text.index("2.1 million") < text.index("The council will")


def page_with(head: str, body: str, foot: str) -> list[Words]:
    return [(72, 810, 11, head), *column(body), (72, 40, 11, foot)]


def test_running_heads_and_feet_break_no_quote() -> None:
    document = extract_pdf(
        pdf_of(
            page_with(
                "Annual report 2023", "The board told the council that the whole of the sum was", "Harbour board 7"
            ),
            page_with("Annual report 2023", "spent on the new ferry terminal, which opened in May.", "Harbour board 8"),
        )
    )
    found = find_quote(document.text, "the whole of the sum was spent on the new ferry terminal")
    assert found
    assert [block.page for block in document.blocks[:2]] == [1, 2]
    assert document.text.count("Annual report 2023") == 1, "told once, at the end"
    assert document.text.index("Annual report 2023") > found[1]


@pytest.mark.parametrize("rows", [["2001 10.1", "2002 10.2", "2003 10.3"], ["Total 10.1", "Total 12.7", "Total 13.1"]])
def test_rows_of_tables_are_no_running_heads(rows: list[str]) -> None:
    others = [row.replace("1", "4") for row in rows]
    text = extract_pdf(pdf_of(column("\n".join(rows)), column("\n".join(others)))).text
    assert [row for row in [*rows, *others] if row not in text] == []


def test_heads_and_totals_of_a_table_at_a_page_s_edge_stay() -> None:
    def row(top: float, *cells: str) -> list[tuple[float, float, float, str]]:
        return [(72 + 120 * at, top, 11, words) for at, words in enumerate(cells)]

    pages = [
        [
            *row(800, "Port", "2021", "2022"),
            *column("Words between them go on.", top=600),
            *row(60, "Oslo", total, "84"),
        ]
        for total in ("984", "991")
    ]
    told = paragraphs(extract_pdf(pdf_of(*pages)))
    assert told == ["Port 2021 2022", "Words between them go on.", "Oslo 984 84", "Port 2021 2022",
                    "Words between them go on.", "Oslo 991 84"]  # fmt: skip


def test_letters_of_another_size_are_another_paragraph() -> None:
    page = [(72, 700, 11, "The board met in May and went on to other things of the port"), (72, 684, 15, "Dues"),
            (72, 668, 11, "They rise in the spring of the next year, as it was said.")]  # fmt: skip
    document = extract_pdf(pdf_of(page))
    assert [block.kind for block in document.blocks] == ["paragraph", "heading", "paragraph"]
    assert document.title == "Dues"


def test_a_file_without_a_title_is_called_by_its_largest_heading() -> None:
    first = [*column("Ministry of Ports", top=800, size=14), *column("Ports in figures\nand in words", top=760, size=24),
             *column("The board met in May and went on.\nIt told of dues and of ships that called.", top=600)]  # fmt: skip
    document = extract_pdf(pdf_of(first))
    assert document.title == "Ports in figures and in words"
    assert document.text.startswith("Ministry of Ports\nPorts in figures and in words\n")


def test_page_numbers_alone_are_not_told() -> None:
    pages = [[*column(f"Words of page {n} are here and go on."), (290, 30, 11, f"{n} / 2")] for n in (1, 2)]
    assert [words for words in paragraphs(extract_pdf(pdf_of(*pages))) if "/" in words] == []


def test_the_title_of_the_first_page_is_no_running_head() -> None:
    first, second = column("Dues of the port", top=800), column("The board met in May.", top=700)
    assert paragraphs(extract_pdf(pdf_of([*first, *second], column("More."))))[0] == "Dues of the port"


def test_what_people_wrote_into_the_form_is_text() -> None:
    data = pdf_of(
        column("Declaration of interests 2023\nIncome from other work:"),
        notes=[
            (b"/Subtype /Widget /FT /Tx /T (income) /V (84,500 euros)", "220 740 420 760"),
            (b"/Subtype /Widget /FT /Tx /Ff 8192 /T (pin) /V (1234)", "220 640 420 660"),
            (b"/Subtype /FreeText /Contents (Corrected on 4 March) /DA (/F1 11 Tf)", "72 600 300 620"),
            (b"/Subtype /FreeText /F 2 /Contents (unseen) /DA (/F1 11 Tf)", "72 500 300 520"),
        ],
    ).replace(b"/F 4 /Subtype /FreeText /F 2", b"/Subtype /FreeText /F 2")
    text = extract_pdf(data).text
    assert "Income from other work: 84,500 euros" in text
    assert "Corrected on 4 March" in text
    assert "1234" not in text, "a password"


def test_pages_beyond_the_bound_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf_of(column("First page."), column("Second page."))
    assert extract_pdf(data).doubt == ""
    monkeypatch.setattr(pdf_module, "MAX_PAGES", 1)
    document = extract_pdf(data)
    assert (document.text, document.doubt) == ("First page.", "beyond")


def test_a_file_too_long_to_place_each_letter_is_read_as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "MOST_PLACED", 5)
    data = pdf_of(column("It was said that the coun-\ncil of the town met in the year 2019-\n2020 in the hall."))
    assert "the council of the town met in the year 2019-2020 in the hall." in extract_pdf(data).text


def test_a_picture_has_no_text() -> None:
    with pytest.raises(Unreadable, match="is_picture"):
        extract(b"GIF89a..", media_type="image/gif")
