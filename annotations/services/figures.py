"""Standing verdicts counted in groups. Many of them are counted by a worker, and kept until something is published.

What is kept carries a mark of the newest publication and retraction: as long as these are the newest, it is exact but
for names of groups, which may be ten minutes old.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Aggregate, Count, DurationField, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf, TruncDate, TruncMonth, TruncWeek
from django.utils import timezone

from annotations.models import ClaimReview, Rating
from annotations.queue import nudge
from annotations.review.states import Status

#: {what figures are grouped by: (the column that tells groups apart, the one with names)}.
COLUMNS = {
    "week": ("", ""),
    "month": ("", ""),
    "speaker": ("claim__claimant", "claim__claimant__name"),
    "group": ("claim__claimant__group", "claim__claimant__group"),
    "outlet": ("claim__article__publisher", "claim__article__publisher"),
    "topic": ("claim__topic", "claim__topic"),
    "reason": ("claim__why_chosen", "claim__why_chosen"),
    "language": ("claim__language", "claim__language"),
    "label": ("label", "label__words"),
    "checker": ("author", "author__display_name"),
}
PERIODS = {"week": TruncWeek, "month": TruncMonth}
#: Groups at most.
MOST = 1000
#: So many verdicts are counted while a person waits.
LIVE = 2000
#: Seconds after which figures are counted anew in any case, and for which they are kept at all.
FRESH, KEPT = 600, 7 * 24 * 3600


class Median(Aggregate):
    """The middle of a group's values, between the two middle ones of an even number (PostgreSQL's percentile_cont)."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Counted:
    """Groups as `groups` gives them, and when they were counted."""

    rows: list[dict[str, Any]]
    at: datetime.datetime
    mark: str


def standing() -> QuerySet[ClaimReview]:
    """Verdicts that stand today, each claim once."""
    return ClaimReview.objects.filter(status=Status.PUBLISHED)


def groups(rows: QuerySet[ClaimReview], by: str) -> list[dict[str, Any]]:
    """Groups of `rows`, largest first, weeks and months newest first; one query, at most 1,000 groups.

    Each has key, name, total, returned, days (the median from a claim's first mark to its first publication) and a
    count for each rating.
    """
    first = ClaimReview.objects.filter(claim=OuterRef("claim"), published_at__isnull=False).order_by("number")
    took = Subquery(first.values("published_at")[:1]) - F("claim__created_at")
    if by in PERIODS:
        grouped = rows.annotate(key=TruncDate(PERIODS[by]("published_at")), name=F("key"))
        order = ["-key"]
    else:
        key, name = COLUMNS[by]
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
    return list(counted.order_by(*order)[:MOST])


def of_all(by: str) -> Counted:
    """The groups of all standing verdicts: counted now where they are few, else as they are kept."""
    if standing()[: LIVE + 1].count() <= LIVE:
        return Counted(groups(standing(), by), timezone.now(), "")
    kept: Counted | None = cache.get(_place(by))
    if kept is None:
        return _count(by)
    if kept.mark != _mark() or (timezone.now() - kept.at).total_seconds() > FRESH:
        nudge("count_figures")
    return kept


def count_figures() -> int:
    """Count anew what is not exact any more, and give how many groupings that were; a worker's work."""
    mark, done = _mark(), 0
    for by in COLUMNS:
        kept: Counted | None = cache.get(_place(by))
        if kept is None or kept.mark != mark or (timezone.now() - kept.at).total_seconds() > FRESH:
            _count(by)
            done += 1
    return done


def _count(by: str) -> Counted:
    mark = _mark()  # read first: what is published meanwhile makes another one
    counted = Counted(groups(standing(), by), timezone.now(), mark)
    cache.set(_place(by), counted, KEPT)
    return counted


def _place(by: str) -> str:
    return f"figures-{by}"


def _mark() -> str:
    """Changes with each publication and retraction; what is superseded is so by a publication."""
    published = ClaimReview.objects.public().aggregate(last=Max("published_at"))["last"]
    retracted = ClaimReview.objects.filter(retracted_at__isnull=False).aggregate(last=Max("retracted_at"))["last"]
    return f"{published} {retracted}"
