"""Lists page by key: the next page starts after the last row's (date, id), however many were added since."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from annotations.models.keyset import newest

SIZE = 30
#: Rows are counted up to this.
MOST = 1000


@dataclass
class Page:
    rows: list[Any]
    next_query: str
    first: bool
    total: int
    #: The address of the first page: the same question without a place in its answer.
    first_query: str = ""

    @property
    def counted(self) -> str:
        """How many there are in all, as far as that is counted."""
        return f"{MOST:,}+" if self.total > MOST else f"{self.total}"


def page_of(request: HttpRequest, rows: QuerySet[Any], column: str = "created_at", size: int = SIZE) -> Page:
    """The page that `?after=` names, largest first by (`column`, id); a broken `after` gives the first one.

    `column` is a time, or the number "uses".
    """
    total = count_of(rows)
    after = _number(request.GET.get("after", "")) if column == "uses" else parse_after(request.GET.get("after", ""))
    found = newest(rows, column, after, size)
    query = ""
    if len(found) > size:
        found = found[:size]
        query = next_query(request, getattr(found[-1], column), found[-1].pk)
    return Page(found, query, after is None, total, _first(request))


def page_of_found(request: HttpRequest, rows: QuerySet[Any], keys: list[int], size: int = SIZE) -> Page:
    """The page of the rows with these `keys`, in their order, that `?from=` (from 0) begins."""
    start = min(int(request.GET["from"]), len(keys)) if re.fullmatch(r"\d{1,4}", request.GET.get("from", "")) else 0
    query = ""
    if start + size < len(keys):
        kept = request.GET.copy()
        kept["from"] = str(start + size)
        query = kept.urlencode()
    return Page(in_order(rows, keys[start : start + size]), query, start == 0, len(keys), _first(request))


def in_order(rows: QuerySet[Any], keys: list[int]) -> list[Any]:
    """Those of `rows` with these keys, in their order."""
    by_key = rows.in_bulk(keys)
    return [by_key[key] for key in keys if key in by_key]


def _first(request: HttpRequest) -> str:
    kept = request.GET.copy()
    for place in ("after", "from"):
        kept.pop(place, None)
    return kept.urlencode()


def count_of(rows: QuerySet[Any]) -> int:
    """How many, up to one more than are counted: of very many nobody needs to know the number to a row."""
    return rows.order_by()[: MOST + 1].count()


def next_query(request: HttpRequest, value: datetime.datetime | int, pk: int) -> str:
    """The address of this list, going on after the row with `value` and `pk`."""
    kept = request.GET.copy()
    kept["after"] = f"{value if isinstance(value, int) else value.isoformat()}~{pk}"
    return kept.urlencode()


def parse_after(after: str) -> tuple[datetime.datetime, int] | None:
    """(moment, id) of `MOMENT~ID`, None for anything else."""
    moment, _, pk = after.partition("~")
    try:
        parsed = datetime.datetime.fromisoformat(moment)
        return (parsed.astimezone(datetime.UTC), int(pk)) if parsed.tzinfo and len(pk) < 18 else None
    except (ValueError, OverflowError):
        return None


def _number(after: str) -> tuple[int, int] | None:
    number, _, pk = after.partition("~")
    try:
        return (int(number), int(pk)) if len(number) < 10 and len(pk) < 18 else None
    except ValueError:
        return None
