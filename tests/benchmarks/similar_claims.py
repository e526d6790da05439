"""How quickly claims alike are found among 100,000, and how many of our rewordings."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import quantiles
from typing import Any

from tests.matching.distractors import distractors
from tests.matching.rewordings import REWORDINGS

SIZE = 100_000
#: What we mean to reach at that size.
REACH = "p95 under 50 ms, 95 of 100 found"


def run(size: int = SIZE) -> list[str]:
    """One line; PostgreSQL and its data are made for this run and taken away after it."""
    import tests.servers  # noqa: F401  (starts PostgreSQL on loopback)

    _set_up_django()
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0)
    try:
        return [_measure(size)]
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _set_up_django() -> None:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    django.setup()


def _fill(size: int) -> tuple[Any, list[int], float]:
    """A user, the keys of the claims of our rewordings, and the seconds `reindex_claims` took."""
    from django.core.management import call_command
    from django.db import connection

    from annotations.models import Claim, User

    user = User.objects.create(username="bench", role="checker")
    wordings = [claim for _, claim, _ in REWORDINGS] + list(distractors(size - len(REWORDINGS)))
    claims = [Claim(wording=wording, created_by=user, changed_by=user) for wording in wordings]
    Claim.objects.bulk_create(claims, batch_size=2000)
    seconds = _seconds(lambda: call_command("reindex_claims", stdout=open("/dev/null", "w")))  # noqa: SIM115
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE annotations_claim, annotations_claimword")
    return user, [claim.pk for claim in claims[: len(REWORDINGS)]], seconds


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _measure(size: int) -> str:
    from annotations.models import Claim
    from annotations.services.claims.similar_claims import similar_claims

    user, keys, filling = _fill(size)
    found = sum(
        key in [like.claim.pk for like in similar_claims(wording=rewording, exclude=None, user=user)]
        for key, (_, _, rewording) in zip(keys, REWORDINGS, strict=True)
    )
    asked = [rewording for _, _, rewording in REWORDINGS] + list(distractors(100, seed=2))
    took, bare = [], []
    for number, wording in enumerate(asked):
        key = keys[number % len(keys)]
        took.append(_seconds(lambda: similar_claims(wording=wording, exclude=None, user=user)) * 1000)  # noqa: B023
        bare.append(_seconds(lambda: Claim.objects.get(pk=key)) * 1000)  # noqa: B023
    (p50, p95), (row50, row95) = _percentiles(took), _percentiles(bare)
    return (
        f"similarity among {size:,} claims: p50 {p50:.1f} ms, p95 {p95:.1f} ms; a row by its key {row50:.2f} and "
        f"{row95:.2f} ms, so {p50 / row50:.0f} times as long; {found} of {len(keys)} rewordings found; "
        f"reindex_claims {filling:.0f} s (reach: {REACH})"
    )


def _percentiles(values: list[float]) -> tuple[float, float]:
    cuts = quantiles(values, n=20)
    return cuts[9], cuts[18]
