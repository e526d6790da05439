"""The files for programs, of 100,000 fact-checks: made from nothing, and after one change.

Beside it the floor: the frozen contents read and written as JSON, one after the other. Memory is what the process took
at most above what it had before.
"""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable

from tests.triggers import past_triggers

SIZE = 100_000
#: Of each check: a passage in an article with an address, and three sources with what they show.
CITED = """
UPDATE annotations_claimreview SET content = content || jsonb_build_object(
    'appearances', jsonb_build_array(jsonb_build_object('quote', content->>'wording', 'article', 1, 'title', 'Article',
        'url', 'https://outlet.example/' || id, 'publisher', 'Outlet', 'published_on', '2026-03-01', 'first', true)),
    'reworked_from', NULL,
    'citations', (SELECT jsonb_agg(jsonb_build_object('stance', 'contradicts', 'source', id * 3 + n, 'citation', n,
        'type', 'primary', 'protected', false, 'title', 'Report ' || n, 'url', 'https://ministry.example/' || id || '/' || n,
        'publisher', 'Ministry of Ports', 'authors', '', 'published_on', NULL, 'interest', '', 'quote', repeat('words ', 30),
        'locator', 'page 3', 'ruled', '', 'shows', repeat('more ', 20), 'no_copy_because', ''))
        FROM generate_series(1, 3) n))
WHERE content IS NOT NULL
"""


def run(size: int = SIZE) -> list[str]:
    import tests.servers  # noqa: F401  (starts PostgreSQL and Valkey on loopback)
    from tests.benchmarks.dashboards import database
    from tests.benchmarks.similar_claims import _set_up_django

    _set_up_django()
    with database(size):
        return list(_lines())


def _lines() -> list[str]:
    from django.db import connection, transaction
    from django.utils import timezone

    from annotations.models import ClaimReview
    from annotations.tasks import make_feeds_task

    with past_triggers(connection) as cursor:
        cursor.execute(CITED)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE annotations_claimreview")
    floor, _memory = _taken(_floor)
    made, memory = _taken(make_feeds_task)
    found = [f"floor, contents read and written: {floor:.1f} s", _line("all files, from nothing", made, floor, memory)]
    with transaction.atomic(), past_triggers(connection):
        newest = ClaimReview.objects.filter(status="published").order_by("-pk")[:1].values("pk")
        ClaimReview.objects.filter(pk__in=newest).update(published_at=timezone.now())
    again, memory = _taken(make_feeds_task)
    found.append(_line("all files, after one change", again, floor, memory))
    first, whole, megabytes = _served()
    found.append(f"served: first bytes after {first * 1000:.0f} ms, all {megabytes:.0f} MB after {whole:.1f} s")
    return found


def _served() -> tuple[float, float, float]:
    """Seconds to the first bytes of the feed and to its last, and its size, as a server reads it from the view."""
    from django.test import Client

    start, size = time.perf_counter(), 0
    pieces = iter(Client(SERVER_NAME="127.0.0.1").get("/feeds/claimreview.json"))
    size += len(next(pieces))
    first = time.perf_counter() - start
    size += sum(map(len, pieces))
    return first, time.perf_counter() - start, size / 1_000_000


def _line(what: str, took: float, floor: float, memory: float) -> str:
    return f"{what}: {took:.1f} s, {took / floor:.1f} times the floor, {memory:.0f} MB"


def _taken(work: Callable[[], object]) -> tuple[float, float]:
    """(seconds, megabytes above those before)."""
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    work()
    return time.perf_counter() - start, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def _floor() -> None:
    from annotations.models import ClaimReview

    rows = ClaimReview.objects.public().order_by("-first_published_at", "-pk").values_list("content", flat=True)
    for content in rows.iterator(chunk_size=200):
        json.dumps(content, ensure_ascii=False)
