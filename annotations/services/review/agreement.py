"""How far the first and the second person agree where the second one rated blind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db.models import Count, F, QuerySet

from annotations.models import Opinion

#: Fewer double ratings than this tell nothing.
ENOUGH = 20


def double_ratings() -> QuerySet[Opinion]:
    """Blind opinions: each stands beside the rating that was proposed, which the person had not seen.

    Without those of people who became authors of the version, and of versions that wait for another blind rating.
    """
    rows = Opinion.objects.filter(phase="blind", review__sealed=False).exclude(proposed="")
    return rows.exclude(by__authored__review=F("review"))


def matrix(rows: QuerySet[Opinion]) -> dict[tuple[str, str], int]:
    """{(first, second): how often}, in one query."""
    counted = rows.order_by().values_list("proposed", "rating").annotate(Count("pk"))
    return {(first, second): count for first, second, count in counted}


def alpha(units: Sequence[Sequence[str]]) -> float | None:
    """Krippendorff's alpha for nominal values; each unit holds the values that different people gave it.

    1 is perfect agreement, 0 what chance alone would give, less than 0 worse than chance. None where it is not
    defined: no unit with two values, or one and the same value everywhere. Formula: K. Krippendorff, Computing
    Krippendorff's alpha-reliability (2011), section C.
    """
    together = 0.0
    values: Counter[str] = Counter()
    for unit in units:
        if len(unit) < 2:
            continue
        counts = Counter(unit)
        values.update(counts)
        together += sum(count * (count - 1) for count in counts.values()) / (len(unit) - 1)
    n = values.total()
    expected = sum(count * (count - 1) for count in values.values())
    if n < 2 or expected == n * (n - 1):
        return None
    observed_disagreement = 1 - together / n
    expected_disagreement = 1 - expected / (n * (n - 1))
    return 1 - observed_disagreement / expected_disagreement


def alpha_of(counts: dict[tuple[str, str], int]) -> float | None:
    """Alpha of a matrix; None for too few double ratings, too."""
    if sum(counts.values()) < ENOUGH:
        return None
    return alpha([pair for pair, count in counts.items() for _ in range(count)])
