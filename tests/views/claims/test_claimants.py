"""Who says things: the page of one, and what it changes."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from annotations.exports.claim_review import claim_review
from annotations.models import AuditEvent, Claimant, User
from annotations.services.newsroom import figures
from tests import factories
from tests.linted import errors_in

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
    assert errors_in(markup) == []
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
    assert errors_in(markup) == []


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


def names(client, typed: str) -> list[str]:
    page = client.get(reverse("speaker_suggestions"), {"claimant": typed}).content.decode()
    return [unescape(name) for name in re.findall('data-value="([^"]*)"', page)]


def test_speakers_are_suggested_as_their_name_is_typed(checker: User, checker_client) -> None:
    for name in ("Málaga Port Authority", "Malta Dockers", "A. Rowan", "O'Brien", "وزارة الموانئ", "トヨタ港湾局"):
        Claimant.objects.create(name=name)
    assert names(checker_client, "malaga po") == ["Málaga Port Authority"]
    assert set(names(checker_client, "mal")) == {"Málaga Port Authority", "Malta Dockers"}
    assert names(checker_client, "row") == ["A. Rowan"], "a later word of the name"
    assert names(checker_client, "o'b") == ["O'Brien"]
    assert names(checker_client, "الموا") == ["وزارة الموانئ"]
    assert names(checker_client, "トヨ") == ["トヨタ港湾局"]
    for nothing in ("", " ", "'", "&|!", "xyz", "mal" * 400):
        assert names(checker_client, nothing) == []


def other_name(client, claimant: Claimant, name: str):
    return client.post(reverse("claimant_spelling", args=[claimant.pk]), {"spelling": name}, follow=True)


def test_another_spelling_is_found_typed_and_suggested_as_who_it_is(checker: User, checker_client) -> None:
    said = factories.claim(checker, claimant="A. Rowan")
    rowan = said.claimant
    other_name(checker_client, rowan, "Rowan,  Ada")
    assert names(checker_client, "ada") == ["A. Rowan"]
    assert factories.claim(checker, claimant="rowan, ada").claimant == rowan
    assert said.wording in checker_client.get(reverse("claims"), {"q": "Ada"}).content.decode()
    other_name(checker_client, rowan, "Ada R.")
    page = checker_client.get(reverse("search"), {"q": "Ada"}).content.decode()
    assert page.count(f'href="{reverse("claimant", args=[rowan.pk])}"') == 1


def test_merged_speakers_are_one_and_come_apart_as_they_were(checker: User, editor: User, checker_client) -> None:
    mine, theirs = factories.claim(checker, claimant="A. Rowan"), factories.claim(checker, claimant="Ada Rowan")
    published = factories.published(checker, editor, factories.claim(checker, claimant="Ada Rowan"))
    rowan, ada = mine.claimant, theirs.claimant
    answer = other_name(checker_client, rowan, "ada rowan").content.decode()
    assert "2 claims came with it" in answer
    assert set(rowan.claims.all()) == {mine, theirs, published.claim}
    assert checker_client.get(reverse("claimant", args=[ada.pk])).url == reverse("claimant", args=[rowan.pk])
    (group,) = figures.groups(figures.standing(), "speaker")
    assert (group["key"], group["total"]) == (rowan.pk, 1)
    published.refresh_from_db()
    assert claim_review(published)["itemReviewed"]["author"]["name"] == "Ada Rowan", "what is published stands"
    later = factories.claim(checker, claimant="Ada Rowan")
    assert later.claimant == rowan
    checker_client.post(reverse("claimant_part", args=[ada.pk]))
    assert set(ada.claims.all()) == {theirs, published.claim}
    assert set(rowan.claims.all()) == {mine, later}
    (group,) = figures.groups(figures.standing(), "speaker")
    assert group["key"] == ada.pk
    verbs = AuditEvent.objects.filter(chain_kind="claimant", chain_id=rowan.pk).values_list("verb", flat=True)
    assert {"claimant.merged", "claimant.parted"} <= set(verbs)


def test_mergers_of_mergers_come_apart_in_any_order(checker: User, checker_client) -> None:
    said = {name: factories.claim(checker, claimant=name) for name in ("A", "B", "C")}
    one, two, three = (said[name].claimant for name in ("A", "B", "C"))
    other_name(checker_client, two, "A")
    other_name(checker_client, three, "B")
    assert three.claims.count() == 3
    assert factories.claim(checker, claimant="A").claimant == three
    checker_client.post(reverse("claimant_part", args=[one.pk]))
    assert one.claims.get() == said["A"]
    checker_client.post(reverse("claimant_part", args=[two.pk]))
    assert two.claims.get() == said["B"]
    other_name(checker_client, two, "A")
    other_name(checker_client, three, "B")
    checker_client.post(reverse("claimant_part", args=[two.pk]))
    assert set(two.claims.all()) == {said["A"], said["B"]}


def test_who_merges_is_an_author_of_what_takes_the_name_over(checker: User, editor: User, editor_client) -> None:
    mine = factories.claim(checker, claimant="A. Rowan")
    waiting = factories.submitted(checker, factories.claim(checker, claimant="Ada Rowan"))
    other_name(editor_client, mine.claimant, "Ada Rowan")
    assert waiting.review_authors.filter(user=editor).exists()


def test_a_name_cannot_be_two_peoples_nor_somebodys_own(checker: User, checker_client) -> None:
    rowan, aster, birch = (Claimant.objects.create(name=name) for name in ("A. Rowan", "B. Aster", "C. Birch"))
    other_name(checker_client, rowan, "B. Aster")
    for page, name, said in (
        (rowan, "a. rowan", "known already"), (rowan, "B. Aster", "known already"),
        (birch, "b. aster", "Take it apart there first"), (aster, "Aster B.", "another spelling itself"),
    ):  # fmt: skip
        answer = checker_client.post(reverse("claimant_spelling", args=[page.pk]), {"spelling": name})
        assert (answer.status_code, said in answer.content.decode()) == (422, True), name
    assert Claimant.objects.count() == 3


def test_a_spelling_that_nobody_had_is_forgotten(checker: User, checker_client) -> None:
    rowan = Claimant.objects.create(name="A. Rowan")
    other_name(checker_client, rowan, "Rown")
    checker_client.post(reverse("claimant_part", args=[rowan.spellings.get().pk]))
    assert Claimant.objects.get() == rowan
    assert names(checker_client, "rown") == []
    assert checker_client.post(reverse("claimant_part", args=[rowan.pk])).status_code == 302


def test_the_card_asks_once_what_kind_of_somebody_a_new_speaker_is(checker: User, checker_client) -> None:
    claim = factories.claim(checker)
    save = reverse("claim_save", args=[claim.pk])
    answer = checker_client.post(save, {"claimant": "Ministry of Ports"}, headers={"HX-Request": "true"})
    assert "claimant_kind" in answer.content.decode()
    submit = reverse("review_submit", args=[claim.reviews.get().pk])
    assert "a person or an organisation; readers are told" in checker_client.post(submit, follow=True).content.decode()
    checker_client.post(save, {"claimant_kind": "Organization"})
    assert Claimant.objects.get().kind == "Organization"
    assert (
        'type="radio" name="claimant_kind"'
        not in checker_client.get(reverse("claim", args=[claim.pk])).content.decode()
    )
    checker_client.post(save, {"claimant": "A. Rowan", "claimant_kind": "Person"})
    assert Claimant.objects.get(name="A. Rowan").kind == "Person"
    assert Claimant.objects.get(name="Ministry of Ports").kind == "Organization"
