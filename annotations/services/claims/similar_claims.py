"""Similar claims, which may have been ruled on before: words of claims are kept, and looked for in a new wording."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Prefetch

from annotations.matching.similarity import similarity_of_words
from annotations.matching.words import words_of
from annotations.models import Claim, ClaimReview, ClaimWord, SetAsideReason, User
from annotations.models.review.claim_review_queryset import PUBLIC

#: Words of a wording that count, from its start: a claim is a sentence, and a pasted page must not cost more.
MOST_WORDS = 100
#: The rarest words of a wording look for its like; they find as many claims each, newest first.
RARE_WORDS = 8
CLAIMS_A_WORD = 10_000
#: Claims that share most of them are compared.
CANDIDATES = 200
#: Below this, claims share a figure of speech. Measured: rewordings 0.33 and more, claims of other matters up to 0.29.
ALIKE = 0.3

# A word in CLAIMS_A_WORD claims or more is as common as any: counting ends there, so that it stays quick. A claim
# found by a word of two claims weighs more than one found by a word of two hundred.
FIND = """
WITH asked AS (
    SELECT word, (
        SELECT count(*) FROM (SELECT FROM annotations_claimword k WHERE k.word = w.word LIMIT %(claims)s) counted
    ) AS claims
    FROM unnest(%(words)s::varchar[]) AS w(word)
), rare AS (
    SELECT word, ln(1 + %(claims)s::float8 / claims) AS weight
    FROM asked WHERE claims > 0 ORDER BY claims, word LIMIT %(rare)s
)
SELECT found.claim_id FROM rare CROSS JOIN LATERAL (
    SELECT k.claim_id FROM annotations_claimword k WHERE k.word = rare.word ORDER BY k.claim_id DESC LIMIT %(claims)s
) found
GROUP BY found.claim_id ORDER BY sum(rare.weight) DESC, found.claim_id DESC LIMIT %(candidates)s
"""


@dataclass(frozen=True)
class SimilarClaim:
    """A claim alike: `score` 0..1, and the version that counts: what readers see, else the newest."""

    claim: Claim
    score: float
    review: ClaimReview | None


def index_claim(claim: Claim) -> None:
    """Keep the words of the claim's wording; part of the transaction that saves it."""
    words = counted_words(claim.wording)
    ClaimWord.objects.filter(claim=claim).exclude(word__in=words).delete()
    ClaimWord.objects.bulk_create([ClaimWord(claim=claim, word=word) for word in words], ignore_conflicts=True)


@transaction.atomic
def reindex(*, after: int, size: int) -> int | None:
    """Make the words of the next `size` claims anew; the last one's key, None when there is none `after` that."""
    claims = list(Claim.objects.select_for_update(no_key=True).filter(pk__gt=after).order_by("pk")[:size])
    ClaimWord.objects.filter(claim__in=claims).delete()
    ClaimWord.objects.bulk_create(ClaimWord(claim=c, word=word) for c in claims for word in counted_words(c.wording))
    return claims[-1].pk if claims else None


def similar_claims(*, wording: str, exclude: Claim | None, user: User, limit: int = 5) -> list[SimilarClaim]:
    """Claims `user` may see whose wording is alike, the most alike first; set aside and retracted ones too."""
    words = counted_words(wording)
    claims = Claim.objects.visible_to(user).filter(pk__in=_find(words))
    claims = claims.exclude(set_aside_reason=SetAsideReason.MISTAKE)
    if exclude is not None:
        claims = claims.exclude(pk=exclude.pk)
    found = ((similarity_of_words(words, counted_words(text)), pk) for pk, text in claims.values_list("pk", "wording"))
    best = sorted((pair for pair in found if pair[0] >= ALIKE), reverse=True)[:limit]
    rows = _with_reviews(user, [pk for _, pk in best])
    return [SimilarClaim(rows[pk], score, _that_counts(rows[pk].reviews.all())) for score, pk in best]


def counted_words(wording: str) -> list[str]:
    return list(dict.fromkeys(words_of(wording)))[:MOST_WORDS]


def _find(words: list[str]) -> list[int]:
    """Keys of claims that share rare words with these, those that share most first."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, {"words": words, "claims": CLAIMS_A_WORD, "rare": RARE_WORDS, "candidates": CANDIDATES})
        return [pk for (pk,) in cursor.fetchall()]


def _with_reviews(user: User, keys: list[int]) -> dict[int, Claim]:
    reviews = ClaimReview.objects.visible_to(user).select_related("label").order_by("-number")
    claims = Claim.objects.visible_to(user).select_related("claimant", "article")
    return claims.prefetch_related(Prefetch("reviews", reviews)).in_bulk(keys)


def _that_counts(newest_first: Iterable[ClaimReview]) -> ClaimReview | None:
    reviews = list(newest_first)
    return next((r for r in reviews if r.status in PUBLIC), reviews[0] if reviews else None)
