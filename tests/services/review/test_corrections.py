"""Corrections: what they are called, and that no changed verdict goes by a smaller name."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.utils import IntegrityError
from django.utils import timezone

from annotations.models import ClaimReview, CorrectionKind, User
from annotations.services.review import claim_reviews, corrections
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(checker: User, editor: User) -> ClaimReview:
    return factories.published(checker, editor)


def opened(published: ClaimReview, by: User, kind: str = "typo") -> ClaimReview:
    return corrections.correct(claim=published.claim, by=by, reason="The week was wrong.", kind=kind)


@pytest.mark.parametrize("kind", ["typo", "clarification", "facts"])
def test_the_kind_is_frozen_with_the_content(published: ClaimReview, checker: User, editor: User, kind: str) -> None:
    second = claim_reviews.submit(review=opened(published, editor, kind), by=checker)
    assert second.content["correction_kind"] == kind


def test_a_kind_is_needed(published: ClaimReview, checker: User, editor: User) -> None:
    with pytest.raises(ValidationError, match="Say what kind"):
        opened(published, editor, "")
    second = opened(published, editor)
    claim_reviews.save_draft(review=second, by=checker, changes={"correction_kind": ""})
    with pytest.raises(claim_reviews.NotReady, match="Say what kind"):
        claim_reviews.submit(review=second, by=checker)


def test_a_changed_verdict_is_called_so_and_back(published: ClaimReview, checker: User, editor: User) -> None:
    second = opened(published, editor)
    changed = claim_reviews.save_draft(review=second, by=checker, changes={"rating": "verified"})
    assert changed.correction_kind == CorrectionKind.RATING
    again = claim_reviews.save_draft(review=second, by=checker, changes={"correction_kind": "typo"})
    assert again.correction_kind == CorrectionKind.RATING
    back = claim_reviews.save_draft(review=second, by=checker, changes={"rating": published.rating})
    assert back.correction_kind == CorrectionKind.FACTS


def test_the_database_refuses_a_smaller_name(published: ClaimReview, checker: User, editor: User) -> None:
    second = opened(published, editor)
    claim_reviews.save_draft(review=second, by=checker, changes={"rating": "verified", "summary": "It did."})
    second.refresh_from_db()
    ClaimReview.objects.filter(pk=second.pk).update(correction_kind="typo")
    second.refresh_from_db()
    content, digest = claim_reviews.freeze(second)
    with pytest.raises(IntegrityError, match="changed verdict"):
        ClaimReview.objects.filter(pk=second.pk).update(
            status="in_review", content=content, digest=digest, submitted_at=timezone.now()
        )


def test_the_kind_does_not_change_after_submission(published: ClaimReview, checker: User, editor: User) -> None:
    second = claim_reviews.submit(review=opened(published, editor), by=checker)
    with pytest.raises(IntegrityError, match="content changes in draft"), connection.cursor() as cursor:
        cursor.execute("UPDATE annotations_claimreview SET correction_kind = 'facts' WHERE id = %s", [second.pk])


def test_the_card_offers_what_a_person_may_say(published: ClaimReview, checker: User, editor: User) -> None:
    second = opened(published, editor)
    page = client_of(checker).get(f"/claims/{published.claim_id}/").content.decode()
    assert '<option value="typo" selected>' in page
    assert "Verdict changed" not in page
    claim_reviews.save_draft(review=second, by=checker, changes={"rating": "verified"})
    page = client_of(checker).get(f"/claims/{published.claim_id}/").content.decode()
    assert '<option value="rating" selected>' in page
