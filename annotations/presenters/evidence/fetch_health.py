"""How the fetching does: what waits, what came of it by host and by reason, what is kept, what comes next."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Func, Min, Q, QuerySet, Sum, TextField, Value
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.models import Article, Blob, CaptureOrder, Fetch, Snapshot, Source
from annotations.services.store.fetches import SCHEDULED
from annotations.wording.sentences import say

DAYS = 30
HOSTS = 20
REASONS = 30


@dataclass(frozen=True)
class HealthLine:
    """One row of a table with its bar; `share` is in percent of the longest."""

    name: str
    counts: tuple[int, ...]
    share: float = 0.0


@dataclass(frozen=True)
class Queue:
    """What waits of one kind; `oldest` is when the longest waiting one became due."""

    name: str
    waiting: int
    fetching: int
    oldest: datetime.datetime | None


@dataclass(frozen=True)
class FetchHealth:
    queues: list[Queue]
    hosts: list[HealthLine]
    reasons: list[HealthLine]
    kinds: list[HealthLine]
    coming: list[HealthLine]
    kept: int
    failed: int
    blobs: int
    bytes: int

    @property
    def success(self) -> int | None:
        """Percent of attempts that ended with the document; None without any."""
        whole = self.kept + self.failed
        return round(100 * self.kept / whole) if whole else None


def fetch_health() -> FetchHealth:
    """The figures of the last 30 days, in nine queries whatever their number."""
    since = timezone.now() - datetime.timedelta(days=DAYS)
    attempts = Snapshot.objects.fetched().filter(started_at__gte=since)
    totals = attempts.aggregate(kept=Count("pk", filter=Q(error="")), failed=Count("pk", filter=~Q(error="")))
    stored = Blob.objects.aggregate(count=Count("pk"), bytes=Sum("size"))
    return FetchHealth(
        queues=_queues(),
        hosts=_hosts(attempts),
        reasons=_reasons(attempts),
        kinds=_kinds(),
        coming=_coming(),
        kept=totals["kept"],
        failed=totals["failed"],
        blobs=stored["count"],
        bytes=stored["bytes"] or 0,
    )


def _queues() -> list[Queue]:
    urgent, scheduled = Q(priority__lt=SCHEDULED), Q(priority__gte=SCHEDULED)
    due = Q(state="waiting", next_try_at__lte=timezone.now())
    figures: dict[str, Any] = {}
    for name, kind in (("urgent", urgent), ("scheduled", scheduled)):
        figures[f"{name}_waiting"] = Count("pk", filter=kind & Q(state="waiting"))
        figures[f"{name}_fetching"] = Count("pk", filter=kind & Q(state="fetching"))
        figures[f"{name}_oldest"] = Min("next_try_at", filter=kind & due)
    found = Fetch.objects.filter(state__in=["waiting", "fetching"]).aggregate(**figures)
    names = {"urgent": _("Somebody waits"), "scheduled": _("Scheduled")}
    return [
        *(
            Queue(words, found[f"{name}_waiting"], found[f"{name}_fetching"], found[f"{name}_oldest"])
            for name, words in names.items()
        ),
        _captures(due),
    ]


def _captures(due: Q) -> Queue:
    found = CaptureOrder.objects.filter(state__in=["waiting", "opening"]).aggregate(
        waiting=Count("pk", filter=Q(state="waiting")),
        opening=Count("pk", filter=Q(state="opening")),
        oldest=Min("next_try_at", filter=due),
    )
    return Queue(_("To be opened in a browser"), found["waiting"], found["opening"], found["oldest"])


def _hosts(attempts: QuerySet[Snapshot]) -> list[HealthLine]:
    """(attempts, documents) of the hosts asked most."""
    host = Func(F("url"), Value("^[a-z]+://([^/?#]+)"), function="substring", output_field=TextField())
    grouped = attempts.exclude(url="").annotate(host=host).values("host")
    rows = grouped.annotate(count=Count("pk"), kept=Count("pk", filter=Q(error=""))).order_by("-count", "host")
    return _lines([(row["host"] or "", (row["count"], row["kept"])) for row in rows[:HOSTS]])


def _reasons(attempts: QuerySet[Snapshot]) -> list[HealthLine]:
    failed = attempts.exclude(error="").values("error", "why", "why_params")
    rows = failed.annotate(count=Count("pk")).order_by("-count", "why", "why_params")[:REASONS]
    return _lines([(say(row["why"], row["why_params"]) or row["error"], (row["count"],)) for row in rows])


def _kinds() -> list[HealthLine]:
    rows = Snapshot.objects.kept().values("media_type").annotate(count=Count("pk"), bytes=Sum("size"))
    ordered = rows.order_by("-bytes", "media_type")[:HOSTS]
    return _lines([(row["media_type"] or _("unknown"), (row["bytes"], row["count"])) for row in ordered])


def _coming() -> list[HealthLine]:
    """Documents and articles that the schedule fetches again, by day."""
    until = timezone.now() + datetime.timedelta(days=7)
    counts: dict[datetime.date, list[int]] = {}
    watched: tuple[QuerySet[Any], ...] = (Source.objects.all(), Article.objects.all())
    for place, all_rows in enumerate(watched):
        rows = all_rows.filter(next_check_at__lte=until).annotate(day=TruncDate("next_check_at"))
        for row in rows.values("day").annotate(count=Count("pk")).order_by("day"):
            counts.setdefault(row["day"], [0, 0])[place] = row["count"]
    return _lines([(day.isoformat(), tuple(counts[day])) for day in sorted(counts)])


def _lines(rows: Sequence[tuple[str, tuple[int, ...]]]) -> list[HealthLine]:
    longest = max([counts[0] for _name, counts in rows] + [1])
    return [HealthLine(name, counts, round(100 * counts[0] / longest, 1)) for name, counts in rows]
