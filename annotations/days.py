"""Days of the newsroom's time zone as moments: a list finds moments by its index, days only by reading every row."""

from __future__ import annotations

import datetime

from django.utils import timezone

#: Days outside of these hold nothing of ours, and their moments may not exist in every time zone.
FIRST, LAST = datetime.date(1900, 1, 1), datetime.date(2999, 12, 31)


def within(day: datetime.date) -> datetime.date:
    """`day`, or the nearest one that can be counted with."""
    return min(max(day, FIRST), LAST)


def begins(day: datetime.date) -> datetime.datetime:
    """The moment at which `day` begins."""
    return timezone.make_aware(datetime.datetime.combine(within(day), datetime.time()))


def ends(day: datetime.date) -> datetime.datetime:
    """The moment at which the day after `day` begins: `day` lies before it."""
    following = within(day) + datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(following, datetime.time()))
