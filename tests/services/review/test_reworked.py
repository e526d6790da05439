"""A check made from another: what is taken over, what it is told of, and in which languages it is read."""

from __future__ import annotations

import pytest
from django.conf import settings

from annotations.exports.claim_review import claim_review
from annotations.models import Claim, ClaimReview, Newsroom, User
from annotations.presenters.review.differences import differences
from annotations.review.permissions import Refused
from annotations.services.claims import claims
from annotations.services.review import claim_reviews, corrections, reworked
from tests import factories
from tests.conftest import client_of
from tests.linted import errors_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(checker: User, editor: User) -> ClaimReview:
    return factories.published(checker, editor, how_checked="By the yearbook.")


def claim_in(language: str, checker: User, **changes: object) -> Claim:
    return factories.claim(checker, factories.article(checker, language=language), **changes)


def reader(review: ClaimReview) -> str:
    return client_of(None).get(f"/checks/{review.claim_id}-{review.claim.slug}/").content.decode()


def published_in(language: str, origin: Claim, checker: User, editor: User) -> ClaimReview:
    return factories.published(checker, editor, claim_in(language, checker, reworked_from=origin))


def test_a_rework_begins_with_the_sources_and_says_nothing_of_them(first: ClaimReview, checker: User) -> None:
    claim = reworked.rework(claim=claim_in("es", checker), other=first.claim, by=checker)
    draft = claim.reviews.get()
    (cited,) = draft.citations.all()
    (origin,) = first.citations.all()
    assert (cited.source, cited.quoted_words, cited.snapshot) == (origin.source, origin.quoted_words, origin.snapshot)
    assert (cited.stance, draft.rating, draft.summary) == ("", "", "")
    assert draft.how_checked == "By the yearbook."
    assert claim.reworked_from == first.claim


def test_what_a_draft_says_stays_and_nothing_is_cited_twice(first: ClaimReview, checker: User) -> None:
    claim = claim_in("es", checker)
    draft = claim.reviews.get()
    claim_reviews.save_draft(review=draft, by=checker, changes={"how_checked": "By phone."})
    for _twice in range(2):
        reworked.rework(claim=claim, other=first.claim, by=checker)
    assert draft.citations.filter(removed_at=None).count() == 1
    draft.refresh_from_db()
    assert draft.how_checked == "By phone."


def test_a_protected_source_of_somebody_else_stays_there(checker: User, editor: User, other_checker: User) -> None:
    draft = factories.draft(checker)
    factories.cite(checker, draft)
    factories.cite(checker, draft, protected=True, quote="")
    claim_reviews.submit(review=draft, by=checker)
    draft.refresh_from_db()
    approved = claim_reviews.approve(review=draft, by=editor, digest=draft.digest)
    claim_reviews.publish(review=approved, by=editor)
    claim = reworked.rework(claim=claim_in("es", other_checker), other=draft.claim, by=other_checker)
    assert [cited.source.protected for cited in claim.reviews.get().citations.all()] == [False]


def test_only_what_is_published_is_reworked(checker: User, editor: User) -> None:
    for other in (factories.claim(checker), factories.retracted(checker, editor).claim):
        with pytest.raises(Refused, match="not_published_to_rework"):
            reworked.rework(claim=claim_in("es", checker), other=other, by=checker)


def test_nothing_is_reworked_in_a_circle(checker: User) -> None:
    one = factories.claim(checker)
    two = factories.claim(checker, reworked_from=one)
    three = factories.claim(checker, reworked_from=two)
    for origin in (one, two, three):
        with pytest.raises(Refused, match="rework_of_this"):
            claims.save_claim(claim=one, by=checker, changes={"reworked_from": origin})


def test_each_language_leads_to_the_others(first: ClaimReview, checker: User, editor: User) -> None:
    spanish = published_in("es", first.claim, checker, editor)
    arabic = published_in("ar", spanish.claim, checker, editor)
    pages = {review: reader(review) for review in (first, spanish, arabic)}
    for page in pages.values():
        assert [f'hreflang="{code}"' in page.split("</head>")[0] for code in ("ar", "en", "es")] == [True] * 3
    assert ">español<" in pages[first].lower().replace("<bdi>", "").replace("</bdi>", "")
    assert "Based on our fact-check:" in pages[spanish]
    assert "Based on our fact-check:" not in pages[first]


def test_markup_names_what_it_is_based_on_while_that_stands(first: ClaimReview, checker: User, editor: User) -> None:
    spanish = published_in("es", first.claim, checker, editor)
    markup = claim_review(spanish)
    assert markup["isBasedOn"] == claim_review(first)["url"]
    assert errors_in(markup) == []
    claim_reviews.retract(review=first, by=editor, reason="Wrong count.")
    assert "isBasedOn" not in claim_review(spanish)
    assert "hreflang" not in reader(spanish).split("</head>")[0]
    assert "Based on our" not in reader(spanish)


def test_a_draft_of_a_correction_moves_no_page(first: ClaimReview, checker: User, editor: User) -> None:
    spanish = published_in("es", first.claim, checker, editor)
    corrections.correct(claim=spanish.claim, by=editor, reason="Another origin.")
    claims.save_claim(claim=spanish.claim, by=editor, changes={"reworked_from": None})
    assert 'hreflang="en"' in reader(spanish)
    assert claim_review(spanish)["isBasedOn"]


def test_another_origin_is_a_difference(first: ClaimReview, checker: User) -> None:
    was = {"wording": "a", "reworked_from": None}
    (changed,) = differences(was, {**was, "reworked_from": first.claim_id})
    assert changed.name == "Reworked from"
    assert "waiting times fell by half" in "".join(piece.text for piece in changed.pieces)


def test_the_card_takes_a_number_or_an_address(first: ClaimReview, checker: User) -> None:
    claim = claim_in("es", checker)
    client = client_of(checker)
    site = settings.SITE_URL
    ours = [f"{site}/checks/{first.claim_id}-a/", f"{site}/articles/1/?claim={first.claim_id}#card"]
    for typed in (str(first.claim_id), f"#{first.claim_id}", f"/claims/{first.claim_id}/", *ours):
        client.post(f"/claims/{claim.pk}/save/", {"reworked_from": ""})
        client.post(f"/claims/{claim.pk}/save/", {"reworked_from": typed})
        claim.refresh_from_db()
        assert claim.reworked_from == first.claim
    theirs = [f"https://others.example/checks/{first.claim_id}-a/", f"{first.claim_id}-11-02", f"{site}/claims/x/"]
    for typed in ("none", "99999999", "https://[", *theirs):
        answer = client.post(f"/claims/{claim.pk}/save/", {"reworked_from": typed})
        assert answer.status_code == 422
        assert "There is no such claim." in answer.content.decode()
    answer = client.post(f"/claims/{claim.pk}/save/", {"reworked_from": str(claim.pk)}, follow=True)
    assert "Choose the one that came first." in answer.content.decode()


def test_a_similar_claim_is_taken_as_a_beginning(first: ClaimReview, checker: User) -> None:
    claim = claim_in("en", checker)
    client = client_of(checker)
    assert "Begin with its sources" in client.get(f"/claims/{claim.pk}/similar/").content.decode()
    page = client.post(f"/claims/{claim.pk}/rework/", {"claim": first.claim_id}, follow=True).content.decode()
    assert "Its sources are here now." in page
    assert "Bulletin" in page
    unpublished = factories.claim(checker, quote="fell by half")
    page = client.post(f"/claims/{claim.pk}/rework/", {"claim": unpublished.pk}, follow=True).content.decode()
    assert "Only a published fact-check can be reworked." in page


def test_a_claim_said_again_is_no_translation(first: ClaimReview, checker: User, editor: User) -> None:
    spanish = published_in("es", first.claim, checker, editor)
    again = published_in("en", first.claim, checker, editor)
    heads = {review.pk: reader(review).split("</head>")[0] for review in (first, spanish, again)}
    for review in (first, spanish):
        assert f"/checks/{first.claim_id}-" in heads[review.pk].partition('hreflang="en"')[2][:80]
    assert "hreflang" not in heads[again.pk]
    assert "Based on our fact-check:" in reader(again)


def test_another_origin_is_not_put_in_the_place_of_one(first: ClaimReview, checker: User, editor: User) -> None:
    other = factories.published(checker, editor)
    claim = reworked.rework(claim=claim_in("es", checker), other=first.claim, by=checker)
    with pytest.raises(Refused, match="reworked_already"):
        reworked.rework(claim=claim, other=other.claim, by=checker)


def test_who_rates_blind_is_not_led_to_the_verdict_it_was_made_from(
    first: ClaimReview, checker: User, other_editor: User
) -> None:
    Newsroom.objects.update_or_create(pk=Newsroom.objects.current().pk, defaults={"mode": "blind"})
    claim = claim_in("es", checker, reworked_from=first.claim)
    review = factories.submitted(checker, claim)
    assert review.sealed
    page = client_of(other_editor).get(f"/reviews/{review.pk}/").content.decode()
    assert "Reworked from" not in page
    assert "Reworked from" in client_of(checker).get(f"/reviews/{review.pk}/").content.decode()
