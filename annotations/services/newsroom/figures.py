"""Standing verdicts counted in groups. Many of them are counted by a worker, and kept until something is published.

What is kept carries a mark of the newest publication and retraction: as long as these are the newest, it is exact but
for names of groups, which may be ten minutes old.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Aggregate, Count, DateField, DurationField, F, Func, IntegerField, Max, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf, TruncMonth, TruncWeek
from django.utils import timezone

from annotations.days import begins
from annotations.models import ClaimReview, Rating
from annotations.queue import nudge
from annotations.review.states import Status

#: {what figures are grouped by: (the column that tells groups apart, the one with names)}.
COLUMNS = {
    "week": ("", ""),
    "month": ("", ""),
    "speaker": ("speaker", "speaker__name"),
    "group": ("speaker__group", "speaker__group"),
    "outlet": ("claim__article__publisher", "claim__article__publisher"),
    "topic": ("claim__topic", "claim__topic"),
    "reason": ("claim__why_chosen", "claim__why_chosen"),
    "language": ("claim__language", "claim__language"),
    "label": ("label", "label__words"),
    "checker": ("author", "author__display_name"),
}
#: Groups that are rows, known by their number; the others are words.
ROWS = ("speaker", "label", "checker")
PERIODS = {"week": TruncWeek, "month": TruncMonth}
#: Groups at most.
MOST = 1000
#: So many verdicts are counted while a person waits.
LIVE = 2000
#: Seconds after which figures are counted anew in any case, and for which they are kept at all.
FRESH, KEPT, KEPT_PERIOD = 600, 7 * 24 * 3600, 24 * 3600


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
    took = F("first_published_at") - F("claim__created_at")
    if by in PERIODS:
        # A date by the newsroom's clock: cut to a date first, it would be turned to that clock twice.
        grouped = rows.annotate(key=PERIODS[by]("first_published_at", output_field=DateField()), name=F("key"))
        order = ["-key"]
    else:
        key, name = COLUMNS[by]
        named = Coalesce(NullIf(F(name), Value("")), "author__username") if by == "checker" else F(name)
        # Words that nobody wrote, and words of nobody, are one group.
        told = F(key) if by in ROWS else Coalesce(F(key), Value(""))
        grouped = rows.annotate(key=told, name=named if by in ROWS else told)
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


class Bucket(Func):
    """Between which of the moments one lies: 1 from the first one on (PostgreSQL's width_bucket)."""

    function = "WIDTH_BUCKET"
    output_field = IntegerField()


def by_week(rows: QuerySet[ClaimReview], mondays: list[datetime.date], *, whole: bool) -> dict[tuple[int, str], int]:
    """{(number of the week, rating): claims first published then}, whatever became of them; `rows` are all, if `whole`.

    Weeks are counted from 1 and are those of the newsroom's time zone. Nothing is published in weeks that are over,
    so where these hold many of all verdicts, their counts are kept.
    """
    moments = [begins(monday) for monday in [*mondays, mondays[-1] + datetime.timedelta(weeks=1)]]
    rows = rows.filter(number=1)
    over = rows.filter(first_published_at__gte=moments[0], first_published_at__lt=moments[-2])
    if not whole or _few(over):
        return _by_week(rows, moments)
    place = f"weeks-{moments[0].isoformat()}-{len(moments)}"
    kept: dict[tuple[int, str], int] | None = cache.get(place)
    if kept is None:
        kept = _by_week(rows, moments[:-1])
        cache.set(place, kept, FRESH)
    this_week = _by_week(rows, moments[-2:])
    return {**kept, **{(len(mondays), rating): count for (_week, rating), count in this_week.items()}}


def _by_week(rows: QuerySet[ClaimReview], moments: list[datetime.datetime]) -> dict[tuple[int, str], int]:
    grouped = (
        rows.filter(first_published_at__gte=moments[0], first_published_at__lt=moments[-1])
        .annotate(week=Bucket("first_published_at", Value(moments)))
        .values_list("week", "rating")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return {(week, rating): count for week, rating, count in grouped}


def of_all(by: str) -> Counted:
    """The groups of all standing verdicts: counted now where they are few, else as they are kept."""
    if _few(standing()):
        return Counted(groups(standing(), by), timezone.now(), "")
    kept: Counted | None = cache.get(_place(by))
    if kept is None:
        return _count(by)
    if kept.mark != _mark() or (timezone.now() - kept.at).total_seconds() > FRESH:
        nudge("count_figures")
    return kept


def of_period(rows: QuerySet[ClaimReview], by: str, period: str) -> Counted:
    """The groups of `rows`, standing verdicts of a `period` that has this name: few counted now, many as they are kept.

    What is kept of many is counted anew when something was published since, after ten minutes at the earliest.
    """
    if _few(rows):
        return Counted(groups(rows, by), timezone.now(), "")
    place = f"{_place(by)}-{period}"
    kept: Counted | None = cache.get(place)
    mark = _mark()
    if kept is None or (kept.mark != mark and (timezone.now() - kept.at).total_seconds() > FRESH):
        kept = Counted(groups(rows, by), timezone.now(), mark)
        cache.set(place, kept, KEPT_PERIOD)
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


def _few(rows: QuerySet[ClaimReview]) -> bool:
    """Whether they are counted while a person waits."""
    return rows.order_by()[: LIVE + 1].count() <= LIVE


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
