"""What a text's page reads of all its claims and highlights: bare values, each in one statement.

With a thousand claims the same by querysets costs twice the time; with none, most of what the page costs.
Whoever asks has found the article by `visible_to`: its claims are seen by the same people.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.db import connection

from annotations.anchoring.selectors import Selector
from annotations.models.text.article import Article, ArticleVersion
from annotations.models.text.marking import Marked
from annotations.presenters.review.claim_rows import ListedClaim, ListedLabel, ListedReview
from annotations.presenters.text.highlights import Mark
from annotations.review.states import Status

CLAIMS = """
WITH here AS (
    SELECT said.claim_id, min(mark.id) AS placed, bool_or(mark.removed_at IS NULL) AS standing
    FROM annotations_articleversion version
    JOIN annotations_annotation mark ON mark.version_id = version.id
    JOIN annotations_appearance said ON said.annotation_id = mark.id
    WHERE version.article_id = %(article)s AND (%(only)s::bigint[] IS NULL OR said.claim_id = ANY(%(only)s))
    GROUP BY said.claim_id
), beside AS (
    SELECT id FROM annotations_claim
    WHERE article_id = %(article)s AND (%(only)s::bigint[] IS NULL OR id = ANY(%(only)s))
    UNION SELECT claim_id FROM here WHERE standing
)
SELECT claim.id, claim.wording, claim.set_aside_at, claim.set_aside_reason, claim.created_by_id,
       coalesce(nullif(person.display_name, ''), person.username), here.placed,
       newest.id, newest.status, newest.sealed, newest.retracted_at,
       CASE WHEN newest.sealed THEN '' ELSE newest.rating END, CASE WHEN newest.sealed THEN NULL ELSE label.words END
FROM beside
JOIN annotations_claim claim ON claim.id = beside.id
LEFT JOIN here ON here.claim_id = claim.id
JOIN annotations_user person ON person.id = claim.created_by_id
LEFT JOIN LATERAL (
    SELECT * FROM annotations_claimreview version WHERE version.claim_id = claim.id ORDER BY version.number DESC LIMIT 1
) newest ON true
LEFT JOIN annotations_label label ON label.id = newest.label_id
"""

# Its own newest range in the version it was made in; in a later one, where it was found.
PLACES = """
SELECT * FROM (
    SELECT DISTINCT ON (mark.id) mark.id, place.start, place."end", said.claim_id
    FROM annotations_annotation mark
    JOIN annotations_appearance said ON said.annotation_id = mark.id
    JOIN annotations_annotationrange place ON place.annotation_id = mark.id
    WHERE mark.version_id = %(version)s AND mark.removed_at IS NULL
      AND (%(only)s::bigint[] IS NULL OR said.claim_id = ANY(%(only)s))
    ORDER BY mark.id, place.id DESC
) own
UNION ALL
SELECT mark.id, anchor.start, anchor."end", said.claim_id
FROM annotations_anchor anchor
JOIN annotations_annotation mark ON mark.id = anchor.annotation_id
JOIN annotations_appearance said ON said.annotation_id = mark.id
WHERE anchor.version_id = %(version)s AND anchor.start IS NOT NULL AND mark.removed_at IS NULL
  AND (%(only)s::bigint[] IS NULL OR said.claim_id = ANY(%(only)s))
"""

# A highlight that went to another claim carries the new one's number; the old one is known to whoever remembers it.
CHANGED = """
SELECT claim.id, NULL FROM annotations_claim claim
WHERE claim.article_id = %(article)s AND claim.revision > %(since)s
UNION ALL
SELECT said.claim_id, mark.id
FROM annotations_articleversion version
JOIN annotations_annotation mark ON mark.version_id = version.id
JOIN annotations_appearance said ON said.annotation_id = mark.id
WHERE version.article_id = %(article)s AND mark.revision > %(since)s
"""

# Words that rows borrow from tables whose writes raise no article's revision.
WORDS = """
SELECT (SELECT md5(string_agg(words, ',' ORDER BY id)) FROM annotations_label),
       (SELECT md5(string_agg(coalesce(nullif(display_name, ''), username), ',' ORDER BY id)) FROM annotations_user)
"""


#: A claim and its newest version.
Pair = tuple[ListedClaim, ListedReview | None]
#: A highlight, where it starts and ends in code points, and its claim.
Place = tuple[int, int, int, int]


class Change(NamedTuple):
    """What became of some of an article's claims between two of its revisions; those that are gone have no row."""

    claims: set[int]
    rows: list[Pair]
    places: list[Place]


def read_claims(article: Article, only: Collection[int] | None = None) -> list[Pair]:
    """Each claim made in `article` or with a highlight in it, as `ClaimQuerySet.in_article`, and its newest version.

    With `only`, those of them whose ids are named.
    """
    found: list[Pair] = []
    with connection.cursor() as cursor:
        cursor.execute(CLAIMS, {"article": article.pk, "only": _array(only)})
        for row in cursor.fetchall():
            newest, status, sealed, retracted_at, rating, words = row[7:]
            label = ListedLabel(words) if words else None
            review = ListedReview(status, sealed, retracted_at, rating, label) if newest else None
            found.append((ListedClaim(*row[:7]), review))
    return found


def read_places(version: ArticleVersion, only: Collection[int] | None = None) -> list[Place]:
    """Each highlight that stands in `version`.

    With `only`, of those that belong to these claims.
    """
    with connection.cursor() as cursor:
        cursor.execute(PLACES, {"version": version.pk, "only": _array(only)})
        return list(cursor.fetchall())


def read_changed(article: Article, since: int) -> tuple[set[int], set[int]]:
    """Claims of which a row or highlight in `article` changed after its revision `since`, and such highlights."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, {"article": article.pk, "since": since})
        found = cursor.fetchall()
    return {claim for claim, _ in found}, {mark for _, mark in found if mark}


def read_change(
    article: Article, version: ArticleVersion | None, since: int, unplaced: Collection[int], marks: Mapping[int, Mark]
) -> Change:
    """What changed after revision `since`, at which `unplaced` claims had no mark and the others had `marks`."""
    claims, highlights = read_changed(article, since)
    # A highlight that went to another claim says that one; where a claim has none in this text, nothing else tells.
    claims |= {marks[mark].claim for mark in highlights if mark in marks}
    claims |= set(unplaced)
    return Change(claims, read_claims(article, claims), read_places(version, claims) if version else [])


def change_of(marked: Marked, selector: Selector) -> Change:
    """The same of words just marked, which is known without reading."""
    claim = marked.claim
    row = ListedClaim(claim.pk, claim.wording, None, "", claim.created_by_id, str(claim.created_by), marked.highlight)
    version = ListedReview(Status.DRAFT, False, None, "", None)
    return Change({claim.pk}, [(row, version)], [(marked.highlight, selector.start, selector.end, claim.pk)])


def _array(only: Collection[int] | None) -> list[int] | None:
    return None if only is None else list(only)


def read_words() -> tuple[str, str]:
    """Two hashes, of the labels' words and of people's names: other ones mean that rows may read otherwise."""
    with connection.cursor() as cursor:
        cursor.execute(WORDS)
        labels, people = cursor.fetchone()
    return labels, people
