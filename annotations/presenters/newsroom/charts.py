"""Charts drawn on the server as SVG; the same figures stand in a table under each."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

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
    def monday_words(self) -> str:
        return date_format(self.monday, _("j F"))

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def query(self) -> str:
        """The part of an address that lists what was published in this week."""
        return f"published_week={self.monday.isoformat()}&version=1"


@dataclass(frozen=True)
class WeekChart:
    weeks: list[Week]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def total(self) -> int:
        return sum(week.total for week in self.weeks)


def weeks_of(today: datetime.date, weeks: int = 12) -> list[datetime.date]:
    """The Mondays of the last weeks, this one last."""
    monday = today - datetime.timedelta(days=today.weekday())
    return [monday - datetime.timedelta(weeks=n) for n in range(weeks - 1, -1, -1)]


def week_chart(mondays: list[datetime.date], counts: dict[tuple[int, str], int]) -> WeekChart:
    """Verdicts by the week of their publication; `counts` as services/newsroom/figures.py has them."""
    columns = [{rating: counts.get((week, rating), 0) for rating in RATINGS} for week in range(1, len(mondays) + 1)]
    tallest = max([sum(column.values()) for column in columns] + [1])
    step = WIDTH / len(mondays)
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
