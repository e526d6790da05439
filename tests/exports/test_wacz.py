"""A captured page as a WACZ file, read by other readers than ours."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import zipfile
from io import BytesIO

import fastwarc
import pytest
from django.utils import timezone
from warcio.archiveiterator import ArchiveIterator

from annotations.exports.wacz import surt, wacz
from annotations.extraction.kinds import WACZ, WARC
from annotations.extraction.web.bundles import unpack
from annotations.models import CapturedPage, CaptureOrder, User
from annotations.services.evidence import capture_work, sources
from annotations.services.evidence.captures import claim_next
from annotations.services.store import blobs
from tests.capture.made import URL, captured

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(checker: User) -> CapturedPage:
    source = sources.find_or_add(by=checker, url=URL, protected=False)[0]
    CaptureOrder.objects.create(source=source, url=URL, reason="asked", next_try_at=timezone.now())
    order = claim_next()
    assert order is not None
    copy = capture_work._keep(order, captured())
    assert copy is not None
    return copy.captured_page


@pytest.fixture
def file(page: CapturedPage) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(wacz(page, blobs.read)))


def test_its_members_are_what_its_package_says(file: zipfile.ZipFile, page: CapturedPage) -> None:
    assert file.testzip() is None
    package = json.loads(file.read("datapackage.json"))
    assert (package["profile"], package["wacz_version"], package["mainPageUrl"]) == ("data-package", "1.1.1", URL)
    assert {entry["path"] for entry in package["resources"]} == set(file.namelist()) - {
        "datapackage.json", "datapackage-digest.json",
    }  # fmt: skip
    for entry in package["resources"]:
        body = file.read(entry["path"])
        assert entry["hash"] == f"sha256:{hashlib.sha256(body).hexdigest()}"
        assert entry["bytes"] == len(body)
    digest = json.loads(file.read("datapackage-digest.json"))
    assert digest["hash"] == f"sha256:{hashlib.sha256(file.read('datapackage.json')).hexdigest()}"
    # Players read the archive in place.
    assert file.getinfo("archive/data.warc.gz").compress_type == zipfile.ZIP_STORED


def test_its_pages(file: zipfile.ZipFile) -> None:
    header, told = map(json.loads, file.read("pages/pages.jsonl").splitlines())
    assert header["format"] == "json-pages-1.0"
    assert (told["url"], told["title"]) == (URL, "Harbour bulletin")
    assert "1,204 ships" in told["text"]


def test_each_line_of_the_index_finds_its_record(file: zipfile.ZipFile) -> None:
    data = file.read("archive/data.warc.gz")
    lines = file.read("indexes/index.cdx").decode().splitlines()
    assert lines == sorted(lines)
    assert [line for line in lines if line.startswith("urn:view:")]
    assert [line for line in lines if line.startswith("urn:pdf:")]
    assert len(lines) == 5
    for line in lines:
        key, moment, told = line.split(" ", 2)
        found = json.loads(told)
        part = data[int(found["offset"]) : int(found["offset"]) + int(found["length"])]
        record = next(iter(ArchiveIterator(BytesIO(part))))
        drawn = key.startswith("urn:")
        assert record.rec_type == ("resource" if drawn else "response")
        assert record.rec_headers.get_header("WARC-Target-URI") == found["url"]
        assert record.rec_headers.get_header("WARC-Payload-Digest") == found["digest"]
        assert drawn or record.http_headers.get_statuscode() == found["status"]
        assert (key, len(moment)) == (surt(found["url"]), 14)


def test_its_records_for_two_readers(file: zipfile.ZipFile, page: CapturedPage) -> None:
    data = file.read("archive/data.warc.gz")
    kinds, bodies = [], {}
    for record in ArchiveIterator(BytesIO(data), check_digests="raise"):
        kinds.append(record.rec_type)
        bodies[record.rec_type, record.rec_headers.get_header("WARC-Target-URI")] = record.content_stream().read()
    assert kinds == ["warcinfo", *["response", "request"] * 3, "resource", "resource"]
    assert bodies["response", URL] == b"<div id=app></div>"
    assert bodies["resource", f"urn:view:{URL}"] == blobs.read(page.picture)  # type: ignore[arg-type]
    assert bodies["resource", f"urn:pdf:{URL}"].startswith(b"%PDF")
    other = [record.headers["WARC-Type"] for record in fastwarc.ArchiveIterator(BytesIO(data))]
    assert other == kinds
    # And ours opens it as an upload.
    assert unpack(data, WARC).main.url == URL
    assert unpack(wacz(page, blobs.read), WACZ).main.url == URL


def test_what_was_removed_is_empty(page: CapturedPage) -> None:
    def gone(_blob: object) -> bytes:
        raise FileNotFoundError

    data = zipfile.ZipFile(BytesIO(wacz(page, gone))).read("archive/data.warc.gz")
    # An answer without its body would be another answer; one that sent the browser on never had one.
    left = [r.http_headers.get_statuscode() for r in ArchiveIterator(BytesIO(data)) if r.rec_type == "response"]
    assert left == ["302"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.Harbour.example/Log?b=2&a=1", "example,harbour)/log?a=1&b=2"),
        ("http://harbour.example:8080", "example,harbour:8080)/"),
        ("https://harbour.example/news/", "example,harbour)/news"),
        ("https://harbour.example:443/x", "example,harbour)/x"),
        ("http://127.0.0.1:8000/x", "127.0.0.1:8000)/x"),
    ],
)
def test_addresses_turned_round(url: str, expected: str) -> None:
    assert surt(url) == expected


def test_an_answer_of_nothing_is_an_answer(checker: User) -> None:
    source = sources.find_or_add(by=checker, url=URL, protected=False)[0]
    CaptureOrder.objects.create(source=source, url=URL, reason="asked", next_try_at=timezone.now())
    order = claim_next()
    assert order is not None
    found = captured()
    empty = dataclasses.replace(found.resources[1], url=f"{URL}/empty.css", body=b"")
    found.resources.append(empty)
    copy = capture_work._keep(order, found)
    assert copy is not None
    packed = zipfile.ZipFile(BytesIO(wacz(copy.captured_page, blobs.read)))
    answers = {
        record.rec_headers["WARC-Target-URI"]: record.content_stream().read()
        for record in ArchiveIterator(BytesIO(packed.read("archive/data.warc.gz")))
        if record.rec_type == "response"
    }
    assert answers[empty.url] == b""
