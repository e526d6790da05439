"""Months and weeks are those of the newsroom's clock, and a number's list holds what the number counts."""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from annotations.exports.principles_pack import pack
from annotations.forms.fields import MomentField
from annotations.models import ClaimReview, User
from annotations.presenters.newsroom.charts import weeks_of
from annotations.services.newsroom import figures
from tests import factories
from tests.conftest import client_of
from tests.triggers import past_triggers

pytestmark = pytest.mark.django_db

#: Around a month's end by UTC, and around changes of the clock in Madrid, Auckland and Los Angeles.
MOMENTS = [
    "2025-10-31T10:30", "2025-10-31T12:30", "2025-11-01T03:00", "2025-11-01T09:00", "2025-10-26T00:30",
    "2025-10-26T01:30", "2025-09-27T13:30", "2025-09-27T14:30", "2025-11-02T08:30", "2025-11-02T09:30",
    "2025-11-30T23:30", "2025-12-01T00:30",
]  # fmt: skip


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "Europe/Madrid", "UTC", "America/Los_Angeles"])
def test_numbers_and_their_lists_agree(zone: str, checker: User, editor: User, settings) -> None:
    settings.TIME_ZONE = zone
    timezone.get_default_timezone.cache_clear()
    try:
        with timezone.override(zone):
            _agree(zone, checker, editor)
    finally:
        timezone.get_default_timezone.cache_clear()


def _agree(zone: str, checker: User, editor: User) -> None:
    moments = [datetime.datetime.fromisoformat(f"{moment}+00:00") for moment in MOMENTS]
    for moment in moments:
        review = factories.published(checker, editor)
        with past_triggers(connection) as cursor:
            change = "UPDATE annotations_claimreview SET published_at = %s, first_published_at = %s WHERE id = %s"
            cursor.execute(change, [moment, moment, review.pk])
    local = [moment.astimezone(ZoneInfo(zone)).date() for moment in moments]
    months = {day.replace(day=1) for day in local}
    mondays = {day - datetime.timedelta(days=day.weekday()) for day in local}
    counted = {
        by: {row["key"]: row["total"] for row in figures.groups(figures.standing(), by)} for by in ("month", "week")
    }
    assert counted["month"] == {month: sum(day.replace(day=1) == month for day in local) for month in months}
    assert set(counted["week"]) == mondays
    client = client_of(editor)
    for by in ("month", "week"):
        page = unescape(client.get("/dashboard/verdicts/", {"by": by, "all": "1"}).content.decode())
        for key, total in counted[by].items():
            link = re.search(rf'href="(/reviews/[^"]*published_{by}={key}[^"]*)"', page)
            assert link, f"{by} {key}"
            listed = client.get(link[1]).content.decode()
            assert len(set(re.findall(r'href="/reviews/(\d+)/"', listed))) == total, f"{by} {key}"
    for month, total in counted["month"].items():
        rows = published_in_pack(month)
        assert len(rows) == total, f"pack of {month}"
        assert {row[:7] for row in rows} == {f"{month:%Y-%m}"}
    weeks = weeks_of(max(local), 20)
    chart = figures.by_week(ClaimReview.objects.all(), weeks, whole=True)
    assert {weeks[week - 1]: count for (week, _rating), count in chart.items()} == counted["week"]


def published_in_pack(month: datetime.date) -> list[str]:
    """When each verdict in the pack of a month was published, as its table says."""
    last = (month + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
    with zipfile.ZipFile(io.BytesIO(pack(month, last, 100))) as archive:
        table = archive.read("verdicts.csv").decode("utf-8-sig")
    return [row["published"] for row in csv.DictReader(io.StringIO(table))]


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "Europe/Madrid", "UTC", "America/Los_Angeles"])
@pytest.mark.parametrize("typed", ["2025-10-26T00:15", "2025-11-02T00:15", "2025-09-27T23:45", "2025-12-31T23:59"])
def test_a_moment_is_shown_in_a_form_as_it_was_typed(zone: str, typed: str) -> None:
    with timezone.override(zone):
        moment = MomentField().clean(typed)
        assert moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M") == typed
        assert f'value="{typed}"' in MomentField().widget.render("at", MomentField().prepare_value(moment))
