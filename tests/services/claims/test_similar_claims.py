"""Claims ruled on before, found again in other words."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Claim, ClaimWord, User
from annotations.services.claims import claims
from annotations.services.claims.similar_claims import SimilarClaim, similar_claims
from annotations.services.review import claim_reviews, corrections
from tests import factories
from tests.matching.distractors import distractors
from tests.matching.rewordings import REWORDINGS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("labels")]

WORDING = "The harbour of Alemere inspected 4,100 ships in the third quarter."
OTHER_WORDS = "In the third quarter 4.1 thousand ships were inspected in Alemere harbour."


def new(by: User, wording: str = WORDING) -> Claim:
    return claims.new_claim(by=by, wording=wording, claimant="", language="en", place={})


def like(user: User, wording: str = OTHER_WORDS, exclude: Claim | None = None) -> list[SimilarClaim]:
    return similar_claims(wording=wording, exclude=exclude, user=user)


def words(claim: Claim) -> set[str]:
    return set(ClaimWord.objects.filter(claim=claim).values_list("word", flat=True))


def fill(by: User, wordings: list[str]) -> list[Claim]:
    """Claims without words, as an earlier release left them."""
    return Claim.objects.bulk_create([Claim(wording=w, created_by=by, changed_by=by) for w in wordings])


def test_rewordings_are_found_among_thousands(checker: User) -> None:
    made = fill(checker, [claim for _, claim, _ in REWORDINGS] + list(distractors(5000)))
    call_command("reindex_claims")
    missed = [
        rewording
        for claim, (_, _, rewording) in zip(made, REWORDINGS, strict=False)
        if claim not in [found.claim for found in like(checker, rewording)]
    ]
    assert len(missed) <= 5, missed


def test_claims_of_another_matter_are_not_offered(checker: User) -> None:
    fill(checker, [claim for _, claim, _ in REWORDINGS])
    call_command("reindex_claims")
    other = [
        "The choir of the cathedral sang in Latin on Friday.",
        "Coffee from the mountains tastes better than tea.",
        "The mayor never paid for the tram.",
        "Three ministers have never paid the tax in our country.",
        "La biblioteca abre los domingos por la mañana.",
        "زار الوفد المتحف مساء الخميس.",
        "气象台预报明天有雪。",
    ]
    assert [(wording, found) for wording in other for found in like(checker, wording)] == []


def test_every_way_of_making_a_claim_keeps_its_words(checker: User, site_role: None) -> None:
    marked = factories.claim(checker, quote="The harbour office counted 1,204 ships in the third quarter")
    added = new(checker)
    assert words(marked) >= {"harbou", "1204", "ship"}
    assert words(added) >= {"alemer", "4100", "ship"}
    assert [found.claim for found in like(checker)] == [added, marked]


def test_a_changed_wording_is_found_by_its_new_words(checker: User, site_role: None) -> None:
    claim = new(checker)
    claims.save_claim(claim=claim, by=checker, changes={"wording": "Rents in Wexmere doubled since May."})
    assert like(checker) == []
    assert [found.claim for found in like(checker, "Wexmere rents have doubled since May")] == [claim]
    claims.save_claim(claim=claim, by=checker, changes={"context": "A speech"})
    assert words(claim) == {"rent", "wexmer", "doubl", "may", "sinc"}


def test_the_claim_itself_is_left_out(checker: User) -> None:
    first, second = new(checker), new(checker, OTHER_WORDS)
    assert [found.claim for found in like(checker, WORDING, exclude=first)] == [second]


def test_other_numbers_come_after_but_are_shown(checker: User) -> None:
    other = new(checker, WORDING.replace("4,100", "9,800"))
    same = new(checker)
    found = like(checker, WORDING)
    assert [f.claim for f in found] == [same, other]
    assert found[0].score == 1.0


def test_the_published_version_counts_before_a_newer_draft(checker: User, editor: User) -> None:
    review = factories.published(checker, editor, new(checker))
    corrections.correct(claim=review.claim, by=editor, reason="A later count.")
    assert [found.review for found in like(checker)] == [review]


def test_retracted_and_set_aside_claims_are_shown_as_what_they_are(checker: User, editor: User) -> None:
    review = factories.published(checker, editor, new(checker))
    claim_reviews.retract(review=review, by=editor, reason="The count was wrong.")
    set_aside = claims.set_aside(claim=new(checker), by=checker, reason="minor")
    found = {f.claim: f for f in like(checker)}
    assert found[review.claim].review is not None
    assert found[review.claim].review.status == "retracted"
    assert found[set_aside].claim.set_aside_reason == "minor"


def test_the_public_gets_nothing(checker: User) -> None:
    new(checker)
    checker.is_active = False
    assert like(checker) == []
    assert like(AnonymousUser()) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("wording", ["", "   ", "🎉🎉", "the of and in", "!?", "\x1f", "9" * 10_000])
def test_a_wording_without_words_is_like_nothing(checker: User, wording: str) -> None:
    new(checker)
    new(checker, wording)
    assert [found for found in like(checker, wording) if found.score < 1] == []


@pytest.mark.parametrize("wording", [OTHER_WORDS + " More was said." * 700, "港务局检查了船" * 1500, "one two " * 1250])
def test_a_page_for_a_wording_costs_no_more(checker: User, wording: str) -> None:
    claim = new(checker, wording)
    assert len(words(claim)) <= 100
    assert claim in [found.claim for found in like(checker, wording)]


def test_the_number_of_queries_does_not_grow(checker: User) -> None:
    new(checker)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert len(like(checker)) == 1
    for number in range(20):
        new(checker, f"{WORDING} Page {number}.")
    with CaptureQueriesContext(connection) as many:
        assert len(like(checker)) == 5
    assert len(few) == len(many) == 4


def test_reindexing_can_be_repeated(checker: User, site_role: None) -> None:
    claim = new(checker)
    kept = words(claim)
    ClaimWord.objects.filter(word="ship").delete()
    ClaimWord.objects.create(claim=claim, word="stale")
    fill(checker, list(distractors(700)))
    for _ in range(2):
        call_command("reindex_claims")
        assert words(claim) == kept
        assert ClaimWord.objects.values("claim").distinct().count() == 701
