"""What marking some words writes: a claim, its first draft, its highlight and where that lies, in one statement.

Marking is what people do most. The same rows made one after the other cost eight ways to the database and back, while
everybody else who marks in the article waits for its revision.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import NamedTuple

from django.utils import timezone

from annotations.anchoring.selectors import Selector
from annotations.models.claims.claim import Claim
from annotations.models.claims.claimant import Claimant
from annotations.models.newsroom.user import User
from annotations.models.text.article import ArticleVersion

MARK = """
WITH article AS (
    UPDATE annotations_article SET revision = revision + 1 WHERE id = %(article)s RETURNING id, language, revision
), claim AS (
    INSERT INTO annotations_claim (wording, claimant_id, said_on, said_precision, context, topic, language, article_id,
                                   created_by_id, changed_by_id, created_at, revision)
    SELECT %(wording)s, %(claimant)s, %(said_on)s::date, %(said_precision)s, %(context)s, %(topic)s, language, id,
           %(by)s, %(by)s, %(now)s, revision FROM article
    RETURNING *
), review AS (
    INSERT INTO annotations_claimreview (claim_id, author_id, changed_by_id, created_at, changed_at)
    SELECT id, %(by)s, %(by)s, %(now)s, %(now)s FROM claim RETURNING id
), highlight AS (
    INSERT INTO annotations_annotation (version_id, created_by_id, created_at, revision)
    SELECT %(version)s, %(by)s, %(now)s, revision FROM article RETURNING id
), place AS (
    INSERT INTO annotations_annotationrange (annotation_id, start, "end", exact, prefix, suffix, created_by_id,
                                             created_at)
    SELECT id, %(start)s, %(end)s, %(exact)s, %(prefix)s, %(suffix)s, %(by)s, %(now)s FROM highlight
), appearance AS (
    INSERT INTO annotations_appearance (claim_id, annotation_id, is_first, created_by_id, created_at)
    SELECT claim.id, highlight.id, true, %(by)s, %(now)s FROM claim, highlight
), words AS (
    INSERT INTO annotations_claimword (claim_id, word)
    SELECT claim.id, word FROM claim, unnest(%(words)s::varchar[]) word ON CONFLICT DO NOTHING
)
SELECT claim.*, review.id AS review_key, highlight.id AS highlight_key FROM claim, review, highlight
"""


class Facts(NamedTuple):
    """What a claim is filled with as it is marked, besides its words."""

    claimant: Claimant | None
    said_on: datetime.date | None
    said_precision: str
    context: str
    topic: str


class Marked(NamedTuple):
    """What came of it; the claim stands as its row does, with its article at the new revision."""

    claim: Claim
    review: int
    highlight: int
    facts: Facts


def write_mark(
    *, by: User, version: ArticleVersion, selector: Selector, wording: str, words: Collection[str], facts: Facts
) -> Marked:
    """Write the rows; `words` are those of the wording that similar claims are found by."""
    values = {
        "article": version.article_id,
        "version": version.pk,
        "by": by.pk,
        "now": timezone.now(),
        "wording": wording,
        "words": list(words),
        "start": selector.start,
        "end": selector.end,
        "exact": selector.exact,
        "prefix": selector.prefix,
        "suffix": selector.suffix,
        "claimant": facts.claimant.pk if facts.claimant else None,
        "said_on": facts.said_on,
        "said_precision": facts.said_precision,
        "context": facts.context,
        "topic": facts.topic,
    }
    (claim,) = Claim.objects.raw(MARK, values)
    beside = vars(claim)  # what a statement selects besides the model's own columns
    version.article.revision = claim.revision
    claim.article, claim.claimant, claim.created_by = version.article, facts.claimant, by
    return Marked(claim, beside["review_key"], beside["highlight_key"], facts)
