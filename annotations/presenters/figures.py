"""Standing verdicts counted by whom and what they are about, with how long they took and how often they came back."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

from django.db.models import Aggregate, Count, DurationField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf, TruncDate, TruncWeek
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.models import ClaimReview, Rating

#: What figures can be grouped by: {in the address: (words, the column that tells groups apart, the one with names)}.
GROUPS = {
    "week": (gettext_lazy("Week"), "", ""),
    "speaker": (gettext_lazy("Speaker"), "claim__claimant", "claim__claimant__name"),
    "group": (gettext_lazy("Party or outlet of the speaker"), "claim__claimant__group", "claim__claimant__group"),
    "outlet": (gettext_lazy("Outlet"), "claim__article__publisher", "claim__article__publisher"),
    "topic": (gettext_lazy("Topic"), "claim__topic", "claim__topic"),
    "reason": (gettext_lazy("Why chosen"), "claim__why_chosen", "claim__why_chosen"),
    "language": (gettext_lazy("Language"), "claim__language", "claim__language"),
    "label": (gettext_lazy("Label"), "label", "label__words"),
    "checker": (gettext_lazy("Checker"), "author", "author__display_name"),
}
#: In the address: what has no speaker, outlet, topic.
NONE = "~"
SHOWN = 500
#: Fewer verdicts than this tell nothing of a share.
ENOUGH = 10
DAY = datetime.timedelta(days=1)


class Median(Aggregate):
    """The middle of a group's values, between the two middle ones of an even number (PostgreSQL's percentile_cont)."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


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


def figures(rows: QuerySet[ClaimReview], by: str) -> list[Figure]:
    """Groups of `rows`, largest first, weeks newest first; one query, at most 500 groups."""
    first = ClaimReview.objects.filter(claim=OuterRef("claim"), published_at__isnull=False).order_by("number")
    took = Subquery(first.values("published_at")[:1]) - F("claim__created_at")
    if by == "week":
        grouped = rows.annotate(key=TruncDate(TruncWeek("published_at")), name=F("key"))
        order = ["-key"]
    else:
        _words, key, name = GROUPS[by]
        named = Coalesce(NullIf(F(name), Value("")), "author__username") if by == "checker" else F(name)
        grouped = rows.annotate(key=F(key), name=named)
        order = ["-total", "name"]
    counted: Any = (
        grouped.annotate(took=took)
        .values("key", "name")
        .annotate(
            total=Count("pk"),
            returned=Count("pk", filter=~Q(return_comment="")),
            days=Median("took"),
            **{rating: Count("pk", filter=Q(rating=rating)) for rating in Rating.values},
        )
    )
    return [_figure(row, by) for row in counted.order_by(*order)[:SHOWN]]


def _figure(row: dict[str, Any], by: str) -> Figure:
    key, name = row["key"], row["name"]
    if by == "week":
        words, key = date_format(key, _("j F Y")), key.isoformat()
    else:
        words = str(name or _("Not stated"))
    counts = {rating: row[rating] for rating in Rating.values}
    days = round(row["days"] / DAY, 1) if row["days"] is not None else None
    return Figure(str(key) if key not in (None, "") else NONE, words, counts, days, row["returned"])
