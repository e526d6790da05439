"""What the front page for readers needs beside the newest fact-checks: what is pinned, which topics there are."""

from __future__ import annotations

from django.db import connection, transaction

from annotations.models import Claim, ClaimReview, Newsroom, PinnedCheck, User
from annotations.review.permissions import Permission, Refused, check_can
from annotations.review.states import Status
from annotations.services.record import audit

#: On the front page at once.
MOST_PINNED = 3

# Each topic by one step down the index `review_front_topic`: DISTINCT would read it whole.
TOPICS = """
WITH RECURSIVE found(topic) AS (
    (SELECT content ->> 'topic' FROM annotations_claimreview
     WHERE status IN ('published', 'retracted') AND content ->> 'topic' > '' ORDER BY content ->> 'topic' LIMIT 1)
    UNION ALL
    SELECT (SELECT r.content ->> 'topic' FROM annotations_claimreview r
            WHERE r.status IN ('published', 'retracted') AND r.content ->> 'topic' > found.topic
            ORDER BY r.content ->> 'topic' LIMIT 1)
    FROM found WHERE found.topic IS NOT NULL
)
SELECT topic FROM found WHERE topic IS NOT NULL
"""


def topics() -> list[str]:
    """Topics of what readers see, as they are written, by the alphabet."""
    with connection.cursor() as cursor:
        cursor.execute(TOPICS)
        return sorted((topic for (topic,) in cursor.fetchall()), key=str.casefold)


def pinned() -> list[ClaimReview]:
    """What stands on top of the front page, the last pinned first; what was retracted since does not."""
    standing = ClaimReview.objects.filter(status=Status.PUBLISHED, claim__pin__isnull=False)
    return list(standing.select_related("claim", "label").order_by("-claim__pin__at")[:MOST_PINNED])


@transaction.atomic
def pin(*, claim: Claim, by: User) -> None:
    """Put the fact-check of `claim` on top of the front page; nothing happens where it is."""
    check_can(by, Permission.DECIDE)
    Newsroom.objects.locked()  # two editors at once would both find room
    Claim.objects.held(claim.pk)
    if not ClaimReview.objects.filter(claim=claim, status=Status.PUBLISHED).exists():
        raise Refused("not_published_to_pin")
    if PinnedCheck.objects.filter(claim=claim).exists():
        return
    if PinnedCheck.objects.count() >= MOST_PINNED:
        raise Refused("pins_full")
    PinnedCheck.objects.create(claim=claim, by=by)
    audit.record(by=by, verb="claim.pinned", chain=claim)


@transaction.atomic
def unpin(*, claim: Claim, by: User) -> None:
    """Nothing happens where it is not pinned."""
    check_can(by, Permission.DECIDE)
    Claim.objects.held(claim.pk)
    gone, _by_model = PinnedCheck.objects.filter(claim=claim).delete()
    if gone:
        audit.record(by=by, verb="claim.unpinned", chain=claim)
