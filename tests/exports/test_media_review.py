"""A picture, video or sound that is checked: from the card to the markup."""

from __future__ import annotations

import pytest
from django.test import Client

from annotations.exports.claim_review import claim_review
from annotations.models import ClaimReview, User
from annotations.services.claims import claims
from annotations.services.review import claim_reviews
from tests import factories
from tests.conftest import client_of
from tests.linted import errors_in
from tests.views.claims.test_claims import form_data, save

pytestmark = pytest.mark.django_db


def shown(checker: User, editor: User, media: str, found: str) -> ClaimReview:
    claim = factories.claim(checker, factories.article(checker, url="https://news.example/1"), media_kind=media)
    claims.add_appearance(claim=claim, by=checker, url="https://video.example/1", description="The picture")
    made = factories.published(checker, editor, claim, media_rating=found)
    return ClaimReview.objects.select_related("claim").get(pk=made.pk)


@pytest.mark.parametrize(
    ("media", "found", "kind", "category"),
    [
        ("image", "authentic", "ImageObject", "OriginalMediaContent"),
        ("image", "edited", "ImageObject", "EditedOrCroppedContent"),
        ("video", "missing_context", "VideoObject", "DecontextualizedContent"),
        ("video", "staged", "VideoObject", "StagedContent"),
        ("audio", "satire", "AudioObject", "SatireOrParodyContent"),
    ],
)
def test_what_is_found_stands_in_the_markup(
    checker: User, editor: User, media: str, found: str, kind: str, category: str
) -> None:
    markup = claim_review(shown(checker, editor, media, found))
    assert errors_in(markup) == []
    told = markup["associatedMediaReview"]
    assert told["mediaAuthenticityCategory"] == f"https://schema.org/{category}"
    assert told["itemReviewed"]["mediaItemAppearance"] == [{"@type": kind, "url": "https://video.example/1"}]
    assert told["url"] == markup["url"]


def test_words_have_none(checker: User, editor: User) -> None:
    review = shown(checker, editor, "", "edited")
    assert review.content["media_rating"] == "", "what is left in a hidden field is not published"
    assert "associatedMediaReview" not in claim_review(review)


def test_a_check_from_before_there_were_any_is_read(checker: User, editor: User) -> None:
    review = factories.published(checker, editor)
    review.content = {name: value for name, value in review.content.items() if not name.startswith("media")}
    assert "associatedMediaReview" not in claim_review(review)


def test_readers_and_reviewers_are_told(checker: User, editor: User) -> None:
    review = shown(checker, editor, "image", "missing_context")
    page = Client().get(f"/checks/{review.claim_id}/", follow=True).content.decode()
    assert "A picture: Missing context" in page
    assert "A picture: Missing context" in client_of(editor).get(f"/reviews/{review.pk}/").content.decode()


def test_a_picture_is_not_submitted_before_somebody_says_what_it_is(checker: User) -> None:
    claim = factories.claim(checker, media_kind="image")
    review = factories.draft(checker, claim)
    factories.cite(checker, review)
    assert [missing.field for missing in claim_reviews.missing(review)] == ["media_rating"]
    page = client_of(checker).get(f"/claims/{claim.pk}/").content.decode()
    assert "Say what the picture, video or sound is found to be." in page
    claim_reviews.save_draft(review=review, by=checker, changes={"media_rating": "staged"})
    assert claim_reviews.submit(review=review, by=checker).content["media_rating"] == "staged"


def test_the_card_saves_both(checker: User) -> None:
    claim = factories.claim(checker)
    client = client_of(checker)
    assert save(client, claim, form_data(claim, media_kind="video", media_rating="edited")).status_code == 200
    claim.refresh_from_db()
    assert (claim.media_kind, claim.reviews.get().media_rating) == ("video", "edited")
    assert save(client, claim, form_data(claim, media_kind="hologram")).status_code == 422
    claim.refresh_from_db()
    assert claim.media_kind == "video"


def test_a_published_picture_changes_by_a_correction_only(checker: User, editor: User) -> None:
    review = shown(checker, editor, "image", "edited")
    with pytest.raises(Exception, match="claim_published"):
        claims.save_claim(claim=review.claim, by=checker, changes={"media_kind": "video"})
