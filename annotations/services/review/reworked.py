"""Fact-checks made from others: the same claim in another language, or said again."""

from __future__ import annotations

from django.db import connection

from annotations.connections import atomic
from annotations.models import Claim, ClaimReview, User
from annotations.review.permissions import Refused
from annotations.review.states import Status
from annotations.review.visibility import can_see_source_detail
from annotations.services.claims.claims import save_claim
from annotations.services.evidence.citations import cite_source
from annotations.services.review.claim_reviews import save_draft

#: Of a citation, what is said of the document. What it does to the claim, each checker says of their own claim.
CARRIED = ("quoted_words", "shows", "locator", "no_copy_because")
#: Claims of one family that are looked at.
MOST = 100

# By what was published: a draft of a correction may name another origin.
FAMILY = """
WITH RECURSIVE family(id) AS (
    SELECT %(claim)s::bigint
    UNION
    SELECT near.id FROM family CROSS JOIN LATERAL (
        SELECT (content ->> 'reworked_from')::bigint AS id FROM annotations_claimreview
        WHERE status = 'published' AND claim_id = family.id
        UNION ALL
        SELECT claim_id FROM annotations_claimreview
        WHERE status = 'published' AND content ->> 'reworked_from' = family.id::text
    ) near
) SELECT id FROM family WHERE id IS NOT NULL LIMIT %(most)s
"""


@atomic
def rework(*, claim: Claim, other: Claim, by: User) -> Claim:
    """Begin the check of `claim` with the published one of `other`: its sources and how it was checked.

    No verdict and no stance is taken over. What the draft says already stays.
    """
    Claim.objects.held(claim.pk, other.pk)
    published = ClaimReview.objects.public().filter(claim=other, status=Status.PUBLISHED).first()
    if published is None:
        raise Refused("not_published_to_rework")
    if claim.reworked_from_id not in (None, other.pk):
        raise Refused("reworked_already")
    claim = save_claim(claim=claim, by=by, changes={"reworked_from": other})
    draft = claim.reviews.open().get()
    cited = set(draft.citations.filter(removed_at=None).values_list("source", flat=True))
    for citation in published.citations.filter(removed_at=None).select_related("source"):
        source = citation.source
        seen = can_see_source_detail(by, protected=source.protected, added_by=source.added_by_id)
        if seen and source.pk not in cited:
            values = {name: getattr(citation, name) for name in CARRIED}
            cite_source(review=draft, by=by, source=source, citation=values)
    if published.how_checked and not draft.how_checked:
        save_draft(review=draft, by=by, changes={"how_checked": published.how_checked})
    return claim


def published_family(review: ClaimReview) -> list[ClaimReview]:
    """The published fact-checks of which one was made from the other, `review` among them, oldest claim first."""
    with connection.cursor() as cursor:
        cursor.execute(FAMILY, {"claim": review.claim_id, "most": MOST})
        keys = [pk for (pk,) in cursor.fetchall()]
    if len(keys) == 1:
        return [review]
    rows = ClaimReview.objects.filter(claim__in=keys, status=Status.PUBLISHED)
    return list(rows.select_related("claim").order_by("claim"))
