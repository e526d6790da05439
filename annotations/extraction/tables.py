"""Workbooks (xlsx) and tables of separated values (csv): each cell a block that knows its place."""

from __future__ import annotations

import csv
import datetime
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from itertools import islice
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from annotations.extraction.document import Builder, Document, Unreadable, given_author, given_title
from annotations.extraction.zipped import open_zip

#: Cells that are read; a table with more is an archive, and nobody quotes its end.
MOST_CELLS = 200_000
#: Letters by which the delimiter is told.
SAMPLE = 20_000
DELIMITERS = ",;\t|"
#: What spreadsheets write at the top: by what the values are parted.
SEPARATOR = re.compile(r"\ufeff?\"?sep=([^\w\s])\"?\r?\n", re.IGNORECASE)
#: Words, colours and conditions in a number's format, which are no digits.
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|[€$£¥ ()-]')
#: The same where it is shown: what a currency in brackets is called, words in quotes, a sign behind a backslash.
SHOWN = re.compile(r'\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|"([^"]*)"|\\(.)|_.|\*.')
OF_MONTHS = re.compile(r"(?:mmmm?|mm)[-/ ]*y{2,4};?@?", re.IGNORECASE)
#: Formats that show a part of a day.
OF_PART = {"yyyy": "%Y", "yy": "%Y", "mmmm": "%B", "mmm": "%B"}
PATTERN = re.compile(r"(?P<whole>(?:#,##)?[#0]+)(?:\.(?P<decimals>[0#]+))?(?P<percent>%)?")
#: The last column of a sheet.
MOST_COLUMNS = 16_384


@dataclass
class Table:
    name: str
    rows: Iterable[list[str]]


def add_tables(built: Builder, tables: Iterable[Table]) -> bool:
    """Each table as a heading with its name and a block for each cell; whether there was more than we read."""
    room = MOST_CELLS
    for table in tables:
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
                built.add("cell", words.strip(), where=f"{table.name}!{place}" if table.name else place)
    return False


def extract_workbook(data: bytes) -> Document:
    """The sheets that are shown, values as they are shown. Raises Unreadable."""
    open_zip(data)
    built = Builder()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that we don't need
            book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            beyond = add_tables(built, (Table(sheet.title, _shown_rows(sheet)) for sheet in shown))
            facts = book.properties
            title, author = facts.title or "", facts.creator or ""
    except Exception as exc:
        raise Unreadable("cannot_open") from exc
    return built.document(
        title=given_title(title),
        author=given_author(author),
        doubt="beyond" if beyond else "",
    )


def _shown_rows(sheet: Any) -> Iterator[list[str]]:
    for row in sheet.iter_rows():
        yield [shown(cell.value, cell.number_format or "") if cell.value is not None else "" for cell in row]


def shown(value: Any, number_format: str) -> str:
    """A value as its cell shows it: "14.2%" for 0.142, "1,842,000", "2024-03-05"."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.timedelta):
        return _time_shown(value, number_format.lower())
    if isinstance(value, datetime.datetime | datetime.date) and (part := OF_PART.get(LITERAL.sub("", number_format))):
        return f"{value:{part}}"
    if isinstance(value, datetime.datetime | datetime.date) and OF_MONTHS.fullmatch(LITERAL.sub("", number_format)):
        return f"{value:%B %Y}"
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ", "minutes") if (value.hour or value.minute) else value.date().isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if not isinstance(value, int | float):
        return str(value)
    positive, _semicolon, negative = number_format.partition(";")
    if value < 0 and negative:
        return _number_shown(-value, negative.partition(";")[0])
    return _number_shown(value, positive)


def _time_shown(value: datetime.timedelta, pattern: str) -> str:
    """A length of time, which may be more hours than a day has."""
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    told = f"{minutes // 60}:{minutes % 60:02}" if "h" in pattern else f"{minutes:02}"
    return f"{told}:{seconds:02}" if "s" in pattern else told


def _number_shown(value: float, pattern: str) -> str:
    """By a pattern of digits, commas and a per cent sign; any other pattern shows the plain number."""
    found = PATTERN.fullmatch(LITERAL.sub("", pattern))
    if found is None:
        return f"{value:.15g}" if isinstance(value, float) else str(value)
    number = Decimal(repr(value)) * (100 if found["percent"] else 1)
    decimals = found["decimals"] or ""
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP)
    words = f"{rounded:{',' if ',' in found['whole'] else ''}f}"
    least = found["whole"].count("0") if "," not in found["whole"] else 0
    words = words.zfill(least + (len(decimals) + 1 if decimals else 0)) if least > 1 else words
    for _ in range(len(decimals) - len(decimals.rstrip("#"))):  # digits that are shown only where there are some
        words = words[:-1] if words.endswith("0") else words
    before, after = _around(pattern)
    return f"{before}{words.rstrip('.')}{'%' if found['percent'] else ''}{after}"


def _around(pattern: str) -> tuple[str, str]:
    """What a pattern shows before and after its number: a currency, a unit, brackets."""
    told = SHOWN.sub(lambda found: next(filter(None, found.groups()), ""), pattern)
    found = re.search(r"[#0][#0,.]*%?", told)
    return (told[: found.start()].lstrip(), told[found.end() :].rstrip()) if found else ("", "")


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
