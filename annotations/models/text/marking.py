"""What marking some words writes: a claim with its first draft, a highlight and its place, and the event of it.

Marking is what people do most. The same rows made one after the other cost nine ways to the database and back, while
everybody else who marks in the article waits for its revision.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS, connection
from psycopg.types.json import Jsonb

from annotations.anchoring.selectors import Selector
from annotations.models.claims.claim import Claim, Precision
from annotations.models.claims.claimant import Claimant
from annotations.models.newsroom.user import User
from annotations.models.record.audit_event import AuditEvent
from annotations.models.text.article import Article, ArticleVersion

# What the claim made last in an article says besides its words, and a key for the next: the event's hash covers it.
NEXT = """
SELECT nextval('annotations_claim_id_seq'), last.*
FROM (SELECT) one LEFT JOIN LATERAL (
    SELECT claim.said_on, claim.said_precision, claim.context, claim.topic, who.id, who.name, who.kind, who."group"
    FROM annotations_claim claim LEFT JOIN annotations_claimant who ON who.id = claim.claimant_id
    WHERE claim.article_id = %(article)s ORDER BY claim.id DESC LIMIT 1
) last ON true
"""
MARK = """
WITH article AS (
    UPDATE annotations_article SET revision = revision + 1 WHERE id = %(article)s RETURNING id, language, revision
), claim AS (
    INSERT INTO annotations_claim (id, wording, claimant_id, said_on, said_precision, context, topic, language,
                                   article_id, created_by_id, changed_by_id, created_at, revision)
    SELECT %(key)s, %(wording)s, %(claimant)s, %(said_on)s::date, %(said_precision)s, %(context)s, %(topic)s, language,
           id, %(by)s, %(by)s, %(at)s, revision FROM article
    RETURNING *
), review AS (
    INSERT INTO annotations_claimreview (claim_id, author_id, changed_by_id, created_at, changed_at)
    SELECT id, %(by)s, %(by)s, %(at)s, %(at)s FROM claim RETURNING id
), highlight AS (
    INSERT INTO annotations_annotation (version_id, created_by_id, created_at, revision)
    SELECT %(version)s, %(by)s, %(at)s, revision FROM article RETURNING id
), place AS (
    INSERT INTO annotations_annotationrange (annotation_id, start, "end", exact, prefix, suffix, created_by_id,
                                             created_at)
    SELECT id, %(start)s, %(end)s, %(exact)s, %(prefix)s, %(suffix)s, %(by)s, %(at)s FROM highlight
), appearance AS (
    INSERT INTO annotations_appearance (claim_id, annotation_id, is_first, created_by_id, created_at)
    SELECT claim.id, highlight.id, true, %(by)s, %(at)s FROM claim, highlight
), words AS (
    INSERT INTO annotations_claimword (claim_id, word)
    SELECT claim.id, word FROM claim, unnest(%(words)s::varchar[]) word ON CONFLICT DO NOTHING
), event AS (
    INSERT INTO annotations_auditevent (chain_kind, chain_id, seq, prev_hash, hash, verb, actor_id, object_kind,
                                        object_id, data, value_hashes, salt, at)
    VALUES (%(chain_kind)s, %(key)s, %(seq)s, %(prev_hash)s, %(hash)s, %(verb)s, %(by)s, %(object_kind)s, %(key)s,
            %(data)s, %(value_hashes)s, %(salt)s, %(at)s)
)
SELECT claim.*, review.id AS review_key, highlight.id AS highlight_key FROM claim, review, highlight
"""
#: Columns of the event that are written as they stand.
OF_EVENT = ("chain_kind", "seq", "prev_hash", "hash", "verb", "object_kind", "salt", "at")


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


def next_mark(article: Article) -> tuple[int, Facts]:
    """A key for the next claim of `article`, and what it is filled with: what the claim made last there says.

    Without one, the day on which the article was published.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEXT, {"article": article.pk})
        key, said_on, precision, context, topic, *who = cursor.fetchone()
    if precision is None:
        return key, Facts(None, article.published_on, Precision.DAY.value, "", "")
    claimant = Claimant.from_db(DEFAULT_DB_ALIAS, ["id", "name", "kind", "group"], who) if who[0] else None
    return key, Facts(claimant, said_on, precision, context, topic)


def write_mark(
    *,
    by: User,
    event: AuditEvent,
    version: ArticleVersion,
    selector: Selector,
    wording: str,
    words: Collection[str],
    facts: Facts,
) -> Marked:
    """Write the rows; `event` is the first of the claim's chain, `words` those that similar claims are found by."""
    values = {
        "article": version.article_id,
        "version": version.pk,
        "by": by.pk,
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
        "key": event.chain_id,
        "data": Jsonb(event.data),
        "value_hashes": Jsonb(event.value_hashes),
        **{name: getattr(event, name) for name in OF_EVENT},
    }
    (claim,) = Claim.objects.raw(MARK, values)
    beside = vars(claim)  # what a statement selects besides the model's own columns
    version.article.revision = claim.revision
    claim.article, claim.claimant, claim.created_by = version.article, facts.claimant, by
    return Marked(claim, beside["review_key"], beside["highlight_key"], facts)
