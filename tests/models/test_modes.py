"""What the database refuses about modes and opinions, by raw SQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from annotations.models import Claim, ClaimReview, Newsroom, Opinion, User
from annotations.services.review import claim_reviews, opinions
from tests import factories

pytestmark = pytest.mark.django_db


def in_mode(mode: str) -> None:
    Newsroom.objects.update_or_create(pk=1, defaults={"mode": mode})


def refused(rule: str, sql: str, *params: object) -> None:
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
    assert caught.value.__cause__.diag.constraint_name == rule  # type: ignore[union-attr]


APPROVE = "UPDATE annotations_claimreview SET status = 'approved', approved_at = now() WHERE id = %s"
OPINE = (
    "INSERT INTO annotations_opinion (review_id, by_id, phase, rating, proposed, submitted_at, reason, created_at) "
    "SELECT id, %s, %s, %s, rating, submitted_at, '', now() FROM annotations_claimreview WHERE id = %s"
)
APPROVAL = (
    "INSERT INTO annotations_approval (review_id, by_id, digest, submitted_at, reason, created_at) "
    "SELECT id, %s, digest, submitted_at, '', now() FROM annotations_claimreview WHERE id = %s"
)


def insert(sql: str, *params: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_one_approval_is_not_two(checker: User, editor: User) -> None:
    in_mode("two")
    review = factories.submitted(checker)
    insert(APPROVAL, editor.pk, review.pk)
    refused("review_four_eyes", APPROVE, review.pk)
    refused("approval_once", APPROVAL, editor.pk, review.pk)


def test_a_mode_is_not_changed_under_way(checker: User) -> None:
    in_mode("two")
    review = factories.submitted(checker)
    refused("review_mode_kept", "UPDATE annotations_claimreview SET mode = 'one' WHERE id = %s", review.pk)


def test_a_submission_has_the_mode_that_the_newsroom_asks_for(checker: User) -> None:
    in_mode("panel")
    review = factories.submitted(checker)
    claim_reviews.take_back(review=review, by=checker)
    sql = (
        "UPDATE annotations_claimreview SET status = 'in_review', mode = 'one', submitted_at = now() + '1 s' "
        "WHERE id = %s"
    )
    refused("review_mode", sql, review.pk)


def test_a_blind_verdict_is_not_unsealed_without_an_opinion(checker: User, editor: User) -> None:
    in_mode("blind")
    review = factories.submitted(checker)
    refused("review_sealed", "UPDATE annotations_claimreview SET sealed = false WHERE id = %s", review.pk)
    insert(APPROVAL, editor.pk, review.pk)
    refused("review_four_eyes", APPROVE, review.pk)
    refused("review_sealed", "UPDATE annotations_claimreview SET status = 'returned' WHERE id = %s", review.pk)


def test_an_opinion_is_nobody_of_the_authors(checker: User, editor: User) -> None:
    in_mode("blind")
    review = factories.submitted(checker)
    refused("opinion_four_eyes", OPINE, checker.pk, "blind", "disputed", review.pk)
    refused("opinion_in_review", OPINE, editor.pk, "panel", "disputed", review.pk)
    insert(OPINE, editor.pk, "blind", "disputed", review.pk)
    other = factories.UserFactory(role="editor")
    refused("opinion_enough", OPINE, other.pk, "blind", "disputed", review.pk)


def test_who_rated_otherwise_does_not_approve(checker: User, editor: User, other_editor: User) -> None:
    in_mode("blind")
    review = factories.submitted(checker)
    opinions.rate(review=review, by=editor, rating="verified")
    insert(APPROVAL, editor.pk, review.pk)
    refused("review_four_eyes", APPROVE, review.pk)
    insert(APPROVAL, other_editor.pk, review.pk)
    insert(APPROVE, review.pk)
    assert ClaimReview.objects.get().status == "approved"


def test_a_panel_of_two_does_not_carry_unless_both_agree(checker: User, editor: User, other_editor: User) -> None:
    in_mode("panel")
    review = factories.submitted(checker)
    insert(OPINE, editor.pk, "panel", "disputed", review.pk)
    insert(OPINE, other_editor.pk, "panel", "verified", review.pk)
    insert(APPROVAL, editor.pk, review.pk)
    refused("review_four_eyes", APPROVE, review.pk)
    refused("opinion_once_each_time", OPINE, editor.pk, "panel", "disputed", review.pk)


def test_an_opinion_stays(checker: User, editor: User) -> None:
    in_mode("blind")
    opinions.rate(review=factories.submitted(checker), by=editor, rating="verified")
    refused("annotations_opinion_kept", "UPDATE annotations_opinion SET rating = 'disputed'")
    assert Opinion.objects.get().rating == "verified"


def test_how_sensitive_a_claim_is_does_not_change_in_review(checker: User) -> None:
    review = factories.submitted(checker, factories.claim(checker, sensitive="health"))
    refused("claim_frozen", "UPDATE annotations_claim SET sensitive = '' WHERE id = %s", review.claim_id)
    assert Claim.objects.get().sensitive == "health"


def test_there_is_one_newsroom() -> None:
    in_mode("one")
    refused("newsroom_one", "UPDATE annotations_newsroom SET id = 2")
    refused("annotations_newsroom_kept", "DELETE FROM annotations_newsroom")
