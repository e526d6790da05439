"""Workbooks (xlsx) and tables of separated values (csv): each cell a block that knows its place."""

from __future__ import annotations

import csv
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from annotations.extraction.document import Builder, Document, Unreadable, given_author, given_title
from annotations.extraction.office.cell_formats import shown
from annotations.extraction.zipped import open_zip

#: Cells that are read; a table with more is an archive, and nobody quotes its end.
MOST_CELLS = 200_000
#: Letters by which the delimiter is told.
SAMPLE = 20_000
DELIMITERS = ",;\t|"
#: What spreadsheets write at the top: by what the values are parted.
SEPARATOR = re.compile(r"\ufeff?\"?sep=([^\w\s])\"?\r?\n", re.IGNORECASE)
#: Rows and columns that nobody sees, in a sheet's own file.
HIDDEN_ROW = re.compile(rb'<row\b(?=[^>]*\shidden="(?:1|true)")[^>]*\sr="(\d+)"')
HIDDEN_COLUMNS = re.compile(rb'<col\b(?=[^>]*\shidden="(?:1|true)")(?=[^>]*\smin="(\d+)")[^>]*\smax="(\d+)"')
#: The last column of a sheet.
MOST_COLUMNS = 16_384


@dataclass
class Table:
    name: str
    rows: Iterable[list[str]]


def add_tables(built: Builder, tables: Iterable[Table]) -> bool:
    """Each table as a heading with its name and a block for each cell; whether there was more than we read."""
    room = MOST_CELLS
    for table_number, table in enumerate(tables, 1):
        started = False
        for number, row in enumerate(table.rows, 1):
            for column, words in enumerate(row, 1):
                if not words.strip():
                    continue
                if room <= 0:
                    return True
                if table.name and not started:
                    built.add("heading", table.name, level=2)
                started, room = True, room - 1
                place = f"{get_column_letter(min(column, MOST_COLUMNS))}{number}"
                where = f"{table.name}!{place}" if table.name else place
                built.add("cell", words.strip(), where=where, cell=(table_number, number, column))
    return False


def extract_workbook(data: bytes) -> Document:
    """The sheets that are shown, values as they are shown. Raises Unreadable."""
    archive = open_zip(data)
    built = Builder()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that we don't need
            book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            beyond = add_tables(built, (Table(sheet.title, _shown_rows(sheet, archive)) for sheet in seen))
            facts = book.properties
            title, author = facts.title or "", facts.creator or ""
    except Exception as exc:
        raise Unreadable("cannot_open") from exc
    return built.document(
        title=given_title(title),
        author=given_author(author),
        doubt="beyond" if beyond else "",
    )


def _shown_rows(sheet: Any, archive: zipfile.ZipFile) -> Iterator[list[str]]:
    """Those of hidden rows and columns, and values that are struck out, are empty."""
    told = archive.read(sheet._worksheet_path.lstrip("/"))  # the library tells of them only where it holds all cells
    rows = {int(number) for number in HIDDEN_ROW.findall(told)}
    columns = {
        n for first, last in HIDDEN_COLUMNS.findall(told) for n in range(int(first), min(int(last), MOST_COLUMNS) + 1)
    }
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield [
            shown(cell.value, cell.number_format or "")
            if cell.value is not None and number not in rows and column not in columns and not _is_struck(cell)
            else ""
            for column, cell in enumerate(row, 1)
        ]


def _is_struck(cell: Any) -> bool:
    return bool(cell.has_style and cell.font and cell.font.strike)


def extract_csv(text: str) -> Document:
    """Separated values, by whatever separates them. Raises Unreadable."""
    built = Builder()
    named = SEPARATOR.match(text)
    if named:
        text = text[named.end() :]
    try:
        dialect: Any = csv.Sniffer().sniff(text[:SAMPLE], DELIMITERS)
    except csv.Error:
        dialect = csv.excel
    if named:
        dialect.delimiter = named.group(1)
    csv.field_size_limit(1_000_000)
    try:
        rows = csv.reader(text.splitlines(keepends=True), dialect)
        beyond = add_tables(built, [Table("", islice(rows, MOST_CELLS))])
    except csv.Error as exc:
        raise Unreadable("table_damaged") from exc
    return built.document(doubt="beyond" if beyond else "")
