"""Kept copies over HTTP: what may be seen of each kind, and that nothing in one runs or reaches out."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from annotations.models import Snapshot, Source, User
from annotations.services.evidence import citations, fetch_work, sources
from annotations.services.store import fetches
from annotations.services.store.uploads import Upload
from tests import factories
from tests.conftest import client_of, words_of
from tests.documents import mhtml, png, warc
from tests.web import LocalWeb, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(checker: User) -> Source:
    return sources.find_or_add(by=checker, url="https://harbour.example/bulletin", protected=False)[0]


def uploaded(source: Source, by: User, name: str, data: bytes, kind: str = "application/octet-stream") -> Snapshot:
    return sources.take_upload(source=source, by=by, upload=Upload(name, data, kind))


def fetched(source: Source, url: str) -> Snapshot:
    fetches.enqueue(source=source, url=url)
    fetch_work.work_on_next()
    return source.snapshots.latest("pk")


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_a_quote_in_a_table_tells_its_cell(checker: User, checker_client: Client) -> None:
    draft = factories.draft(checker)
    cited = citations.cite_upload(
        review=draft, by=checker, upload=Upload("dues.csv", b"year,dues\n2023,14.2\n", "text/csv"),
        url="", protected=False, citation={"quoted_words": "14.2"}, source={"type": "primary"},
    )  # fmt: skip
    cited.refresh_from_db()
    page = read(checker_client, f"/copies/{cited.snapshot_id}/?citation={cited.pk}")
    assert "“14.2” · B2" in " ".join(re.sub("[\u2066-\u2069]", "", page).split())


def test_a_quote_beside_the_main_text_is_told(checker: User, checker_client: Client, web: LocalWeb) -> None:
    draft = factories.draft(checker)
    cited = citations.cite(
        review=draft, by=checker, url=web.url("/page"), protected=False,
        citation={"quoted_words": "Imprint"}, source={"type": "primary"},
    )  # fmt: skip
    fetched(cited.source, web.url("/page"))
    assert "stand on the page, outside its main text" in read(checker_client, f"/claims/{draft.claim_id}/")


def test_the_page_stands_in_a_sandbox(source: Source, checker_client: Client, web: LocalWeb) -> None:
    copy = fetched(source, web.url("/page"))
    outer = checker_client.get(f"/copies/{copy.pk}/?as=page")
    assert re.search(r'<iframe class="kept-page" sandbox src="/copies/\d+/page/"', outer.content.decode())
    inner = checker_client.get(f"/copies/{copy.pk}/page/")
    policy = inner["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "allow-" not in policy
    assert "frame-ancestors 'self'" in policy
    assert inner["X-Frame-Options"] == "SAMEORIGIN"
    assert "1,204 ships" in inner.content.decode()


def test_no_other_page_can_be_framed(source: Source, checker_client: Client) -> None:
    for path in ("/sources/", f"/sources/{source.pk}/", "/dashboard/", "/"):
        answer = checker_client.get(path)
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(("name", "data"), [("saved.mhtml", mhtml()), ("copy.warc.gz", warc())], ids=["mhtml", "warc"])
def test_saved_pages_are_read_and_shown(
    source: Source, checker: User, checker_client: Client, name: str, data: bytes
) -> None:
    copy = uploaded(source, checker, name, data)
    page = read(checker_client, f"/copies/{copy.pk}/")
    assert "1,204 ships" in page
    assert f"uploaded by {checker}" in words_of(page)
    assert "data:image/png;base64," in read(checker_client, f"/copies/{copy.pk}/page/")


def test_a_picture_is_shown_and_its_words_asked_for(source: Source, checker: User, checker_client: Client) -> None:
    copy = uploaded(source, checker, "chart.png", png())
    page = read(checker_client, f"/copies/{copy.pk}/")
    assert "Nobody has said yet what this picture shows." in page
    answer = checker_client.get(f"/copies/{copy.pk}/picture/")
    assert (answer["Content-Type"], answer.content) == ("image/png", png())
    form = {"type": "primary", "alt_text": "Waiting times by quarter"}
    assert checker_client.post(f"/sources/{source.pk}/", form).status_code == 302
    assert 'alt="Waiting times by quarter"' in read(checker_client, f"/copies/{copy.pk}/")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.png", b"<html><script>alert(1)</script></html>", "image/png"),
        ("report.docx", b"PK\x03\x04 and so on", "application/octet-stream"),
    ],
)
def test_only_plain_pictures_are_served_as_pictures(
    source: Source, checker: User, checker_client: Client, name: str, data: bytes, kind: str
) -> None:
    copy = uploaded(source, checker, name, data, kind)
    assert checker_client.get(f"/copies/{copy.pk}/picture/").status_code == 404
    original = checker_client.get(f"/copies/{copy.pk}/original/")
    assert original["Content-Type"] == "application/octet-stream"
    assert b"".join(original.streaming_content) == data
    assert checker_client.get(f"/copies/{copy.pk}/").status_code == 200


def test_the_page_of_a_pdf_with_the_quoted_words(checker: User, checker_client: Client) -> None:
    review = factories.draft(checker)
    citation = citations.cite_upload(
        review=review, by=checker, upload=Upload("report.pdf", pdf("Mean waiting time was 27 hours."), ""), url="",
        protected=False, citation={"stance": "supports", "quoted_words": "27 hours"}, source={"type": "primary"},
    )  # fmt: skip
    copy = citation.source.snapshots.get()
    page = read(checker_client, f"/copies/{copy.pk}/?as=pages&citation={citation.pk}")
    address = re.search(r'class="kept-picture"\s+src="([^"]+)"', page)
    assert address
    marked = checker_client.get(address[1])
    bare = checker_client.get(f"/copies/{copy.pk}/pages/1/")
    assert marked["Content-Type"] == bare["Content-Type"] == "image/png"
    assert marked.content != bare.content
    assert checker_client.get(f"/copies/{copy.pk}/pages/2/").status_code == 404


def scan(pages: int) -> bytes:
    """A PDF of pictures only."""
    out, drawn = BytesIO(), [Image.new("RGB", (80, 60), (n * 40, 90, 90)) for n in range(pages)]
    drawn[0].save(out, "PDF", save_all=True, append_images=drawn[1:])
    return out.getvalue()


def test_a_scanned_pdf_has_an_end(source: Source, checker: User, checker_client: Client) -> None:
    copy = uploaded(source, checker, "scan.pdf", scan(3))
    assert "Page 1 of 3" in read(checker_client, f"/copies/{copy.pk}/")
    last = read(checker_client, f"/copies/{copy.pk}/?as=pages&page=3")
    assert "Page 3 of 3" in last
    assert "Next page" not in last
    assert checker_client.get(f"/copies/{copy.pk}/?as=pages&page=4").status_code == 404


@pytest.mark.parametrize("way", ["page", "picture", "pages/1", "original", "warc"])
def test_a_protected_copy_is_for_its_author_and_editors(checker: User, editor: User, auditor: User, way: str) -> None:
    source = factories.cite(checker, factories.draft(checker), protected=True)
    path = f"/copies/{source.snapshots.get().pk}/{way}/"
    stranger = factories.UserFactory(role="checker")
    assert [client_of(person).get(path).status_code for person in (stranger, auditor)] == [404, 404]
    answer = client_of(editor).get(path)
    assert answer.status_code in (200, 404)
    list(answer)  # read to its end, a file is closed
    assert client_of(checker).get(f"/copies/{source.snapshots.get().pk}/warc/").status_code == 200


def test_a_lost_file_is_no_server_error(source: Source, checker_client: Client, web: LocalWeb, settings) -> None:
    copy = fetched(source, web.url("/page"))
    settings.MEDIA_ROOT += "/elsewhere"
    for way in ("page", "original", "warc"):
        assert checker_client.get(f"/copies/{copy.pk}/{way}/").status_code == 404


def test_how_it_was_made_is_told(source: Source, checker_client: Client, web: LocalWeb) -> None:
    copy = fetched(source, web.url("/cookie"))
    page = read(checker_client, f"/copies/{copy.pk}/")
    assert f"{web.url('/cookie')} (302) → {web.url('/page')}" in page
    assert "127.0.0.1, port" in page
    assert copy.blob_id in page


def test_the_same_document_again_is_no_second_copy(source: Source, checker_client: Client, web: LocalWeb) -> None:
    first = fetched(source, web.url("/page"))
    again = fetched(source, web.url("/page"))
    assert (again.same_as_id, again.blob_id, again.text) == (first.pk, None, "")
    told = fetched(source, web.url("/validated"))
    assert told.same_as_id == first.pk
    assert "unchanged, the same as" in read(checker_client, f"/sources/{source.pk}/")
    assert source.fetches.filter(state="done").count() == 3


def test_a_server_that_knows_is_asked_only_for_what_is_newer(source: Source, web: LocalWeb) -> None:
    first = fetched(source, web.url("/validated"))
    again = fetched(source, web.url("/validated"))
    assert (again.status, again.same_as_id) == (304, first.pk)


def test_a_doubtful_copy_is_never_taken_for_the_document(source: Source, web: LocalWeb) -> None:
    fetched(source, web.url("/consent"))
    again = fetched(source, web.url("/consent"))
    assert again.same_as_id is None
    assert again.why == "doubt_consent"


def test_a_doubt_is_settled_by_one_press(checker: User, checker_client: Client, web: LocalWeb) -> None:
    review = factories.draft(checker)
    values = {"stance": "supports", "quoted_words": ""}
    made = citations.cite(
        review=review, by=checker, url=web.url("/consent"), protected=False, citation=values, source={}
    )
    fetch_work.work_on_next()
    copy = made.source.snapshots.get()
    card = read(checker_client, f"/claims/{review.claim_id}/")
    assert "Yes, this is the page" in card
    assert f"/copies/{copy.pk}/?as=page&amp;citation={made.pk}" in card
    assert checker_client.post(f"/sources/{made.source_id}/confirm/", {"copy": "99999"}).status_code == 422
    answer = checker_client.post(f"/sources/{made.source_id}/confirm/", {"copy": copy.pk, "claim": review.claim_id})
    assert answer.status_code == 302
    card = read(checker_client, f"/claims/{review.claim_id}/")
    assert "is this the page" not in card
    assert "asks about cookies" not in card
    assert fetched(made.source, web.url("/consent")).same_as_id == copy.pk


def pin(client: Client, citation: int, copy: Snapshot, start: int, end: int, quote: str) -> int:
    values = {"copy": copy.pk, "start": start, "end": end, "quote": quote}
    return client.post(f"/citations/{citation}/pin/", values).status_code


def test_words_selected_in_a_copy_become_the_quoted_words(checker: User, checker_client: Client) -> None:
    review = factories.draft(checker)
    copy = factories.cite(checker, review, quote="").snapshots.get()
    citation = review.citations.get()
    page = read(checker_client, f"/copies/{copy.pk}/?citation={citation.pk}")
    assert f'formaction="/citations/{citation.pk}/pin/"' in page
    assert "data-cuts=" in page
    start = copy.text.index("27 hours")
    assert pin(checker_client, citation.pk, copy, start, start + 8, "27 hours") == 302
    citation.refresh_from_db()
    assert (citation.quoted_words, citation.snapshot_id, citation.quote_start) == ("27 hours", copy.pk, start)


def test_a_pin_that_is_not_at_its_place_is_refused(checker: User, checker_client: Client, web: LocalWeb) -> None:
    review = factories.draft(checker)
    copy = factories.cite(checker, review, quote="").snapshots.get()
    citation = review.citations.get()
    assert pin(checker_client, citation.pk, copy, 0, 8, "27 hours") >= 400
    assert pin(checker_client, citation.pk, copy, 0, 0, "") >= 400
    assert pin(checker_client, citation.pk, copy, 10**6, 10**6 + 8, "27 hours") >= 400
    other = factories.cite(checker, factories.draft(checker)).snapshots.get()
    start = other.text.index("27 hours")
    assert pin(checker_client, citation.pk, other, start, start + 8, "27 hours") >= 400
    citation.refresh_from_db()
    assert citation.quoted_words == ""


def test_what_was_submitted_is_pinned_no_more(checker: User, checker_client: Client) -> None:
    review = factories.submitted(checker)
    citation = review.citations.get()
    copy = citation.source.snapshots.get()
    assert "Pin as quoted words" not in read(checker_client, f"/copies/{copy.pk}/")
    start = copy.text.index("31 hours")
    assert pin(checker_client, citation.pk, copy, start, start + 8, "31 hours") >= 400


def test_facts_tell_where_they_are_from(source: Source, checker_client: Client, web: LocalWeb) -> None:
    fetched(source, web.url("/page"))
    page = read(checker_client, f"/sources/{source.pk}/")
    assert "Taken from the document." in page
    values = {"type": "secondary", "title": "Bulletin, third quarter", "why_no_primary": "The log is not public."}
    checker_client.post(f"/sources/{source.pk}/", values)
    source.refresh_from_db()
    assert source.facts_from["title"] == "person"
    page = read(checker_client, f"/sources/{source.pk}/")
    assert "Written by a person." in page
    assert "The log is not public." in page


def test_what_a_picture_tells_of_itself_is_for_the_newsroom(
    source: Source, checker: User, checker_client: Client
) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:11:02 14:05:00"
    out = BytesIO()
    Image.new("RGB", (40, 30)).save(out, "JPEG", exif=exif)
    copy = uploaded(source, checker, "ship.jpg", out.getvalue(), "image/jpeg")
    page = words_of(read(checker_client, f"/copies/{copy.pk}/"))
    assert "Taken 2026-11-02 14:05:00" in page
    assert "Pixels 40 × 30" in page
    assert client_of(None).get(f"/copies/{copy.pk}/").status_code == 302
