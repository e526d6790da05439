"""What changed since, by pages; files compressed for who takes them so."""

from __future__ import annotations

import csv
import datetime
import gzip
import io
import json
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from annotations.models import ClaimReview, User
from annotations.services.publishing import live_pages
from annotations.services.review import claim_reviews
from annotations.views.publishing import files
from tests import factories

pytestmark = pytest.mark.django_db
HERE = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "SETTLING", datetime.timedelta(0))


@pytest.fixture
def five(checker: User, editor: User) -> list[ClaimReview]:
    """The first of them retracted last."""
    made = [factories.published(checker, editor) for _ in range(5)]
    made[0] = claim_reviews.retract(review=made[0], by=editor, reason="The count was wrong.")
    return made


def pages(path: str) -> list[dict[str, Any]]:
    """The page at `path` and all that follow it."""
    found = []
    while path:
        answer = Client().get(path)
        assert answer.status_code == 200, answer.content
        found.append(answer.json())
        following = str(found[-1].get("next", ""))
        assert answer.get("Link", "") == (f'<{following}>; rel="next"' if following else "")
        path = following.removeprefix(HERE)
    return found


def claims_of(found: list[dict[str, Any]]) -> list[int]:
    elements = [element for page in found for element in page["dataFeedElement"]]
    return [int(element["url"].removeprefix(f"{HERE}/checks/").split("-")[0]) for element in elements]


def test_pages_hold_each_change_once_the_oldest_first(five: list[ClaimReview]) -> None:
    found = pages("/feeds/claimreview.json?page_size=2")
    assert [len(page["dataFeedElement"]) for page in found] == [2, 2, 1]
    assert claims_of(found) == [review.claim_id for review in [*five[1:], five[0]]]
    assert found[-1]["dataFeedElement"][0]["item"] == []
    assert found[0]["@context"][1] == {"next": "http://www.w3.org/ns/hydra/core#next"}
    assert found[-1]["@context"] == "https://schema.org"
    whole = json.loads(b"".join(Client().get("/feeds/claimreview.json")))
    assert sorted(map(str, whole["dataFeedElement"])) == sorted(
        str(element) for page in found for element in page["dataFeedElement"]
    )


def test_what_changed_since_a_moment(five: list[ClaimReview]) -> None:
    moment = five[3].published_at
    assert moment is not None
    for words in (moment.isoformat(), quote(moment.isoformat()), moment.astimezone(datetime.UTC).isoformat()[:26]):
        found = pages(f"/feeds/claimreview.json?page_size=1&modified_since={words}")
        assert claims_of(found) == [five[3].claim_id, five[4].claim_id, five[0].claim_id], words
    assert claims_of(pages("/feeds/claimreview.json?modified_since=2999-01-01")) == []
    assert len(claims_of(pages("/feeds/claimreview.json?modified_since=0001-01-01"))) == 5


def test_lines_and_table_have_pages_as_well(five: list[ClaimReview]) -> None:
    answer = Client().get("/feeds/claimreview.ndjson?page_size=2")
    lines = [json.loads(line) for line in answer.content.decode().splitlines()]
    assert len(lines) == 2
    assert 'rel="next"' in answer["Link"]
    table = Client().get("/feeds/claimreview.csv?page_size=3&bom=1").content.decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(table)))) == 3


def test_who_holds_a_page_is_told_that_it_is_the_same(five: list[ClaimReview]) -> None:
    path = "/feeds/claimreview.json?page_size=2"
    first = Client().get(path)
    again = Client().get(path, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert "Link" in again


@pytest.mark.parametrize(
    "asked",
    ["page_size=0", "page_size=1001", "page_size=ten", "page_size=-1", "page_size=", "modified_since=yesterday",
     "modified_since=2026-13-01",
     "modified_since=0001-01-01T00:00:00%2B14:00",
        "modified_since=9999-12-31T23:59:59-12:00", "after=nonsense", "after=2026-11-02T10:00:00~1"],
)  # fmt: skip
@pytest.mark.parametrize("ending", ["json", "ndjson", "csv"])
def test_what_is_asked_wrongly_is_told(db: None, asked: str, ending: str) -> None:
    answer = Client().get(f"/feeds/claimreview.{ending}?{asked}")
    assert answer.status_code == 400
    assert asked.split("=")[0] in answer.json()["error"]


def test_the_feed_is_compressed_for_who_takes_it_so(five: list[ClaimReview]) -> None:
    plain = b"".join(Client().get("/feeds/claimreview.json"))
    answer = Client().get("/feeds/claimreview.json", headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    packed = b"".join(answer)
    assert len(packed) < len(plain) / 2
    assert gzip.decompress(packed) == plain
    held = Client().get("/feeds/claimreview.json", headers={"Accept-Encoding": "gzip", "If-None-Match": answer["ETag"]})
    assert held.status_code == 304


def test_a_page_in_a_cms_is_a_change_and_so_is_its_end(five: list[ClaimReview], editor: User) -> None:
    five[2].claim.refresh_from_db()
    for url in ("https://news.example/1", ""):
        since = quote(timezone.now().isoformat())
        live_pages.set_address(claim=five[2].claim, by=editor, url=url)
        (element,) = pages(f"/feeds/claimreview.json?modified_since={since}")[0]["dataFeedElement"]
        assert element["url"] == (url or f"{HERE}/checks/{five[2].claim_id}-{five[2].claim.slug}/")


def test_what_has_not_settled_waits(five: list[ClaimReview], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "SETTLING", datetime.timedelta(hours=1))
    assert claims_of(pages("/feeds/claimreview.json?page_size=10")) == []
