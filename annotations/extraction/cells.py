"""Where the cells of tables stand, in trees of any kind of markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

#: Table, row and column, each from 1.
Place = tuple[int, int, int]
#: A wider cell is a mistake.
WIDEST = 1_000


def cell_places(
    root: Any, *, table: str, row: str, cells: tuple[str, ...], span: Callable[[Any], str | None]
) -> dict[Any, Place]:
    """{cell: its place} of the elements called so; `span` gives over how many columns a cell says that it goes."""
    tables: dict[Any, int] = {}
    rows: Counter[Any] = Counter()
    found = {}
    for line in root.iter(row):
        around = next(line.iterancestors(table), None)
        number = tables.setdefault(around, len(tables) + 1)
        rows[around] += 1
        column = 1
        for cell in line.iterchildren(*cells):
            found[cell] = (number, rows[around], column)
            column += _columns(span(cell) or "")
    return found


def cell_of(element: Any, places: dict[Any, Place]) -> Place | None:
    """The place of the cell that `element` is or stands in."""
    return next((places[one] for one in (element, *element.iterancestors()) if one in places), None)


def _columns(told: str) -> int:
    return max(1, min(int(told), WIDEST)) if told.isdecimal() and len(told) < 6 else 1
