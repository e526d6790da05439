"""Who says things: the page of one, and what it changes."""

from __future__ import annotations

import pytest
from django.urls import reverse

from annotations.exports.claim_review import claim_review
from annotations.exports.lint import problems
from annotations.models import AuditEvent, Claimant, User
from annotations.services import figures
from tests import factories

pytestmark = pytest.mark.django_db
WHO = {"name": "Ministry of Ports", "kind": "Organization", "group": "Government", "office": "", "same_as": ""}


def test_a_ministry_is_an_organisation_in_what_is_published_from_then_on(
    checker: User, editor: User, checker_client
) -> None:
    claim = factories.claim(checker, claimant="Ministry of ports")
    card = checker_client.get(reverse("claim", args=[claim.pk])).content.decode()
    page = reverse("claimant", args=[claim.claimant_id])
    assert page in card
    assert checker_client.post(page, WHO).status_code == 302
    review = factories.published(checker, editor, claim)
    markup = claim_review(review)
    assert markup["itemReviewed"]["author"] == {"@type": "Organization", "name": "Ministry of Ports"}
    assert problems(markup) == []
    assert AuditEvent.objects.filter(verb="claimant.edited", chain_id=claim.claimant_id).exists()
    checker_client.post(page, {**WHO, "kind": "Person"})
    review.refresh_from_db()
    assert claim_review(review)["itemReviewed"]["author"]["@type"] == "Organization", "published is published"


def test_a_persons_office_and_party_are_told(checker: User, editor: User, checker_client) -> None:
    claim = factories.claim(checker, claimant="A. Rowan")
    told = {"kind": "Person", "group": "Harbour Party", "office": "Minister", "same_as": "https://wiki.example/rowan"}
    checker_client.post(reverse("claimant", args=[claim.claimant_id]), {"name": "A. Rowan", **told})
    markup = claim_review(factories.published(checker, editor, claim))
    assert markup["itemReviewed"]["author"] == {
        "@type": "Person", "name": "A. Rowan", "jobTitle": "Minister", "sameAs": "https://wiki.example/rowan",
        "affiliation": {"@type": "Organization", "name": "Harbour Party"},
    }  # fmt: skip
    assert problems(markup) == []


def test_whoever_says_who_it_is_is_an_author_of_the_drafts(checker: User, editor: User, editor_client) -> None:
    claim = factories.claim(checker, claimant="A. Rowan")
    editor_client.post(reverse("claimant", args=[claim.claimant_id]), {**WHO, "name": "A. Rowan"})
    assert claim.reviews.get().review_authors.filter(user=editor).exists()


def test_who_changed_a_speaker_does_not_approve_their_own_words_later(
    checker: User, editor: User, editor_client
) -> None:
    review = factories.submitted(checker, factories.claim(checker, claimant="A. Rowan"))
    editor_client.post(reverse("claimant", args=[review.claim.claimant_id]), {**WHO, "name": "A. Rowan"})
    assert review.review_authors.filter(user=editor).exists()


def test_a_name_that_is_taken_and_an_address_that_is_none_are_said_in_place(checker: User, checker_client) -> None:
    claim = factories.claim(checker, claimant="A. Rowan")
    Claimant.objects.create(name="B. Aster")
    page = reverse("claimant", args=[claim.claimant_id])
    answer = checker_client.post(page, {**WHO, "name": "b. aster", "group": "Kept words"})
    assert answer.status_code == 422
    assert "somebody of this name already" in answer.content.decode()
    assert "Kept words" in answer.content.decode()
    assert checker_client.post(page, {**WHO, "same_as": "no address"}).status_code == 422


def test_an_auditor_reads_and_writes_nothing(checker: User, auditor: User, client) -> None:
    claim = factories.claim(checker, claimant="A. Rowan")
    client.force_login(auditor, backend="django.contrib.auth.backends.ModelBackend")
    page = reverse("claimant", args=[claim.claimant_id])
    assert '<form method="post" class="stack"' not in client.get(page).content.decode()
    assert client.post(page, WHO).status_code == 422
    assert Claimant.objects.get().name == "A. Rowan"


def test_nobodys_words_and_empty_words_are_one_group(checker: User, editor: User) -> None:
    factories.published(checker, editor)
    factories.published(checker, editor, factories.claim(checker, claimant="A. Rowan"))
    (group,) = figures.groups(figures.standing(), "group")
    assert (group["key"], group["total"]) == ("", 2)
