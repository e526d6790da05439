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
    root: Any,
    *,
    table: str,
    row: str,
    cells: tuple[str, ...],
    span: Callable[[Any], str | None],
    height: Callable[[Any], str | None] = lambda _cell: None,
) -> dict[Any, Place]:
    """{cell: its place} of the elements called so.

    `span` gives over how many columns a cell says that it goes, `height` over how many rows.
    """
    tables: dict[Any, int] = {}
    rows: Counter[Any] = Counter()
    # {column of a table: the last row that a cell above goes down to}.
    down: dict[tuple[int, int], int] = {}
    found = {}
    for line in root.iter(row):
        around = next(line.iterancestors(table), None)
        number = tables.setdefault(around, len(tables) + 1)
        rows[around] += 1
        column = 1
        for cell in line.iterchildren(*cells):
            while down.get((number, column), 0) >= rows[around]:
                column += 1
            found[cell] = (number, rows[around], column)
            wide, deep = _count(span(cell)), _count(height(cell))
            if deep > 1:
                down |= dict.fromkeys(((number, column + n) for n in range(wide)), rows[around] + deep - 1)
            column += wide
    return found


def cell_of(element: Any, places: dict[Any, Place]) -> Place | None:
    """The place of the cell that `element` is or stands in."""
    return next((places[one] for one in (element, *element.iterancestors()) if one in places), None)


def _count(told: str | None) -> int:
    return max(1, min(int(told), WIDEST)) if told and told.isdecimal() and len(told) < 6 else 1
