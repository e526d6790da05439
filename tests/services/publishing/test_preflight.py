"""What keeps a version from being published, what an editor may overrule, and what only informs."""

from __future__ import annotations

import pytest

from annotations.models import AuditEvent, Citation, ClaimReview, User
from annotations.services.publishing.preflight import blocking, preflight
from annotations.services.review import claim_reviews
from annotations.services.review.claim_reviews import NotReady
from tests import factories
from tests.conftest import client_of, words_of

pytestmark = pytest.mark.django_db


def submitted(checker: User, stance: str = "contradicts", **changes: str) -> ClaimReview:
    claim = factories.claim(checker, wording=changes.pop("wording", "Waiting times fell by half."))
    draft = factories.draft(checker, claim, **changes)
    factories.cite(checker, draft)
    Citation.objects.filter(review=draft).update(stance=stance)
    return claim_reviews.submit(review=draft, by=checker)


def codes(review: ClaimReview) -> list[str]:
    return [one.code for one in preflight(review)]


def test_an_ordinary_version_has_no_errors(checker: User) -> None:
    review = submitted(checker)
    assert blocking(preflight(review), "") == []
    assert "no_day_said" in codes(review)


def test_sources_that_all_support_what_is_disputed_are_an_error(checker: User, editor: User) -> None:
    review = submitted(checker, stance="supports")
    assert codes(review)[0] == "all_support"
    with pytest.raises(NotReady):
        claim_reviews.approve_and_publish(review=review, by=editor, digest=review.digest)
    review.refresh_from_db()
    assert review.status == "in_review", "approval and publication are one act"


def test_an_editor_may_know_better_and_says_why(checker: User, editor: User) -> None:
    review = submitted(checker, wording="The minister said that the false alarm was no drill.")
    assert codes(review)[0] == "verdict_in_claim"
    done = claim_reviews.approve_and_publish(
        review=review, by=editor, digest=review.digest, reason="The alarm is what was false."
    )
    assert done.status == "published"
    event = AuditEvent.objects.filter(verb="review.published").latest("pk")
    assert event.data["overruled"] == ["verdict_in_claim"]
    assert event.data["reason"] == "The alarm is what was false."


def test_no_reason_overrules_a_broken_one(checker: User, editor: User) -> None:
    review = submitted(checker, wording="Waiting times \u202efell by half.")
    assert "unsafe_characters" in codes(review)
    with pytest.raises(NotReady):
        claim_reviews.approve_and_publish(review=review, by=editor, digest=review.digest, reason="I know better.")


def test_the_page_tells_and_keeps_what_was_typed(checker: User, editor: User) -> None:
    review = submitted(checker, stance="supports", wording="waiting times fell by half")
    client = client_of(editor)
    page = words_of(client.get(f"/reviews/{review.pk}/").content.decode())
    assert "Every source says “supports”, and the verdict is against the claim." in page
    assert "The claim begins with a small letter." in page
    assert "Why it is right all the same" in page
    assert "Claim by" not in page
    sent = {"digest": review.digest, "publish": "1", "preflight_reason": ""}
    answer = client.post(f"/reviews/{review.pk}/approve/", sent)
    assert answer.status_code == 422
    assert "say why it is right all the same" in answer.content.decode()
    answer = client.post(f"/reviews/{review.pk}/approve/", sent | {"preflight_reason": "They support what she meant."})
    assert answer.status_code == 302
    review.refresh_from_db()
    assert review.status == "published"


def test_approving_alone_asks_for_no_reason(checker: User, editor: User) -> None:
    review = submitted(checker, stance="supports")
    answer = client_of(editor).post(f"/reviews/{review.pk}/approve/", {"digest": review.digest})
    assert answer.status_code == 302
    review.refresh_from_db()
    assert review.status == "approved"
