"""The check-list: answered by authors, frozen with the version, carried into corrections."""

import pytest
from django.db import DatabaseError, connection, transaction

from annotations.models import ChecklistAnswer, ChecklistQuestion, ClaimReview, User
from annotations.review.permissions import Refused
from annotations.services.review import checklist, claim_reviews, corrections
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def questions(db: None) -> list[ChecklistQuestion]:
    ChecklistQuestion.objects.ensure_defaults()
    return list(ChecklistQuestion.objects.all())


def test_the_shipped_questions_come_once(questions: list[ChecklistQuestion]) -> None:
    ChecklistQuestion.objects.ensure_defaults()
    assert ChecklistQuestion.objects.count() == len(questions) == 8


def test_whoever_answers_is_an_author(checker: User, editor: User, questions: list[ChecklistQuestion]) -> None:
    review = factories.submitted(checker)
    claim_reviews.take_back(review=review, by=checker)
    checklist.answer(review=review, by=editor, answers={questions[0].pk: ("no", "It fell by 13%.")})
    review = claim_reviews.submit(review=review, by=checker)
    with pytest.raises(Refused, match="not_its_author"):
        claim_reviews.approve(review=review, by=editor, digest=review.digest)


def test_saying_the_same_again_makes_nobody_an_author(
    checker: User, editor: User, questions: list[ChecklistQuestion]
) -> None:
    review = factories.draft(checker)
    checklist.answer(review=review, by=checker, answers={questions[0].pk: ("no", "")})
    checklist.answer(review=review, by=editor, answers={questions[0].pk: ("no", " ")})
    assert list(review.review_authors.values_list("user", flat=True)) == [checker.pk]


def test_answers_are_frozen_with_the_version(checker: User, questions: list[ChecklistQuestion]) -> None:
    review = factories.draft(checker)
    factories.cite(checker, review)
    checklist.answer(review=review, by=checker, answers={questions[0].pk: ("no", "By 13%."), questions[1].pk: ("", "")})
    review = claim_reviews.submit(review=review, by=checker)
    assert review.content["checklist"] == [{"question": questions[0].words, "answer": "no", "note": "By 13%."}]
    with pytest.raises(Refused, match="no_draft"):
        checklist.answer(review=review, by=checker, answers={questions[0].pk: ("yes", "")})
    for sql in (
        "UPDATE annotations_checklistanswer SET answer = 'yes'",
        f"INSERT INTO annotations_checklistanswer (review_id, question_id, words, answer, note, changed_by_id) "
        f"VALUES ({review.pk}, {questions[2].pk}, 'x', 'yes', '', {checker.pk})",
    ):
        with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
        assert caught.value.__cause__.diag.constraint_name == "answer_frozen"  # type: ignore[union-attr]
    with pytest.raises(DatabaseError), transaction.atomic():
        ChecklistAnswer.objects.all().delete()


def test_a_required_question_keeps_a_draft_from_being_submitted(
    checker: User, admin: User, questions: list[ChecklistQuestion]
) -> None:
    first = questions[0]
    checklist.save_question(by=admin, question=first, words=first.words, hint=first.hint, required=True)
    review = factories.draft(checker)
    factories.cite(checker, review)
    with pytest.raises(claim_reviews.NotReady) as caught:
        claim_reviews.submit(review=review, by=checker)
    assert [m.field for m in caught.value.missing] == ["checklist"]
    checklist.answer(review=review, by=checker, answers={first.pk: ("n/a", "")})
    assert claim_reviews.submit(review=review, by=checker).status == "in_review"


def test_a_correction_carries_the_answers_and_makes_nobody_an_author(
    checker: User, editor: User, other_editor: User, questions: list[ChecklistQuestion]
) -> None:
    review = factories.draft(checker)
    factories.cite(checker, review)
    checklist.answer(review=review, by=checker, answers={questions[0].pk: ("no", "By 13%.")})
    review = claim_reviews.submit(review=review, by=checker)
    claim_reviews.approve_and_publish(review=review, by=editor, digest=review.digest)
    corrected = corrections.correct(claim=review.claim, by=editor, reason="A letter.", kind="typo")
    carried = corrected.checklist_answers.get()
    assert (carried.answer, carried.note) == ("no", "By 13%.")
    checklist.answer(review=corrected, by=other_editor, answers={questions[0].pk: ("no", "By 13%.")})
    assert other_editor.pk not in corrected.review_authors.values_list("user", flat=True)


def test_a_question_taken_off_keeps_its_answers(checker: User, admin: User, questions: list[ChecklistQuestion]) -> None:
    review = factories.draft(checker)
    checklist.answer(review=review, by=checker, answers={questions[0].pk: ("no", "")})
    checklist.retire_question(by=admin, question=questions[0])
    tally = checklist.tally(review)
    assert (tally.answered, tally.total) == (0, 7)
    assert checklist.frozen(ClaimReview.objects.get())[0]["question"] == questions[0].words


def test_only_an_admin_changes_what_is_asked(editor: User, questions: list[ChecklistQuestion]) -> None:
    with pytest.raises(Refused):
        checklist.save_question(by=editor, question=None, words="Why?", hint="", required=False)
    with pytest.raises(Refused):
        checklist.retire_question(by=editor, question=questions[0])
