"""What a checker's requests do: marking words, saving, conflicts, citing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from annotations.forms.claims.claims import CardForm
from annotations.models import Claim, User
from annotations.services.claims import claims
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db
HX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://testserver/articles/1/"}


@pytest.fixture
def on(checker: User):
    return factories.article(checker)


def beside(article) -> dict[str, str]:
    """The headers of htmx in the workspace of `article`."""
    return {**HX, "HTTP_HX_CURRENT_URL": f"http://testserver/articles/{article.pk}/?claim=1"}


def mark(client: Client, on, words: str, shift: int = 0, **more):
    version = on.versions.get()
    start = version.text.index(words) + shift
    data = {"start": start, "end": start + len(words), "quote": words, "version": version.pk}
    return client.post(f"/articles/{on.pk}/claims/", {**data, **more}, **beside(on))


def test_selected_words_become_a_claim(checker_client: Client, on) -> None:
    answer = mark(checker_client, on, "1,204 ships")
    assert answer.status_code == 200
    claim = Claim.objects.get()
    assert claim.wording == "1,204 ships"
    assert claim.appearances.get().annotation.ranges.get().exact == "1,204 ships"
    text = answer.content.decode()
    assert f'id="row-{claim.pk}"' in text
    assert 'id="b-1"' in text
    assert 'id="b-2"' not in text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"shift": 1}, "not the words of the text"),
        ({"start": "x"}, "Select some words"),
        ({"start": "9" * 5000}, "Select some words"),
        ({"end": "999999"}, "outside the text"),
        ({"version": "999999"}, "newer version"),
        ({"quote": "other"}, "not the words of the text"),
    ],
)
def test_words_that_do_not_agree_are_refused(checker_client: Client, on, change: dict, said: str) -> None:
    answer = mark(checker_client, on, "1,204 ships", **change)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert answer["HX-Reswap"] == "none"
    assert not Claim.objects.exists()


def test_the_claim_before_fills_the_next(checker: User, on) -> None:
    factories.claim(checker, on, "1,204 ships", claimant="A. Rowan", context="speech", topic="Ports")
    second = factories.claim(checker, on, "in spring")
    assert (str(second.claimant), second.context, second.topic) == ("A. Rowan", "speech", "Ports")


def form_data(claim: Claim, **changes: str) -> dict[str, str]:
    """What the browser sends: every field as it stands, its mark, and the changes."""
    claim = Claim.objects.select_related("claimant").get(pk=claim.pk)
    form = CardForm(claim=claim, review=claim.reviews.order_by("-number")[0])
    data = {name: "" if form.initial.get(name) is None else str(form.initial.get(name)) for name in form.fields}
    return {**data, **{f"base-{name}": value for name, value in form.bases().items()}, **changes}


def save(client: Client, claim: Claim, data: dict[str, str]):
    return client.post(f"/claims/{claim.pk}/save/", data, **HX)


def test_a_draft_is_saved(checker_client: Client, checker: User) -> None:
    claim = factories.claim(checker)
    answer = save(
        checker_client, claim, form_data(claim, summary="Words.", said_on="November 2026", claimant="B. Aster")
    )
    assert answer.status_code == 200
    claim.refresh_from_db()
    assert claim.reviews.get().summary == "Words."
    assert (claim.said_on.isoformat(), claim.said_precision) == ("2026-11-01", "month")
    assert str(claim.claimant) == "B. Aster"


def test_a_second_edit_of_one_field_shows_both(checker: User, other_checker: User) -> None:
    claim = factories.claim(checker)
    mine, theirs = form_data(claim, summary="Mine."), form_data(claim, summary="Theirs.")
    assert save(client_of(other_checker), claim, theirs).status_code == 200
    answer = save(client_of(checker), claim, mine)
    assert answer.status_code == 409
    assert "Mine." in answer.content.decode()
    assert "Theirs." in answer.content.decode()
    assert claim.reviews.get().summary == "Theirs."
    assert save(client_of(checker), claim, {**mine, "keep_mine": "1"}).status_code == 200
    assert claim.reviews.get().summary == "Mine."


def test_edits_of_different_fields_both_stay(checker: User, other_checker: User) -> None:
    claim = factories.claim(checker)
    mine, theirs = form_data(claim, summary="Mine."), form_data(claim, context="theirs")
    save(client_of(other_checker), claim, theirs)
    assert save(client_of(checker), claim, mine).status_code == 200
    claim.refresh_from_db()
    assert (claim.reviews.get().summary, claim.context) == ("Mine.", "theirs")


@pytest.mark.parametrize(
    ("field", "value"),
    [("said_on", "Monday"), ("said_on", "² november 2026"), ("said_on", "1" * 5000), ("wording", "x" * 2001), ("rating", "maybe"),
     ("asked_on", "2026"), ("summary", "a\x00b"), ("label", "999999")],
)  # fmt: skip
def test_odd_input_is_an_error_beside_its_field(checker_client: Client, checker: User, field: str, value: str) -> None:
    claim = factories.claim(checker)
    answer = save(checker_client, claim, form_data(claim, **{field: value}))
    assert answer.status_code == 422
    assert f"c{claim.pk}-{field}" in answer.content.decode() or field in ("rating", "label")


def test_the_card_of_a_submitted_claim_does_not_save(checker_client: Client, checker: User) -> None:
    review = factories.submitted(checker)
    answer = save(checker_client, review.claim, {"summary": "x", "base-summary": "0"})
    assert answer.status_code in (409, 422)


def test_setting_aside_needs_a_reason(checker_client: Client, checker: User) -> None:
    claim = factories.claim(checker)
    assert checker_client.post(f"/claims/{claim.pk}/set-aside/", {"reason": ""}, **HX).status_code == 422
    assert checker_client.post(f"/claims/{claim.pk}/set-aside/", {"reason": "satire"}, **HX).status_code == 200
    claim.refresh_from_db()
    assert claim.set_aside_reason == "satire"
    claims.reopen(claim=claim, by=checker)


def test_a_claim_without_a_passage(checker_client: Client) -> None:
    data = {
        "wording": "Boats fly.",
        "url": "video.example/v",
        "time_code": "1:04:30",
        "said_on": "2026",
        "language": "en",
    }
    answer = checker_client.post("/claims/new/", data)
    claim = Claim.objects.get()
    assert answer["Location"] == f"/claims/{claim.pk}/"
    assert claim.article is None
    assert claim.appearances.get().url == "https://video.example/v"


def test_live_changes(checker: User, other_checker: User) -> None:
    claim = factories.claim(checker)
    on = claim.article
    on.refresh_from_db()
    client = client_of(other_checker)
    path = f"/articles/{on.pk}/changes/?since="
    assert client.get(path + str(on.revision)).status_code == 204
    before = on.revision
    new = factories.claim(checker, on, "in spring")
    text = client.get(f"{path}{before}&rows={claim.pk}").content.decode()
    assert f'id="row-{new.pk}"' in text
    assert f'id="row-{claim.pk}"' not in text
    assert client.get(f"{path}{'9' * 4000}").status_code == 204
    assert client.get(f"{path}x").status_code == 204


def test_news_of_the_open_card_go_on_telling_what_it_lacks(checker: User, checker_client: Client) -> None:
    claim = factories.draft(checker).claim
    news = reverse("article_changes", args=[claim.article_id]) + f"?since=0&card={claim.pk}&editing=1"
    own = reverse("claim_changes", args=[claim.pk]) + "?since="
    for page in (news, own):
        headers = {"HX-Request": "true"}
        assert 'class="error lacks"' in checker_client.get(f"{page}&missing=1", headers=headers).content.decode()
        assert 'class="error lacks"' not in checker_client.get(page, headers=headers).content.decode()
