"""Cells know their table, row and column, whatever kind of file they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from annotations.extraction.document import Document
from annotations.extraction.extract import extract
from annotations.extraction.kinds import ODT
from tests.extraction.office.test_office import open_document, word, workbook

STORY = "<p>The harbour board said on Monday that port dues rose by 14 per cent in 2023, and the ferries were told.</p>"


def cells(document: Document) -> dict[str, Sequence[int] | None]:
    return {document.text[b.start : b.end]: b.cell for b in document.blocks if b.kind == "cell"}


def test_of_a_page() -> None:
    table = (
        "<table><tr><th colspan=2>Dues</th><th>Year</th></tr><tr><td></td><td>14<br>%</td><td>2023</td></tr></table>"
    )
    other = "<table><tr><td>9<td>8</table>"
    found = cells(extract(f"<article>{STORY}{table}{STORY}{other}{STORY}</article>".encode()))
    assert found == {
        "Dues": (1, 1, 1), "Year": (1, 1, 3), "14\n%": (1, 2, 2), "2023": (1, 2, 3), "9": (2, 1, 1), "8": (2, 1, 2),
    }  # fmt: skip


def test_cells_that_go_down_keep_their_columns() -> None:
    table = (
        "<table><tr><th rowspan=2>Year</th><th colspan=2>Piles</th></tr><tr><th>sound</th><th>lost</th></tr>"
        "<tr><td>2024</td><td>640</td><td>60</td></tr></table>"
    )
    found = cells(extract(f"<article>{STORY}{table}{STORY}</article>".encode()))
    assert (found["sound"], found["lost"], found["2024"], found["60"]) == ((1, 2, 2), (1, 2, 3), (1, 3, 1), (1, 3, 3))


def test_of_a_table_within_a_table() -> None:
    table = "<table><tr><td><table><tr><td>in</td></tr></table></td><td>out</td></tr></table>"
    found = cells(extract(f"<article>{STORY}{table}{STORY}</article>".encode()))
    assert found == {"in": (2, 1, 1), "out": (1, 1, 2)}


def test_of_a_text() -> None:
    def change(made: Any) -> None:
        table = made.add_table(2, 3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "Wide"
        table.cell(0, 2).text, table.cell(1, 1).text = "Third", "Second"

    found = cells(extract(word(change)))
    assert (found["2023"], found["14.2"]) == ((1, 1, 1), (1, 1, 2))
    assert (found["Wide"], found["Third"], found["Second"]) == ((2, 1, 1), (2, 1, 3), (2, 2, 2))
    body = """<office:text><table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>
    <table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>d</text:p></table:table-cell>
    </table:table-row></table:table></office:text>"""
    assert cells(extract(open_document(ODT, body))) == {"a": (1, 1, 1), "d": (1, 1, 4)}


def test_of_a_workbook_and_of_separated_values() -> None:
    found = extract(workbook()).blocks
    assert all(block.cell for block in found if block.kind == "cell")
    assert cells(extract(b"year,dues\n,12\n", media_type="text/csv")) == {
        "year": (1, 1, 1), "dues": (1, 1, 2), "12": (1, 2, 2),
    }  # fmt: skip
