"""What programs get: markup at an address of its own, and a search in a shape that they know."""

from __future__ import annotations

import csv
import json
from typing import Any

import pytest
from django.test import Client

from annotations.exports.claim_review import claim_review
from annotations.models import ClaimReview, User
from annotations.services.review import claim_reviews
from tests import factories
from tests.linted import errors_in

pytestmark = pytest.mark.django_db
SEARCH = "/v1alpha1/claims:search"


@pytest.fixture
def review(checker: User, editor: User) -> ClaimReview:
    on = factories.article(checker, url="https://gazette.example/a")
    claim = factories.claim(checker, on, wording="Waiting times fell by half.", claimant="A. Rowan")
    return factories.published(checker, editor, claim)


def markup_path(review: ClaimReview) -> str:
    review.claim.refresh_from_db()
    return f"/checks/{review.claim_id}-{review.claim.slug}/claimreview.json"


def asked(client: Client, **parameters: Any) -> dict[str, Any]:
    answer = client.get(SEARCH, parameters)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_the_markup_of_one_check(client: Client, review: ClaimReview) -> None:
    path = markup_path(review)
    answer = client.get(path)
    assert answer["Content-Type"] == "application/ld+json; charset=utf-8"
    told = answer.json()
    assert told.pop("@context") == "https://schema.org"
    assert told == claim_review(review)
    assert errors_in(told) == []
    assert f'href="{path}"' in client.get(path.removesuffix("claimreview.json")).content.decode()
    again = client.get(path, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(path.replace("waiting", "other")).status_code == 301


def test_a_retracted_check_has_no_markup(client: Client, review: ClaimReview, editor: User) -> None:
    claim_reviews.retract(review=review, by=editor, reason="The count was wrong.")
    answer = client.get(markup_path(review))
    assert answer.status_code == 410
    assert "claimReviewed" not in answer.content.decode()
    assert asked(client, query="waiting times") == {}


def test_what_is_not_published_has_none(client: Client, checker: User) -> None:
    draft = factories.draft(checker)
    assert client.get(f"/checks/{draft.claim_id}-check/claimreview.json").status_code == 404


def test_a_search_answers_in_the_shape_that_clients_know(client: Client, review: ClaimReview) -> None:
    (claim,) = asked(client, query="waiting times")["claims"]
    (check,) = claim.pop("claimReview")
    assert claim == {"text": "Waiting times fell by half.", "claimant": "A. Rowan"}
    assert check["url"] == claim_review(review)["url"]
    assert check["textualRating"] == "Disputed"
    assert check["languageCode"] == "en"
    assert check["reviewDate"].endswith("T00:00:00Z")
    assert set(check["publisher"]) == {"name", "site"}


def test_nothing_found_is_an_empty_object(client: Client, review: ClaimReview) -> None:
    assert asked(client, query="zzyzx") == {}
    assert asked(client, query="waiting", languageCode="ar") == {}
    assert asked(client, reviewPublisherSiteFilter="elsewhere.example") == {}
    assert len(asked(client, query="waiting", languageCode="en-GB", maxAgeDays=1)["claims"]) == 1


def test_pages_go_on_by_their_token(client: Client, checker: User, editor: User, settings: Any) -> None:
    settings.SITE_URL = "https://checks.example"
    for number in range(3):
        claim = factories.claim(
            checker, factories.article(checker), wording=f"Waiting times fell, says report {number}."
        )
        factories.published(checker, editor, claim)
    for asking in ({"query": "waiting"}, {"reviewPublisherSiteFilter": "www.checks.example"}):
        first = asked(client, pageSize=2, **asking)
        rest = asked(client, pageSize=2, pageToken=first["nextPageToken"], **asking)
        texts = [claim["text"] for claim in [*first["claims"], *rest["claims"]]]
        assert len(set(texts)) == len(texts) == 3
        assert "nextPageToken" not in rest


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"query": " "},
        {"query": "w" * 501},
        {"query": "w", "pageSize": "101"},
        {"query": "w", "pageSize": "-1"},
        {"query": "w", "pageSize": "000000000999"},
        {"query": "w", "maxAgeDays": "0000000009999999999"},
        {"query": "w", "maxAgeDays": "9" * 5_000},
        {"query": "w", "maxAgeDays": "soon"},
        {"query": "w", "offset": "٣"},
        {"query": "w", "pageToken": "x"},
        {"reviewPublisherSiteFilter": "testserver", "pageToken": "x"},
    ],
)
def test_what_can_t_be_understood_is_said_in_the_same_form(client: Client, parameters: dict[str, str]) -> None:
    answer = client.get(SEARCH, parameters)
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert (error["code"], error["status"]) == (400, "INVALID_ARGUMENT")
    assert error["message"]


def test_all_checks_as_lines_of_json(client: Client, review: ClaimReview) -> None:
    answer = client.get("/feeds/claimreview.ndjson")
    (line,) = b"".join(answer).decode().splitlines()
    assert json.loads(line)["item"] == [claim_review(review)]
    assert answer["Content-Type"].startswith("application/x-ndjson")
    again = client.get("/feeds/claimreview.ndjson", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_all_checks_as_a_table(client: Client, checker: User, editor: User) -> None:
    claim = factories.claim(checker, wording="=1+1 is what it cost, “so she said”, in all")
    shown = factories.published(checker, editor, claim)
    gone = factories.published(checker, editor, factories.claim(checker, factories.article(checker)))
    claim_reviews.retract(review=gone, by=editor, reason="The count was wrong.")
    told = b"".join(client.get("/feeds/claimreview.csv"))
    rows = {row["url"]: row for row in csv.DictReader(told.decode().splitlines())}
    row = rows[claim_review(shown)["url"]]
    assert row["claim"] == "'=1+1 is what it cost, “so she said”, in all", "no formula"
    assert (row["verdict"], row["number"], row["retracted"]) == ("Disputed", "2", "")
    (withdrawn,) = [row for row in rows.values() if row["retracted"]]
    assert withdrawn["claim"] == withdrawn["verdict"] == ""
    marked = client.get("/feeds/claimreview.csv?bom=1")
    assert b"".join(marked) == "\ufeff".encode() + told
    unmarked = client.get("/feeds/claimreview.csv", headers={"If-None-Match": marked["ETag"]})
    assert b"".join(unmarked) == told


def test_any_site_may_ask(client: Client, review: ClaimReview) -> None:
    answer = client.get(SEARCH, {"query": "waiting"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in answer
