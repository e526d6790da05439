"""Standing verdicts counted by whom and what they are about, with how long they took and how often they came back."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.models import Rating
from annotations.services.newsroom.figures import PERIODS

#: What figures can be grouped by: {in the address: its words}.
GROUPS = {
    "week": gettext_lazy("Week"),
    "month": gettext_lazy("Month"),
    "speaker": gettext_lazy("Speaker"),
    "group": gettext_lazy("Party or outlet of the speaker"),
    "outlet": gettext_lazy("Outlet"),
    "topic": gettext_lazy("Topic"),
    "reason": gettext_lazy("Why chosen"),
    "language": gettext_lazy("Language"),
    "label": gettext_lazy("Label"),
    "checker": gettext_lazy("Checker"),
}
#: In the address: what has no speaker, outlet, topic.
NONE = "~"
#: Fewer verdicts than this tell nothing of a share.
ENOUGH = 10
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Figure:
    """One group: verdicts by rating, the median of days from claim to first publication, how many were returned."""

    key: str
    name: str
    counts: dict[str, int]
    days: float | None
    returned: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def share_returned(self) -> int:
        """In per cent, whole."""
        return round(100 * self.returned / self.total) if self.total else 0

    @property
    def disputed(self) -> tuple[int, int, int] | None:
        """Share of disputed verdicts, as `share` has it."""
        return share(self.counts[Rating.DISPUTED], self.total)

    def parts(self) -> list[tuple[str, float, float]]:
        """(rating, start, width) of the stacked bar, in per cent of it."""
        found, start = [], 0.0
        for rating, count in self.counts.items():
            width = 100 * count / self.total if self.total else 0.0
            found.append((rating, round(start, 2), round(width, 2)))
            start += width
        return [part for part in found if part[2]]


def interval(count: int, total: int) -> tuple[float, float]:
    """Wilson's score interval, 95 %, for a share of `count` in `total`: between which shares the true one may lie.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
    """
    z = NormalDist().inv_cdf(0.975)
    share, weight = count / total, z * z / total
    middle = (share + weight / 2) / (1 + weight)
    half = z * math.sqrt(share * (1 - share) / total + weight / (4 * total)) / (1 + weight)
    return max(0.0, middle - half), min(1.0, middle + half)


def share(count: int, total: int) -> tuple[int, int, int] | None:
    """In whole per cent: (share, lower, upper end of its interval); None for too few to tell."""
    if total < ENOUGH:
        return None
    low, high = interval(count, total)
    return round(100 * count / total), round(100 * low), round(100 * high)


def difference(count: int, total: int, others: int, other_total: int) -> tuple[int, int, int] | None:
    """In whole points of per cent: how much a group's share lies above that of all the others, with its interval.

    Newcombe's interval for a difference of two shares (method 10), from Wilson's intervals of both: R. G. Newcombe,
    Interval estimation for the difference between independent proportions, Statistics in Medicine 17 (1998).
    None for too few on either side.
    """
    if total < ENOUGH or other_total < ENOUGH:
        return None
    here, there = count / total, others / other_total
    (low, high), (other_low, other_high) = interval(count, total), interval(others, other_total)
    apart = here - there
    lower = apart - math.hypot(here - low, other_high - there)
    upper = apart + math.hypot(high - here, there - other_low)
    return round(100 * apart), round(100 * lower), round(100 * upper)


@dataclass(frozen=True)
class Balance:
    """A group against all the others: its share of all checks, and how its share of disputed verdicts differs."""

    attention: tuple[int, int, int] | None
    apart: tuple[int, int, int] | None

    @property
    def differs(self) -> bool:
        """Whether the interval leaves no room for being like the others."""
        return self.apart is not None and (self.apart[1] > 0 or self.apart[2] < 0)


def balances(found: list[Figure], most: int | None = None) -> list[Balance]:
    """One for each group, in their order; of the first `most` alone."""
    total = sum(figure.total for figure in found)
    disputed = sum(figure.counts[Rating.DISPUTED] for figure in found)
    made = []
    for figure in found[:most]:
        own = figure.counts[Rating.DISPUTED]
        apart = difference(own, figure.total, disputed - own, total - figure.total)
        made.append(Balance(share(figure.total, total), apart))
    return made


def figures(counted: list[dict[str, Any]], by: str) -> list[Figure]:
    """Groups as services/newsroom/figures.py counted them."""
    return [_figure(row, by) for row in counted]


def _figure(row: dict[str, Any], by: str) -> Figure:
    key, name = row["key"], row["name"]
    if by in PERIODS:
        words, key = date_format(key, _("j F Y") if by == "week" else "F Y"), key.isoformat()
    else:
        words = str(name or _("Not stated"))
    counts = {rating: row[rating] for rating in Rating.values}
    days = round(row["days"] / DAY, 1) if row["days"] is not None else None
    return Figure(str(key) if key not in (None, "") else NONE, words, counts, days, row["returned"])
