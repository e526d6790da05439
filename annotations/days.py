"""Days of the newsroom's time zone as moments: a list finds moments by its index, days only by reading every row."""

from __future__ import annotations

import datetime

from django.utils import timezone


def begins(day: datetime.date) -> datetime.datetime:
    """The moment at which `day` begins."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def ends(day: datetime.date) -> datetime.datetime:
    """The moment at which the day after `day` begins: `day` lies before it."""
    return begins(day + datetime.timedelta(days=1))
