"""Video and sound as evidence: taken by a worker or handed in, quoted at the time at which words are said."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from annotations.models import AuditEvent, CaptureOrder, Citation, Newsroom, Snapshot, Source, User
from annotations.presenters.evidence.citations import citation_views, citations_of
from annotations.presenters.evidence.copies import place_of_quote
from annotations.review.permissions import Refused
from annotations.services.evidence import capture_work, captures, citations, recordings, removals, sources
from annotations.services.evidence.document_copies import REMOVED, newest_copy
from annotations.services.record.audit_check import check_chains
from annotations.services.review import claim_reviews
from annotations.services.store import blobs
from annotations.services.store.uploads import Upload
from tests import factories
from tests.capture.made import cite, fetch, publish, work
from tests.capture.recordings import MP4, VTT, FakeRecorder
from tests.web import LocalWeb

pytestmark = pytest.mark.django_db
URL = "https://video.example/watch/7"
SPOKEN = "It opened again in spring"


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch, settings: Any) -> FakeRecorder:
    settings.RECORD = "yes"
    fake = FakeRecorder()
    monkeypatch.setattr(capture_work, "record", fake)
    return fake


@pytest.fixture
def source(checker: User) -> Source:
    return sources.find_or_add(by=checker, url=URL, protected=False)[0]


def ask(source: Source, by: User) -> CaptureOrder:
    captures.ask(source=source, by=by, what="recording")
    return work()


def handed_in(name: str = "hearing.mp4", data: bytes = MP4) -> Upload:
    return Upload(name, data[:65_536], "video/mp4", SimpleUploadedFile(name, data))


@pytest.mark.usefixtures("site_role")
def test_a_recording_is_kept_with_all_that_belongs_to_it(recorder: FakeRecorder, source: Source, checker: User) -> None:
    order = ask(source, checker)
    assert (order.state, order.what) == ("done", "recording")
    recording = order.snapshot
    assert recording is not None
    assert (recording.media_type, recording.size, recording.title) == ("video/mp4", len(MP4), recorder.facts["title"])
    assert (recording.tool, recording.other_text) == ("yt-dlp 2026.1", "The hearing in full.")
    assert {part.media_type for part in recording.parts.all()} == {"text/vtt", "image/png", "application/json"}
    assert blobs.read(recording.blob) == MP4  # type: ignore[arg-type]
    source.refresh_from_db()
    assert (source.title, source.authors, str(source.published_on)) == (
        "Hearing of the ports committee", "Ministry of Ports", "2026-11-02",
    )  # fmt: skip
    assert list(blobs.verify()) == []


def test_words_are_pinned_at_the_time_at_which_they_are_said(recorder: FakeRecorder, checker: User) -> None:
    cited = cite(checker, URL, SPOKEN)
    ask(cited.source, checker)
    cited.refresh_from_db()
    assert cited.snapshot is not None
    assert cited.snapshot.media_type == "text/vtt"
    assert (cited.locator, place_of_quote(cited.snapshot, cited)) == ("1:02", "at 1:02")


def test_what_its_page_lacks_is_no_news_once_the_words_are_found(
    recorder: FakeRecorder, opened: LocalWeb, checker: User
) -> None:
    cited = cite(checker, opened.url("/silence"), SPOKEN)
    cited.source.fetches.all().delete()
    cited.source.snapshots.create(blob=blobs.keep(b"<p></p>"), media_type="text/html", why="page_without_text")
    [view] = citation_views(citations_of(cited.review), checker)
    assert view.state.detail
    ask(cited.source, checker)
    [view] = citation_views(citations_of(cited.review), checker)
    assert (view.state.key, view.state.detail, view.quote_found) == ("kept", "", True)


def test_a_place_that_somebody_wrote_stays(recorder: FakeRecorder, checker: User) -> None:
    cited = cite(checker, URL, SPOKEN)
    citations.change(citation=cited, by=checker, values={"locator": "in the second part"})
    ask(cited.source, checker)
    cited.refresh_from_db()
    assert (cited.locator, cited.snapshot is None) == ("in the second part", False)


def test_what_readers_see_tells_the_time(recorder: FakeRecorder, checker: User, editor: User) -> None:
    cited = cite(checker, URL, SPOKEN)
    ask(cited.source, checker)
    publish(Citation.objects.get(pk=cited.pk), checker, editor)
    cited.review.refresh_from_db()
    assert cited.review.content["citations"][0]["locator"] == "1:02"


def test_the_page_stays_the_document(recorder: FakeRecorder, opened: LocalWeb, checker: User) -> None:
    cited = cite(checker, opened.url("/canonical"))
    fetched = fetch(cited.source)
    ask(cited.source, checker)
    assert newest_copy(cited.source) == fetched
    cited.refresh_from_db()
    assert cited.snapshot == fetched
    recording = Snapshot.objects.recordings().get()
    assert recording.part_of == fetched
    citations.change(citation=cited, by=checker, values={"quoted_words": SPOKEN})
    cited.refresh_from_db()
    assert cited.snapshot is not None
    assert cited.snapshot.is_transcript
    [view] = citation_views(citations_of(cited.review), checker)
    assert (view.quote_found, view.snapshot) == (True, cited.snapshot)
    # A new look at the page takes nothing away.
    fetch(cited.source)
    cited.refresh_from_db()
    assert cited.snapshot.is_transcript  # type: ignore[union-attr]


def test_what_is_said_is_not_missed_on_its_page(
    recorder: FakeRecorder, opened: LocalWeb, checker: User, editor: User
) -> None:
    cited = cite(checker, opened.url("/canonical"), SPOKEN)
    fetch(cited.source)
    ask(cited.source, checker)
    publish(Citation.objects.get(pk=cited.pk), checker, editor)
    fetch(cited.source, reason="watch")
    assert not cited.source.changes.exists()


def test_two_orders_stand_beside_each_other_and_pages_come_first(source: Source, checker: User, settings: Any) -> None:
    settings.CAPTURE = settings.RECORD = "yes"
    first = captures.ask(source=source, by=checker, what="recording")
    assert captures.ask(source=source, by=checker, what="recording") == first
    page_order = captures.ask(source=source, by=checker)
    assert captures.claim_next() == page_order
    assert captures.claim_next() == first


@pytest.mark.parametrize("code", ["no_recording", "too_large", "live", "recording_login"])
def test_why_there_is_none_is_told(recorder: FakeRecorder, source: Source, checker: User, code: str) -> None:
    recorder.code = code
    order = ask(source, checker)
    assert (order.state, order.error) == ("failed", code)
    assert order in captures.open_orders(source)
    assert not source.snapshots.exists()
    source.refresh_from_db()
    assert source.health == ""


def test_what_may_pass_is_tried_again(recorder: FakeRecorder, source: Source, checker: User) -> None:
    recorder.code = "recorder_broke"
    assert ask(source, checker).state == "waiting"
    recorder.code = ""
    assert work().state == "done"


def test_a_file_that_is_no_recording_is_not_kept(recorder: FakeRecorder, source: Source, checker: User) -> None:
    recorder.file = b"<!doctype html><p>Log in"
    assert ask(source, checker).error == "no_recording"


def test_captions_without_times_are_left_out(recorder: FakeRecorder, source: Source, checker: User) -> None:
    recorder.transcript, recorder.still = b"nothing", b""
    assert ask(source, checker).state == "done"
    assert not Snapshot.objects.all().transcripts().exists()


def test_every_recording_by_setting(recorder: FakeRecorder, opened: LocalWeb, checker: User, settings: Any) -> None:
    Newsroom.objects.create(pk=1, keep_recordings=True)
    cited = cite(checker, opened.url("/canonical"))
    fetch(cited.source)
    recorder.code = "no_recording"
    assert capture_work.work_on_next() is not None
    assert not CaptureOrder.objects.exists()  # nobody asked, and there is none
    settings.RECORD = "no"
    fetch(cited.source)
    assert not CaptureOrder.objects.exists()


def test_without_yt_dlp_it_says_whom_to_ask(source: Source, checker: User, settings: Any) -> None:
    settings.RECORD = "no"
    with pytest.raises(Refused, match="no_recorder_here"):
        captures.ask(source=source, by=checker, what="recording")


@pytest.mark.usefixtures("site_role")
def test_a_removed_recording_is_not_taken_again(
    recorder: FakeRecorder,
    source: Source,
    checker: User,
    editor: User,
    other_editor: User,
    django_capture_on_commit_callbacks: Any,
) -> None:
    order = ask(source, checker)
    asked = removals.ask(by=editor, ground="Order 12", snapshot=order.snapshot)
    with django_capture_on_commit_callbacks(execute=True):
        removals.decide(removal=asked, by=other_editor, remove=True)
    with pytest.raises(Refused, match="removed_content"):
        captures.ask(source=source, by=checker, what="recording")
    # What is said in it went with it, and its still.
    assert order.snapshot is not None
    assert set(order.snapshot.parts.values_list("text", "why")) == {("", REMOVED)}
    assert not any(default_storage.exists(part.blob.storage_name) for part in order.snapshot.parts.all() if part.blob)
    assert list(check_chains()) == []


def test_a_recording_that_was_removed_while_it_was_taken_is_not_kept(
    recorder: FakeRecorder, source: Source, checker: User, editor: User, other_editor: User
) -> None:
    first = ask(source, checker).snapshot
    second = captures.order(source, "asked", checker, what="recording")
    asked = removals.ask(by=editor, ground="Order 12", snapshot=first)
    removals.decide(removal=asked, by=other_editor, remove=True)
    recorder.file = MP4 + b"again"
    assert work() == second
    second.refresh_from_db()
    assert (second.state, second.error) == ("failed", "removed_content")


def test_what_a_site_says_holds_nothing_that_rows_do_not(recorder: FakeRecorder, source: Source, checker: User) -> None:
    recorder.facts |= {"webpage_url": "javascript:alert(1)", "tags": ["x"] * 3}
    order = ask(source, checker)
    assert order.snapshot is not None
    assert order.snapshot.final_url == ""


def test_a_recording_handed_in(source: Source, checker: User) -> None:
    made = sources.take_upload(source=source, by=checker, upload=handed_in())
    assert (made.media_type, made.size, made.part_of, made.text) == ("video/mp4", len(MP4), None, "")
    assert newest_copy(source) == made
    said = recordings.add_transcript(recording=made, by=checker, upload=Upload("said.vtt", VTT, "text/vtt"))
    assert (said.part_of, said.media_type, said.captured_by) == (made, "text/vtt", checker)
    assert AuditEvent.objects.filter(verb="source.transcribed").count() == 1
    assert recordings.transcript_of(made) == said
    assert recordings.recording_of(said) == made


def test_a_recording_handed_in_belongs_to_the_page_that_it_was_on(opened: LocalWeb, checker: User) -> None:
    cited = cite(checker, opened.url("/canonical"))
    fetched = fetch(cited.source)
    made = sources.take_upload(source=cited.source, by=checker, upload=handed_in())
    cited.refresh_from_db()
    assert (made.part_of, cited.snapshot, newest_copy(cited.source)) == (fetched, fetched, fetched)
    # A file of captions belongs to it, by whichever form it comes.
    said = sources.take_upload(source=cited.source, by=checker, upload=Upload("said.vtt", VTT, "text/vtt"))
    assert said.part_of == made


def test_a_typed_transcript_pins_what_is_quoted(source: Source, checker: User) -> None:
    made = sources.take_upload(source=source, by=checker, upload=handed_in())
    review = factories.draft(checker)
    cited = citations.cite_source(review=review, by=checker, source=source, citation={"quoted_words": "We closed it"})
    typed = Upload("", b"0:05 Rowan: We closed\nit in spring.\n1:10 Then?", "text/plain")
    said = recordings.add_transcript(recording=made, by=checker, upload=typed)
    cited.refresh_from_db()
    assert (cited.snapshot, cited.locator, said.tool, said.media_type) == (said, "0:05", "typed", "text/plain")


def test_a_transcript_without_times_is_told_at_its_field(source: Source, checker: User) -> None:
    made = sources.take_upload(source=source, by=checker, upload=handed_in())
    with pytest.raises(ValidationError) as told:
        recordings.add_transcript(recording=made, by=checker, upload=Upload("", b"We closed it.", "text/plain"))
    assert list(told.value.message_dict) == ["words"]
    with pytest.raises(ValidationError) as told:
        recordings.add_transcript(recording=made, by=checker, upload=Upload("a.srt", b"We closed it.", ""))
    assert list(told.value.message_dict) == ["file"]


def test_transcripts_of_protected_sources_are_for_those_who_see_them(checker: User, other_checker: User) -> None:
    hidden = sources.find_or_add(by=checker, url="", protected=True)[0]
    made = sources.take_upload(source=hidden, by=checker, upload=handed_in())
    with pytest.raises(Refused, match="protected_add"):
        recordings.add_transcript(recording=made, by=other_checker, upload=Upload("a.vtt", VTT, ""))


def test_a_recording_is_stored_without_being_held(source: Source, checker: User) -> None:
    pieces = (bytes([n]) * 100_000 for n in range(50))
    blob = blobs.keep_pieces(pieces)
    assert blob.size == 5_000_000
    assert list(blobs.verify()) == []
    assert blobs.keep_pieces([blobs.read(blob)]) == blob


def test_a_verdict_may_rest_on_a_recording(recorder: FakeRecorder, checker: User) -> None:
    cited = cite(checker, URL, SPOKEN)
    ask(cited.source, checker)
    assert claim_reviews.submit(review=cited.review, by=checker).status == "in_review"
