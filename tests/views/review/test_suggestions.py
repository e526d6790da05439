"""Comments on the page of a review, and suggested words on the card."""

import pytest
from django.urls import reverse

from annotations.models import ClaimReview, Newsroom, Note, User
from annotations.services.review import claim_reviews
from annotations.services.text import notes
from tests import factories

pytestmark = pytest.mark.django_db
BETTER = "Waits fell by 13% in a year. The claim says half."


def test_a_reviewer_suggests_and_the_author_takes_it_over(
    checker: User, editor: User, editor_client, checker_client
) -> None:
    review = factories.submitted(checker)
    page = reverse("review", args=[review.pk])
    offered = editor_client.get(page + "?about=summary")
    assert offered.context["comment_form"].initial == {
        "about": "summary", "suggestion": review.summary, "prefilled": "summary",
    }  # fmt: skip
    sent = {"about": "summary", "text": "Plainer.", "suggestion": BETTER}
    assert editor_client.post(reverse("review_comment", args=[review.pk]), sent).url == page + "#comments"
    assert "Take these words over" not in checker_client.get(reverse("claim", args=[review.claim_id])).content.decode()
    claim_reviews.return_(review=review, by=editor, comment="See the comment.")
    card = reverse("claim", args=[review.claim_id])
    assert "Take these words over" in checker_client.get(card).content.decode()
    note = Note.objects.get()
    answer = checker_client.post(reverse("note_accept", args=[note.pk]), headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert BETTER in answer.content.decode()
    assert ClaimReview.objects.get().summary == BETTER


def test_the_text_that_stood_in_the_box_is_no_suggestion_for_another(checker: User, editor_client) -> None:
    review = factories.submitted(checker)
    sent = {"about": "how_checked", "prefilled": "summary", "suggestion": review.summary, "text": "By whom?"}
    editor_client.post(reverse("review_comment", args=[review.pk]), sent)
    assert Note.objects.get().suggestion == ""
    editor_client.post(reverse("review_comment", args=[review.pk]), {**sent, "suggestion": BETTER})
    assert Note.objects.latest("pk").suggestion == BETTER


def test_the_wording_that_stood_in_the_box_is_none_either(checker: User, editor_client) -> None:
    review = factories.submitted(checker)
    words = review.claim.wording
    sent = {"about": "summary", "prefilled": "wording", "suggestion": words, "text": "By whom?"}
    editor_client.post(reverse("review_comment", args=[review.pk]), sent)
    assert Note.objects.get().suggestion == ""
    odd = editor_client.post(reverse("review_comment", args=[review.pk]), {**sent, "prefilled": "nothing"})
    assert odd.status_code == 422


def test_a_wording_is_no_longer_than_the_card_takes(checker: User, editor_client) -> None:
    review = factories.submitted(checker)
    answer = editor_client.post(
        reverse("review_comment", args=[review.pk]), {"about": "wording", "suggestion": "Ships. " * 300}
    )
    assert answer.status_code == 422
    assert "at most 2,000 characters" in answer.content.decode()


def test_a_comment_without_words_is_asked_for_again(checker: User, editor_client) -> None:
    review = factories.submitted(checker)
    answer = editor_client.post(reverse("review_comment", args=[review.pk]), {"about": "verdict", "text": ""})
    assert answer.status_code == 422
    assert "Write the note first." in answer.content.decode()
    long = editor_client.post(reverse("review_comment", args=[review.pk]), {"about": "nothing", "text": "Which?"})
    assert long.status_code == 422
    assert "Which?" in long.content.decode()


def test_a_comment_on_a_source_names_it(checker: User, editor_client) -> None:
    review = factories.submitted(checker)
    cited = review.citations.get()
    sent = {"about": f"source-{cited.pk}", "text": "Which edition?"}
    editor_client.post(reverse("review_comment", args=[review.pk]), sent)
    words = editor_client.get(reverse("review", args=[review.pk])).content.decode()
    assert '<span class="tag" dir="auto">Bulletin</span>' in words


def test_comments_on_a_withheld_verdict_are_withheld(checker: User, editor_client) -> None:
    Newsroom.objects.update_or_create(pk=1, defaults={"mode": "blind"})
    review = factories.submitted(checker)
    notes.comment(review=review, by=checker, about="summary", text="I doubt the half.")
    notes.comment(review=review, by=checker, about="passage", text="Said in the third quarter.")
    for page in (reverse("review", args=[review.pk]), reverse("claim", args=[review.claim_id])):
        words = editor_client.get(page).content.decode()
        assert "I doubt the half." not in words
        assert "Said in the third quarter." in words
    assert (
        review.summary not in editor_client.get(reverse("review", args=[review.pk]) + "?about=summary").content.decode()
    )


def test_changed_words_are_refused_beside_the_thread(checker: User, editor: User, checker_client) -> None:
    review = factories.submitted(checker)
    note = notes.comment(review=review, by=editor, about="summary", text="", suggestion=BETTER)
    claim_reviews.return_(review=review, by=editor, comment="See the comment.")
    claim_reviews.save_draft(review=review, by=checker, changes={"summary": "Mine."})
    answer = checker_client.post(reverse("note_accept", args=[note.pk]), headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "changed since" in answer.content.decode()
