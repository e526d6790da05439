"""Two editors, a blind second verdict, a panel of three: through the services."""

import pytest

from annotations.models import Claim, ClaimReview, Newsroom, Opinion, User
from annotations.review.modes import Phase
from annotations.review.permissions import Refused
from annotations.services.claims import claims
from annotations.services.review import claim_reviews, corrections, opinions
from tests import factories

pytestmark = pytest.mark.django_db


def in_mode(mode: str) -> None:
    Newsroom.objects.update_or_create(pk=1, defaults={"mode": mode})


def approve(review: ClaimReview, by: User) -> ClaimReview:
    return claim_reviews.approve(review=review, by=by, digest=review.digest)


@pytest.fixture
def third_editor(labels: None) -> User:
    return factories.UserFactory(role="editor", username="third", display_name="G. Editor")


def test_two_editors_approve_and_the_first_one_alone_is_not_enough(
    checker: User, editor: User, other_editor: User
) -> None:
    in_mode("two")
    review = approve(factories.submitted(checker), editor)
    assert review.status == "in_review"
    with pytest.raises(Refused, match="approved_already"):
        approve(review, editor)
    assert approve(review, other_editor).status == "approved"


def test_approving_and_publishing_publishes_only_with_the_second_editor(
    checker: User, editor: User, other_editor: User
) -> None:
    in_mode("two")
    review = factories.submitted(checker)
    review = claim_reviews.approve_and_publish(review=review, by=editor, digest=review.digest)
    assert review.status == "in_review"
    review = claim_reviews.approve_and_publish(review=review, by=other_editor, digest=review.digest)
    assert review.status == "published"


def test_a_first_approval_is_void_after_another_submission(checker: User, editor: User, other_editor: User) -> None:
    in_mode("two")
    review = approve(factories.submitted(checker), editor)
    claim_reviews.return_(review=review, by=other_editor, comment="Which week?")
    review = claim_reviews.submit(review=review, by=checker)
    assert approve(review, other_editor).status == "in_review"


def test_a_blind_review_is_sealed_until_somebody_rated_it(checker: User, editor: User) -> None:
    in_mode("blind")
    review = factories.submitted(checker)
    assert (review.mode, review.sealed) == ("blind", True)
    with pytest.raises(Refused, match="ratings_first"):
        approve(review, editor)
    with pytest.raises(Refused, match="rate_before_return"):
        claim_reviews.return_(review=review, by=editor, comment="Which week?")
    opinions.rate(review=review, by=editor, rating="disputed")
    review.refresh_from_db()
    assert not review.sealed
    assert approve(review, editor).status == "approved"


def test_blind_disagreement_goes_to_a_third(
    checker: User, editor: User, other_editor: User, other_checker: User
) -> None:
    in_mode("blind")
    review = factories.submitted(checker)
    opinions.rate(review=review, by=editor, rating="verified", reason="The log says so.")
    with pytest.raises(Refused, match="third_person"):
        approve(review, editor)
    with pytest.raises(Refused, match="no_opinion_asked"):
        opinions.rate(review=review, by=other_checker, rating="disputed")
    assert approve(review, other_editor).status == "approved"


def test_a_blind_opinion_counts_against_the_verdict_as_it_comes_back(
    checker: User, editor: User, other_editor: User
) -> None:
    in_mode("blind")
    review = factories.submitted(checker)
    opinions.rate(review=review, by=editor, rating="verified")
    claim_reviews.return_(review=review, by=other_editor, comment="The log is clear.")
    claim_reviews.save_draft(review=review, by=checker, changes={"rating": "verified"})
    review = claim_reviews.submit(review=review, by=checker)
    assert not review.sealed
    assert opinions.phase(review) is Phase.AGREED
    assert approve(review, editor).status == "approved"


def test_who_writes_along_after_rating_has_no_voice_any_more(checker: User, editor: User, other_editor: User) -> None:
    in_mode("blind")
    review = factories.submitted(checker)
    opinions.rate(review=review, by=editor, rating="disputed")
    claim_reviews.return_(review=review, by=other_editor, comment="Say which week.")
    claim_reviews.save_draft(review=review, by=editor, changes={"summary": "It fell by 13% in week 40."})
    review = claim_reviews.submit(review=review, by=checker)
    assert review.sealed


def test_taking_back_and_submitting_seals_again(checker: User) -> None:
    in_mode("blind")
    review = factories.submitted(checker)
    assert not claim_reviews.take_back(review=review, by=checker).sealed
    assert claim_reviews.submit(review=review, by=checker).sealed


def test_two_of_three_carry_a_verdict(checker: User, editor: User, other_editor: User, other_checker: User) -> None:
    in_mode("panel")
    review = factories.submitted(checker)
    opinions.rate(review=review, by=other_checker, rating="disputed")
    opinions.rate(review=review, by=editor, rating="verified")
    with pytest.raises(Refused, match="ratings_first"):
        approve(review, editor)
    opinions.rate(review=review, by=other_editor, rating="disputed")
    assert opinions.phase(review) is Phase.AGREED
    assert approve(review, editor).status == "approved"


def test_a_verdict_that_the_panel_does_not_carry_goes_back_and_is_rated_anew(
    checker: User, editor: User, other_editor: User, other_checker: User, third_editor: User
) -> None:
    in_mode("panel")
    review = factories.submitted(checker)
    opinions.rate(review=review, by=other_checker, rating="unverifiable")
    opinions.rate(review=review, by=editor, rating="verified")
    with pytest.raises(Refused, match="panel_did_not_carry"):
        approve(review, other_editor)
    claim_reviews.return_(review=review, by=other_editor, comment="Two of us see it otherwise.")
    review = claim_reviews.submit(review=review, by=checker)
    assert opinions.counted_opinions(review) == []
    for person in (other_checker, editor):
        opinions.rate(review=review, by=person, rating="disputed")
    assert approve(review, third_editor).status == "approved"


def test_nobody_rates_twice_nor_their_own(checker: User, other_checker: User) -> None:
    in_mode("panel")
    review = factories.submitted(checker)
    with pytest.raises(Refused, match="rates_own"):
        opinions.rate(review=review, by=checker, rating="disputed")
    opinions.rate(review=review, by=other_checker, rating="disputed")
    with pytest.raises(Refused, match="rated_already"):
        opinions.rate(review=review, by=other_checker, rating="verified")
    assert Opinion.objects.count() == 1


def test_a_sensitive_claim_has_its_own_mode(checker: User, editor: User) -> None:
    Newsroom.objects.update_or_create(pk=1, defaults={"mode": "one", "sensitive_mode": "panel"})
    made = factories.claim(checker, sensitive="health")
    assert factories.submitted(checker, made).mode == "panel"


def test_a_mark_is_taken_off_by_an_editor_who_wrote_nothing(checker: User, editor: User) -> None:
    made = factories.claim(checker, sensitive="elections")
    with pytest.raises(Refused, match="only_editor_unmarks"):
        claims.save_claim(claim=made, by=checker, changes={"sensitive": ""})
    claims.save_claim(claim=made, by=editor, changes={"sensitive": ""})
    assert Claim.objects.get().sensitive == ""
    assert not made.reviews.get().review_authors.filter(user=editor).exists()


def test_a_small_correction_needs_one_other_person_in_every_mode(
    checker: User, editor: User, other_editor: User
) -> None:
    claim = factories.published(checker, editor).claim
    in_mode("panel")
    corrections.correct(claim=claim, by=editor, reason="A letter.", kind="typo")
    review = claim.reviews.get(number=2)
    claim_reviews.save_draft(review=review, by=editor, changes={"summary": "It fell by 13 %. Not by half."})
    assert claim_reviews.submit(review=review, by=editor).mode == "one"
