"""WARC files of kept copies, opened by two readers that are not ours."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator

from annotations.exports.warc import warc
from annotations.models import Snapshot, Source, User
from annotations.services.evidence import fetch_work, sources
from annotations.services.store import blobs, fetches
from annotations.services.store.uploads import Upload
from tests.web import PAGE, LocalWeb

pytestmark = pytest.mark.django_db


def fetched(checker: User, url: str) -> Snapshot:
    source, _new = sources.find_or_add(by=checker, url=url, protected=False)
    fetches.enqueue(source=source, url=url)
    fetch_work.work_on_next()
    return source.snapshots.get()


def records(snapshot: Snapshot) -> list[tuple[str, dict[str, str], Any, bytes]]:
    """(type, WARC headers, HTTP headers, body) by warcio, each checked against its digests."""
    found = []
    reader = ArchiveIterator(BytesIO(warc(snapshot, blobs.read(snapshot.blob))), check_digests="raise")
    for record in reader:
        body = record.content_stream().read()
        found.append((record.rec_type, dict(record.rec_headers.headers), record.http_headers, body))
    return found


def test_a_fetched_page_with_its_redirect(checker: User, web: LocalWeb) -> None:
    snapshot = fetched(checker, web.url("/cookie"))
    info, hop, page, about = records(snapshot)
    assert info[0] == "warcinfo"
    assert (hop[0], hop[2].get_statuscode(), hop[2].get_header("Location")) == ("response", "302", "/page")
    assert hop[1]["WARC-Target-URI"] == web.url("/cookie")
    assert (page[1]["WARC-Target-URI"], page[1]["WARC-IP-Address"]) == (web.url("/page"), "127.0.0.1")
    assert page[3] == PAGE.encode()
    assert page[2].get_header("Content-Type") == "text/html; charset=utf-8"
    told = json.loads(about[3])
    assert told["sha256"] == snapshot.blob_id
    assert about[1]["WARC-Concurrent-To"] == page[1]["WARC-Record-ID"]


def test_a_compressed_answer_is_kept_decoded_and_says_so(checker: User, web: LocalWeb) -> None:
    page = records(fetched(checker, web.url("/gzip")))[1]
    assert page[3] == PAGE.encode()
    assert page[2].get_header("Content-Encoding") is None
    assert page[2].get_header("X-Archive-Orig-Content-Encoding") == "gzip"
    assert page[2].get_header("Content-Length") == str(len(PAGE.encode()))


def test_another_reader_sees_the_same(checker: User, web: LocalWeb) -> None:
    snapshot = fetched(checker, web.url("/page"))
    data = warc(snapshot, blobs.read(snapshot.blob))
    read = [
        (r.headers["WARC-Type"], r.verify_payload_digest(consume=False), r.reader.read())
        for r in FastIterator(BytesIO(data))
    ]
    assert [name for name, *_ in read] == ["warcinfo", "response", "metadata"]
    assert read[1][1]
    assert read[1][2] == PAGE.encode()
    assert data[:2] == b"\x1f\x8b"


def test_an_upload_is_a_resource_without_its_person(checker: User) -> None:
    source, _new = sources.find_or_add(by=checker, url="", protected=False, title="Ledger")
    snapshot = sources.take_upload(source=source, by=checker, upload=Upload("ledger.txt", b"27 hours", "text/plain"))
    _info, page, about = records(snapshot)
    assert (page[0], page[1]["Content-Type"], page[3]) == ("resource", "text/plain", b"27 hours")
    assert page[1]["WARC-Target-URI"] == f"urn:sha256:{snapshot.blob_id}"
    assert json.loads(about[3])["captured_by_person"] is True
    assert checker.username.encode() not in about[3]


@pytest.mark.parametrize("value", ["ж 👍", "a\tb", "", "x" * 2000])
def test_odd_headers_and_addresses_break_no_file(checker: User, web: LocalWeb, value: str) -> None:
    snapshot = fetched(checker, web.url("/page"))
    snapshot.headers = [["X-Odd", value], ["Content-Type", "text/html"]]
    snapshot.final_url = f"{web.url('/page')}?q=ж"
    assert records(snapshot)[1][3] == PAGE.encode()
    assert Source.objects.count() == 1
