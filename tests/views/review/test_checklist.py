"""The check-list's page."""

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import ChecklistQuestion, ClaimReview, User
from annotations.services.review import checklist, claim_reviews
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(db: None) -> ChecklistQuestion:
    ChecklistQuestion.objects.ensure_defaults()
    return ChecklistQuestion.objects.all()[0]


def opened(client: Client, review: ClaimReview) -> tuple[str, str]:
    """The page's address, and the mark that it sends with the answers."""
    page = reverse("review_checklist", args=[review.pk])
    return page, client.get(page).context["form"].stamp


def test_answers_are_saved_and_counted_on_the_card(checker: User, checker_client, first: ChecklistQuestion) -> None:
    review = factories.draft(checker)
    page, base = opened(checker_client, review)
    answer = checker_client.post(page, {"base": base, f"q{first.pk}": "no", f"note{first.pk}": "By 13%."})
    assert answer.url == reverse("article", args=[review.claim.article_id]) + f"?claim={review.claim_id}#card"
    assert "1 of 8 answered" in checker_client.get(reverse("claim", args=[review.claim_id])).content.decode()


def test_an_answer_that_was_changed_meanwhile_is_shown_beside(
    checker: User, other_checker: User, checker_client, first: ChecklistQuestion
) -> None:
    review = factories.draft(checker)
    page, base = opened(checker_client, review)
    checklist.answer(review=review, by=other_checker, answers={first.pk: ("yes", "So they say.")})
    sent = {"base": base, f"q{first.pk}": "no", f"note{first.pk}": "By 13%."}
    answer = checker_client.post(page, sent)
    assert answer.status_code == 409
    words = answer.content.decode()
    assert "Somebody else: Yes. So they say." in words
    assert "By 13%." in words
    again = {**sent, "base": answer.context["form"].stamp}
    assert checker_client.post(page, again).status_code == 302
    assert review.checklist_answers.get().answer == "no"


def test_answers_to_changed_questions_are_asked_for_again(
    checker: User, admin: User, checker_client, first: ChecklistQuestion
) -> None:
    review = factories.draft(checker)
    page, base = opened(checker_client, review)
    second = ChecklistQuestion.objects.all()[1]
    checklist.save_question(by=admin, question=first, words="Is it false?", hint="", required=False, position=0)
    checklist.retire_question(by=admin, question=second)
    sent = {"base": base, f"q{first.pk}": "yes", f"q{second.pk}": "yes", f"note{second.pk}": "Read twice."}
    answer = checker_client.post(page, sent)
    assert answer.status_code == 409
    words = answer.content.decode()
    assert "Is it false?" in words
    assert "This was not saved." in words
    assert "Read twice." in words
    assert not review.checklist_answers.exists()


def test_a_choice_that_does_not_exist_is_named(checker: User, checker_client, first: ChecklistQuestion) -> None:
    review = factories.draft(checker)
    page = reverse("review_checklist", args=[review.pk])
    answer = checker_client.post(page, {f"q{first.pk}": "perhaps", f"note{first.pk}": "By 13%."})
    assert answer.status_code == 422
    assert "By 13%." in answer.content.decode()


def test_after_submission_the_review_shows_them(
    checker: User, editor_client, checker_client, first: ChecklistQuestion
) -> None:
    review = factories.draft(checker)
    factories.cite(checker, review)
    checklist.answer(review=review, by=checker, answers={first.pk: ("no", "By 13%.")})
    claim_reviews.submit(review=review, by=checker)
    assert checker_client.get(reverse("review_checklist", args=[review.pk])).url == reverse("review", args=[review.pk])
    words = editor_client.get(reverse("review", args=[review.pk])).content.decode()
    assert first.words in words
    assert "By 13%." in words
