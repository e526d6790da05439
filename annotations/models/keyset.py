"""Lists go on by key: the next rows after the last one's (value, id), however many were added since."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q, QuerySet

#: The value of the column and the id of the last row shown.
After = tuple[datetime.datetime | int, int]


def newest(rows: QuerySet[Any], column: str, after: After | None, size: int) -> list[Any]:
    """The `size` rows that come after `after`, largest first by (`column`, id), and one more where there is one."""
    if after is not None:
        value, pk = after
        rows = rows.filter(Q(**{f"{column}__lt": value}) | Q(**{column: value, "pk__lt": pk}))
    return list(rows.order_by(f"-{column}", "-pk")[: size + 1])
