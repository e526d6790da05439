"""Charts drawn on the server as SVG; the same figures stand in a table under each."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncWeek

from annotations.days import begins
from annotations.models import Rating

RATINGS = ("verified", "disputed", "unverifiable")
WIDTH, HEIGHT, GAP = 640, 180, 8


@dataclass(frozen=True)
class Bar:
    rating: str
    count: int
    x: float
    y: float
    width: float
    height: float

    @property
    def words(self) -> str:
        return str(Rating(self.rating).label)


@dataclass(frozen=True)
class Week:
    """One column: its Monday, the count of each rating."""

    monday: datetime.date
    counts: dict[str, int]
    bars: list[Bar]
    label_x: float

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def query(self) -> str:
        """The part of an address that lists what was published in this week."""
        return f"published_week={self.monday.isoformat()}"


@dataclass(frozen=True)
class WeekChart:
    weeks: list[Week]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def total(self) -> int:
        return sum(week.total for week in self.weeks)


def verdicts_by_week(published: QuerySet, today: datetime.date, weeks: int = 12) -> WeekChart:
    """Verdicts by the week of their publication in the newsroom's time zone, this week last; one query."""
    this_monday = today - datetime.timedelta(days=today.weekday())
    first = this_monday - datetime.timedelta(weeks=weeks - 1)
    grouped = (
        published.filter(published_at__gte=begins(first))
        .annotate(week=TruncWeek("published_at"))
        .values("week", "rating")
        .annotate(count=Count("pk"))
        .order_by()
    )
    counts: dict[tuple[datetime.date, str], int] = {
        (row["week"].date(), row["rating"]): row["count"] for row in grouped
    }
    mondays = [first + datetime.timedelta(weeks=n) for n in range(weeks)]
    columns = [{rating: counts.get((monday, rating), 0) for rating in RATINGS} for monday in mondays]
    tallest = max([sum(column.values()) for column in columns] + [1])
    step = WIDTH / weeks
    drawn = []
    for index, (monday, column) in enumerate(zip(mondays, columns, strict=True)):
        bars, floor = [], float(HEIGHT)
        for rating in RATINGS:
            height = column[rating] * HEIGHT / tallest
            floor -= height
            if height:
                bars.append(
                    Bar(
                        rating,
                        column[rating],
                        round(index * step + GAP / 2, 1),
                        round(floor, 1),
                        round(step - GAP, 1),
                        round(height, 1),
                    )
                )
        drawn.append(Week(monday, column, bars, round(index * step + step / 2, 1)))
    return WeekChart(drawn)
