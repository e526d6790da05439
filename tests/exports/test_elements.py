"""Elements of the feed: made once, and anew when anything that they tell of has changed."""

from __future__ import annotations

import json

import pytest

from annotations.exports import elements
from annotations.models import ClaimReview, NewsroomPage, PageKind, PublishedMarkup, Snapshot, User
from annotations.services.publishing import live_pages, public_copies
from annotations.services.review import claim_reviews, corrections
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(checker: User, editor: User) -> list[ClaimReview]:
    made = [factories.published(checker, editor) for _ in range(2)]
    assert elements.refresh() == 2
    return made


def test_what_is_kept_reads_as_what_is_made_now(two: list[ClaimReview]) -> None:
    kept = {element.version.pk: element.text for element in elements.all_elements()}
    assert kept == {element.version.pk: element.text for element in elements.elements_of(two)}
    assert elements.refresh() == 0


def test_what_is_kept_is_taken(two: list[ClaimReview]) -> None:
    PublishedMarkup.objects.update(element='{"kept": true}')
    assert [element.told for element in elements.all_elements()] == [{"kept": True}] * 2


def test_what_does_not_hold_is_made_without_being_kept(two: list[ClaimReview], editor: User) -> None:
    claim_reviews.retract(review=two[0], by=editor, reason="Wrong.")
    found = {element.version.pk: element.told["item"] for element in elements.all_elements()}
    assert found[two[0].pk] == []
    assert json.loads(PublishedMarkup.objects.get(review=two[0]).element)["item"]
    assert elements.refresh() == 1
    assert json.loads(PublishedMarkup.objects.get(review=two[0]).element)["item"] == []


def test_each_change_makes_what_tells_of_it_anew(
    two: list[ClaimReview], checker: User, editor: User, other_editor: User, admin: User
) -> None:
    first, second = two
    public_copies.show(snapshot=Snapshot.objects.get(source=first.citations.get().source), by=editor)
    assert elements.refresh() == 1, "a copy that readers may see"
    live_pages.set_address(claim=second.claim, by=editor, url="https://news.example/a")
    assert elements.refresh() == 1, "a page in a CMS"
    again = factories.published(checker, editor, factories.claim(checker, reworked_from=second.claim))
    assert elements.refresh() == 1, "a new one"
    live_pages.set_address(claim=second.claim, by=editor, url="https://news.example/b")
    assert elements.refresh() == 2, "its own, and the one that is based on it"
    claim_reviews.retract(review=second, by=editor, reason="Wrong.")
    assert elements.refresh() == 2
    assert "isBasedOn" not in PublishedMarkup.objects.get(review=again).element
    draft = corrections.correct(claim=first.claim, by=editor, reason="A word.", kind="typo")
    submitted = claim_reviews.submit(review=draft, by=editor)
    approved = claim_reviews.approve(review=submitted, by=other_editor, digest=submitted.digest)
    claim_reviews.publish(review=approved, by=other_editor)
    assert elements.refresh() == 1, "a correction"
    NewsroomPage.objects.create(kind=PageKind.FUNDING, language="en", number=1, text="Readers.", by=admin)
    assert elements.refresh() == 3, "the publisher stands in all of them"
    assert elements.refresh() == 0
