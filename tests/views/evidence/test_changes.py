"""The list of changed evidence and the health page over HTTP."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from annotations.models import Blob, CaptureOrder, EvidenceChange, Fetch, Snapshot, Source, User
from annotations.presenters.evidence.fetch_health import fetch_health
from annotations.services.evidence import sources
from annotations.services.store import fetches
from tests import factories
from tests.conftest import client_of, words_of
from tests.services.evidence.test_watching import cited, fetch
from tests.web import LocalWeb

pytestmark = pytest.mark.django_db


@pytest.fixture
def change(checker: User, editor: User, web: LocalWeb) -> EvidenceChange:
    source, _ = cited(checker, editor, web.url("/page"))
    fetch(source, web.url("/altered?1,204=1,304"))
    return EvidenceChange.objects.get()


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_words_before_and_after_stand_side_by_side(change: EvidenceChange, checker_client: Client) -> None:
    assert "The quoted words are gone" in read(checker_client, "/evidence/")
    page = read(checker_client, f"/evidence/{change.pk}/")
    assert re.search(r"<del[^>]*>[^<]*1,204", page)
    assert re.search(r"<ins[^>]*>[^<]*1,304", page)
    assert "Nobody looks after it yet." in page
    assert f"/copies/{change.copy_id}/?citation={change.citation_id}#quote" in page


def test_who_looks_after_it_and_what_came_of_it(change: EvidenceChange, checker: User, checker_client: Client) -> None:
    assert checker_client.post(f"/evidence/{change.pk}/take/").status_code == 302
    assert f"{checker} looks after it." in words_of(read(checker_client, f"/evidence/{change.pk}/"))
    assert "The quoted words are gone</span>" in read(checker_client, "/evidence/?show=mine")
    assert "Nothing fits." in read(checker_client, "/evidence/?show=nobody")
    refused = checker_client.post(f"/evidence/{change.pk}/", {"outcome": "stands", "note": " "})
    assert refused.status_code == 422
    assert "Say in a sentence why" in refused.content.decode()
    assert (
        checker_client.post(f"/evidence/{change.pk}/", {"note": "kept words"}).content.decode().count("kept words") == 1
    )
    done = {"outcome": "stands", "note": "The outlet mended a slip of its own."}
    assert checker_client.post(f"/evidence/{change.pk}/", done)["Location"] == "/evidence/"
    again = checker_client.post(f"/evidence/{change.pk}/", done)
    assert again.status_code == 422
    assert "closed this already" in again.content.decode()
    assert "Nothing changed." in read(checker_client, "/evidence/")
    page = read(checker_client, f"/evidence/{change.pk}/")
    assert "The outlet mended a slip of its own." in page
    assert "The quoted words are gone</span>" in read(checker_client, "/evidence/?show=closed&kind=quote_gone")


def test_a_correction_leads_to_the_verdict(change: EvidenceChange, editor: User) -> None:
    answer = client_of(editor).post(f"/evidence/{change.pk}/", {"outcome": "correct", "note": ""})
    assert answer["Location"] == f"/reviews/{change.citation.review_id}/"


@pytest.mark.parametrize("query", ["?show=x&kind=y", "?after=1", "?after=2026-01-01T00:00:00+00:00~9", "?kind=%00"])
def test_odd_addresses_break_nothing(change: EvidenceChange, checker_client: Client, query: str) -> None:
    assert checker_client.get(f"/evidence/{query}").status_code in (200, 400)


def test_the_source_tells_of_it(change: EvidenceChange, checker_client: Client) -> None:
    page = read(checker_client, f"/sources/{change.source_id}/")
    assert f'href="/evidence/{change.pk}/"' in page
    assert "Changed since" in page


def test_the_card_of_a_watched_source_says_kept(change: EvidenceChange, checker_client: Client, web: LocalWeb) -> None:
    source = change.source
    fetches.enqueue(source=source, url=source.url, priority=fetches.SCHEDULED, reason=fetches.WATCH)
    Fetch.objects.filter(state="waiting").update(error="server_error", why="server_error", why_params={"status": 503})
    assert "The site has an error" not in read(checker_client, f"/claims/{change.citation.review.claim_id}/")


def test_health_counts_what_happened(checker: User, editor: User, checker_client: Client, web: LocalWeb) -> None:
    source, _ = cited(checker, editor, web.url("/page"))
    fetch(source)
    fetch(source, web.url("/missing"))
    other, _new = sources.find_or_add(by=checker, url="https://other.example/a", protected=False)
    fetches.enqueue(source=other, url=other.url)
    Fetch.objects.filter(source=other).update(next_try_at=timezone.now() - timedelta(minutes=5))
    fetches.enqueue(source=source, url=source.url, priority=fetches.SCHEDULED, reason=fetches.WATCH)
    Source.objects.filter(pk=source.pk).update(next_check_at=timezone.now() + timedelta(days=2))
    factories.cite(checker, factories.draft(checker))
    CaptureOrder.objects.create(source=other, url=other.url, reason="asked")
    shown = fetch_health()
    attempts = Snapshot.objects.filter(captured_by=None)
    assert (
        (shown.kept, shown.failed) == (attempts.filter(error="").count(), attempts.exclude(error="").count()) == (2, 1)
    )
    assert shown.success == 67
    assert [(q.waiting, q.fetching) for q in shown.queues] == [(1, 0), (1, 0), (1, 0)]
    assert shown.queues[0].oldest < timezone.now() - timedelta(minutes=4)
    host = web.url("").removeprefix("http://").rstrip("/")
    assert [(line.name, line.counts, line.share) for line in shown.hosts] == [(host, (3, 2), 100.0)]
    assert [line.counts for line in shown.reasons] == [(1,)]
    assert shown.bytes == sum(Blob.objects.values_list("size", flat=True))
    assert [line.counts for line in shown.coming] == [(1, 0)]
    page = read(checker_client, "/sources/health/")
    assert "67 %" in page
    assert host in page


def test_health_of_nothing(checker_client: Client) -> None:
    page = read(checker_client, "/sources/health/")
    assert "Nothing was fetched." in page
    assert "Nothing is watched yet" in page
