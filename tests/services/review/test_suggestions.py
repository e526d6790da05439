"""Comments bound to a text or source, and other words taken over from them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from annotations.models import Claim, ClaimReview, Newsroom, Note, User
from annotations.review.permissions import Refused
from annotations.services.review import claim_reviews, suggestions
from annotations.services.text import notes
from tests import factories

pytestmark = pytest.mark.django_db
BETTER = "Waits fell by 13% in a year. The claim says half."


@pytest.fixture
def review(checker: User) -> ClaimReview:
    return factories.submitted(checker)


def returned(review: ClaimReview, editor: User) -> ClaimReview:
    return claim_reviews.return_(review=review, by=editor, comment="See the words suggested.")


def test_accepted_words_are_the_authors(review: ClaimReview, checker: User, editor: User) -> None:
    note = notes.comment(review=review, by=editor, about="summary", text="Plainer.", suggestion=BETTER)
    returned(review, editor)
    note = suggestions.accept(note=note, by=checker)
    review.refresh_from_db()
    assert review.summary == BETTER
    assert (note.accepted_by, bool(note.resolved_at)) == (checker, True)
    assert list(review.review_authors.values_list("user", flat=True)) == [checker.pk]
    review = claim_reviews.submit(review=review, by=checker)
    assert claim_reviews.approve(review=review, by=editor, digest=review.digest).status == "approved"


def test_whoever_accepts_becomes_an_author(review: ClaimReview, editor: User, other_editor: User) -> None:
    note = notes.comment(review=review, by=editor, about="summary", text="", suggestion=BETTER)
    returned(review, editor)
    suggestions.accept(note=note, by=other_editor)
    assert review.review_authors.filter(user=other_editor).exists()


def test_the_wording_of_the_claim_can_be_suggested(review: ClaimReview, checker: User, editor: User) -> None:
    note = notes.comment(review=review, by=editor, about="wording", text="", suggestion="Waiting times halved.")
    returned(review, editor)
    suggestions.accept(note=note, by=checker)
    assert Claim.objects.get().wording == "Waiting times halved."


def test_nothing_is_accepted_while_the_version_is_in_review(review: ClaimReview, checker: User, editor: User) -> None:
    note = notes.comment(review=review, by=editor, about="summary", text="", suggestion=BETTER)
    with pytest.raises(Refused, match="no_draft"):
        suggestions.accept(note=note, by=checker)


def test_words_that_were_changed_since_are_not_overwritten(review: ClaimReview, checker: User, editor: User) -> None:
    note = notes.comment(review=review, by=editor, about="summary", text="", suggestion=BETTER)
    returned(review, editor)
    claim_reviews.save_draft(review=review, by=checker, changes={"summary": "Mine, newer."})
    with pytest.raises(Refused, match="suggestion_outdated"):
        suggestions.accept(note=note, by=checker)
    assert ClaimReview.objects.get().summary == "Mine, newer."


def test_accepting_twice_is_refused(review: ClaimReview, checker: User, editor: User) -> None:
    note = notes.comment(review=review, by=editor, about="summary", text="", suggestion=BETTER)
    returned(review, editor)
    suggestions.accept(note=note, by=checker)
    with pytest.raises(Refused, match="nothing_to_accept"):
        suggestions.accept(note=note, by=checker)


def test_the_same_words_are_no_suggestion(review: ClaimReview, editor: User) -> None:
    note = notes.comment(review=review, by=editor, about="summary", text="Good.", suggestion=review.summary)
    assert note.suggestion == ""
    with pytest.raises(ValidationError, match="Write the note first"):
        notes.comment(review=review, by=editor, about="summary", text=" ", suggestion=review.summary)


def test_a_comment_on_a_source_has_no_other_words(review: ClaimReview, editor: User) -> None:
    cited = review.citations.get()
    note = notes.comment(review=review, by=editor, about="citation", citation=cited, text="Which edition?")
    assert note.citation == cited
    with pytest.raises(ValidationError, match="for a text only"):
        notes.comment(review=review, by=editor, about="verdict", text="", suggestion="False")
    with pytest.raises(ValidationError, match="what the comment is about"):
        notes.comment(review=review, by=editor, about="citation", text="Which edition?")
    with pytest.raises(ValidationError, match="what the comment is about"):
        notes.comment(review=review, by=editor, about="nothing", text="?")


def test_the_database_keeps_suggestions_to_texts(review: ClaimReview, editor: User) -> None:
    with pytest.raises(DatabaseError, match="note_suggestion_on_text"), transaction.atomic():
        Note.objects.create(claim=review.claim, about="verdict", suggestion="False", created_by=editor)


def test_a_withheld_text_takes_no_suggestions(checker: User, other_checker: User) -> None:
    """Not even one that equals it: how that is answered would tell what stands there."""
    Newsroom.objects.update_or_create(pk=1, defaults={"mode": "blind"})
    review = factories.submitted(checker)
    assert review.sealed
    for words in (review.summary, "Something else."):
        with pytest.raises(Refused, match="text_withheld"):
            notes.comment(review=review, by=other_checker, about="summary", text="", suggestion=words)
    assert notes.comment(review=review, by=other_checker, about="wording", text="", suggestion="Other words.")
