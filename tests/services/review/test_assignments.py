"""Whose turn it is: assigned, taken, handed back, and found by those who have to go on."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError

from annotations.models import AuditEvent, ClaimReview, User
from annotations.presenters.review.turns import turn_of
from annotations.review.permissions import Refused
from annotations.services.review import assignments, claim_reviews
from tests import factories

pytestmark = pytest.mark.django_db
DAY = datetime.date(2030, 5, 4)


@pytest.fixture
def other(checker: User) -> User:
    return factories.UserFactory(role="checker")


def waiting(user: User) -> set[int]:
    return set(ClaimReview.objects.waiting_for(user).values_list("pk", flat=True))


def test_a_draft_waits_for_its_author_until_it_is_somebody_elses(checker: User, other: User, editor: User) -> None:
    review = factories.draft(checker)
    assert (waiting(checker), waiting(other)) == ({review.pk}, set())
    assignments.assign(claim=review.claim, by=editor, checker=other, due_on=DAY)
    assert (waiting(checker), waiting(other)) == (set(), {review.pk})
    assignments.hand_back(claim=review.claim, by=other)
    assert waiting(checker) == {review.pk}
    review.claim.refresh_from_db()
    assert review.claim.due_on == DAY


def test_what_is_submitted_waits_for_every_other_editor_or_for_one(checker: User, editor: User) -> None:
    second = factories.UserFactory(role="editor")
    mine = factories.submitted(editor)
    review = factories.submitted(checker)
    assert waiting(editor) == {review.pk}
    assert waiting(second) == {review.pk, mine.pk}
    assert waiting(checker) == set()
    assignments.take(claim=review.claim, by=second)
    assert waiting(editor) == set()
    assignments.hand_back(claim=review.claim, by=second)
    assert waiting(editor) == {review.pk}


def test_returned_work_waits_for_its_author_and_then_for_the_same_editor(checker: User, editor: User) -> None:
    second = factories.UserFactory(role="editor")
    review = factories.submitted(checker)
    assignments.take(claim=review.claim, by=editor)
    review = claim_reviews.return_(review=review, by=editor, comment="Which week?")
    assert (waiting(checker), waiting(editor)) == ({review.pk}, set())
    claim_reviews.submit(review=review, by=checker)
    assert (waiting(editor), waiting(second)) == ({review.pk}, set())


def test_who_wrote_it_does_not_decide_it(checker: User, editor: User, other: User) -> None:
    review = factories.submitted(editor)
    with pytest.raises(ValidationError, match="wrote part of it"):
        assignments.take(claim=review.claim, by=editor)
    with pytest.raises(ValidationError, match="wrote part of it"):
        assignments.assign(claim=review.claim, by=factories.UserFactory(role="editor"), reviewer=editor)
    with pytest.raises(ValidationError, match="Only an editor"):
        assignments.assign(claim=review.claim, by=editor, reviewer=other)
    with pytest.raises(ValidationError, match="Only an editor"):
        assignments.take(claim=review.claim, by=other)


def test_who_may_assign_whom(checker: User, other: User, editor: User, auditor: User) -> None:
    claim = factories.draft(checker).claim
    with pytest.raises(Refused):
        assignments.assign(claim=claim, by=checker, checker=other)
    with pytest.raises(ValidationError, match="can't write"):
        assignments.assign(claim=claim, by=editor, checker=auditor)
    with pytest.raises(Refused, match="not_assigned"):
        assignments.hand_back(claim=claim, by=other)
    with pytest.raises(Refused):
        assignments.take(claim=claim, by=auditor)


def test_what_is_done_waits_for_nobody(checker: User, editor: User) -> None:
    review = factories.published(checker, editor)
    with pytest.raises(Refused, match="waits_for_nobody"):
        assignments.assign(claim=review.claim, by=editor, due_on=DAY)
    assert waiting(checker) | waiting(editor) == set()


def test_the_history_tells_it_once(checker: User, other: User, editor: User) -> None:
    claim = factories.draft(checker).claim
    for _ in range(2):
        assignments.assign(claim=claim, by=editor, checker=other)
    (event,) = AuditEvent.objects.filter(verb="claim.assigned")
    assert event.data["checker"] == other.pk


def test_a_turn_follows_from_who_may_act_now(checker: User, editor: User, other_editor: User) -> None:
    review = factories.submitted(checker)
    assignments.assign(claim=review.claim, by=other_editor, reviewer=editor)

    def waiting() -> tuple[int, int]:
        return tuple(ClaimReview.objects.waiting_for(person).count() for person in (editor, other_editor))

    assert waiting() == (1, 0)
    review = claim_reviews.take_back(review=review, by=checker)
    claim_reviews.save_draft(review=review, by=editor, changes={"summary": "It fell by 12%. Not by half."})
    claim_reviews.submit(review=review, by=checker)
    assert waiting() == (0, 1), "whoever became an author can't decide, so others do"
    row = ClaimReview.objects.with_holder().get()
    assert turn_of(row, other_editor).words == "any editor who did not write it"


@pytest.mark.parametrize("change", [{"role": "checker"}, {"is_active": False}])
def test_who_lost_the_role_holds_nothing(change: dict, checker: User, editor: User, other_editor: User) -> None:
    review = factories.submitted(checker)
    assignments.assign(claim=review.claim, by=other_editor, reviewer=editor)
    User.objects.filter(pk=editor.pk).update(**change)
    editor.refresh_from_db()
    assert ClaimReview.objects.waiting_for(editor).count() == 0
    assert ClaimReview.objects.waiting_for(other_editor).count() == 1


def test_a_draft_whose_writer_is_gone_waits_for_editors(checker: User, editor: User) -> None:
    factories.draft(checker)
    assert ClaimReview.objects.waiting_for(editor).count() == 0
    User.objects.filter(pk=checker.pk).update(is_active=False)
    assert ClaimReview.objects.waiting_for(editor).count() == 1
