"""Recordings in their player: in parts, with captions, and with what people write down of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from annotations.models import Snapshot, Source, User
from annotations.services.evidence import citations, recordings, sources
from annotations.services.store.uploads import Upload
from tests import factories
from tests.capture.recordings import MP4, VTT, sound
from tests.conftest import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(checker: User) -> Source:
    return sources.find_or_add(by=checker, url="https://video.example/watch/7", protected=False)[0]


@pytest.fixture
def recording(source: Source, checker: User) -> Snapshot:
    return hand_in(source, checker, MP4)


def hand_in(source: Source, by: User, data: bytes) -> Snapshot:
    upload = Upload("hearing", data[:65_536], "", SimpleUploadedFile("hearing", data))
    return sources.take_upload(source=source, by=by, upload=upload)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def part(client: Client, made: Snapshot, asked: str, **headers: str) -> Any:
    answer = client.get(f"/copies/{made.pk}/recording/", headers={"range": asked, **headers})
    answer.got = body(answer)  # type: ignore[attr-defined]  # read to its end, so that the file is closed
    return answer


@pytest.mark.parametrize(("asked", "first", "last"), [
    ("bytes=0-", 0, 4999), ("bytes=10-19", 10, 19), ("bytes=4990-", 4990, 4999), ("bytes=-5", 4995, 4999),
    ("bytes=0-99999", 0, 4999), ("bytes=-99999", 0, 4999),
])  # fmt: skip
def test_a_player_gets_the_part_that_it_asks_for(
    checker_client: Client, recording: Snapshot, asked: str, first: int, last: int
) -> None:
    answer = part(checker_client, recording, asked)
    assert (answer.status_code, answer["Content-Range"]) == (206, f"bytes {first}-{last}/5000")
    assert answer["Content-Type"] == "video/mp4"
    assert answer.got == MP4[first : last + 1]
    assert int(answer["Content-Length"]) == len(answer.got)


def test_the_whole_is_given_where_no_part_is_asked_for(checker_client: Client, recording: Snapshot) -> None:
    answer = checker_client.get(f"/copies/{recording.pk}/recording/")
    assert (answer.status_code, answer["Accept-Ranges"], body(answer)) == (200, "bytes", MP4)


@pytest.mark.parametrize(
    "asked", ["bytes=a-b", "bytes=-", "lines=0-1", "bytes=0-1,5-6", "bytes=9-3", "bytes=" + "9" * 40 + "-"]
)
def test_what_makes_no_sense_gets_the_whole(checker_client: Client, recording: Snapshot, asked: str) -> None:
    answer = part(checker_client, recording, asked)
    assert (answer.status_code, answer.got) == (200, MP4)


@pytest.mark.parametrize("asked", ["bytes=5000-", "bytes=-0"])
def test_a_part_that_is_not_there(checker_client: Client, recording: Snapshot, asked: str) -> None:
    answer = part(checker_client, recording, asked)
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */5000")


def test_a_part_of_another_file_is_not_taken_for_this(checker_client: Client, recording: Snapshot) -> None:
    assert part(checker_client, recording, "bytes=0-9", **{"if-range": '"other"'}).got == MP4
    assert part(checker_client, recording, "bytes=0-9", **{"if-range": f'"{recording.blob_id}"'}).status_code == 206


def test_parts_are_bounded(checker_client: Client, recording: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.web.ranges.MOST", 1_000)
    answer = part(checker_client, recording, "bytes=100-")
    assert answer["Content-Range"] == "bytes 100-1099/5000"


def test_nothing_in_it_may_run(checker_client: Client, recording: Snapshot) -> None:
    answer = part(checker_client, recording, "bytes=0-9")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_page_of_a_recording_plays_it(checker_client: Client, recording: Snapshot, checker: User) -> None:
    html = checker_client.get(f"/copies/{recording.pk}/").content.decode()
    assert f'<video id="player" controls preload="metadata" src="/copies/{recording.pk}/recording/"' in html
    assert "Nobody has written down yet what is said in it." in words_of(html)
    assert "WARC" not in html
    said = recordings.add_transcript(recording=recording, by=checker, upload=Upload("said.vtt", VTT, "text/vtt"))
    html = checker_client.get(f"/copies/{recording.pk}/").content.decode()
    assert f'href="/copies/{said.pk}/"' in html
    assert f'src="/copies/{said.pk}/captions.vtt"' in html
    assert checker_client.get(f"/copies/{recording.pk}/warc/").status_code == 404


def test_sound_is_played_as_sound(checker_client: Client, source: Source, checker: User) -> None:
    made = hand_in(source, checker, sound(1))
    assert '<audio id="player"' in checker_client.get(f"/copies/{made.pk}/").content.decode()


def test_a_transcript_leads_to_the_time_of_its_words(
    checker_client: Client, source: Source, recording: Snapshot, checker: User
) -> None:
    said = recordings.add_transcript(recording=recording, by=checker, upload=Upload("said.vtt", VTT, "text/vtt"))
    html = checker_client.get(f"/copies/{said.pk}/").content.decode()
    assert '<a class="time" data-skip data-seconds="62" href="?at=62#player">1:02</a>' in html
    cited = citations.cite_source(
        review=factories.draft(checker), by=checker, source=source, citation={"quoted_words": "opened again in spring"}
    )
    html = checker_client.get(f"/copies/{said.pk}/?citation={cited.pk}").content.decode()
    assert f'src="/copies/{recording.pk}/recording/#t=62"' in html
    assert "opened again in spring</mark>" in html
    assert '/recording/#t=5"' in checker_client.get(f"/copies/{said.pk}/?at=5").content.decode()
    assert checker_client.get(f"/copies/{said.pk}/?at=x").status_code == 200


def test_captions(checker_client: Client, recording: Snapshot, checker: User) -> None:
    said = recordings.add_transcript(recording=recording, by=checker, upload=Upload("", b"0:01 Hm.\n0:02 No.", ""))
    answer = checker_client.get(f"/copies/{said.pk}/captions.vtt")
    assert answer["Content-Type"].startswith("text/vtt")
    assert answer.content.startswith(b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHm.")
    assert checker_client.get(f"/copies/{recording.pk}/captions.vtt").status_code == 404
    assert checker_client.get(f"/copies/{said.pk}/recording/").status_code == 404


def test_a_transcript_is_added_by_its_form(checker_client: Client, recording: Snapshot) -> None:
    address = f"/copies/{recording.pk}/transcript/"
    typed = "0:05 Rowan: We closed it.\n1:10 Then?"
    answer = checker_client.post(address, {"words": typed})
    made = Snapshot.objects.all().transcripts().get()
    assert (answer.status_code, answer["Location"]) == (302, f"/copies/{made.pk}/")
    answer = checker_client.post(address, {"file": SimpleUploadedFile("said.vtt", VTT)})
    assert Snapshot.objects.all().transcripts().count() == 2


@pytest.mark.parametrize(("sent", "said"), [
    ({"words": "We closed it."}, "Begin each passage with one, as in 1:23."), ({"words": " "}, "one of the two"),
    ({"words": "0:05 We", "file": SimpleUploadedFile("said.vtt", VTT)}, "one of the two"),
])  # fmt: skip
def test_what_is_wrong_with_a_transcript_is_said_and_nothing_is_lost(
    checker_client: Client, recording: Snapshot, sent: dict[str, Any], said: str
) -> None:
    answer = checker_client.post(f"/copies/{recording.pk}/transcript/", sent)
    assert answer.status_code == 422
    assert said in words_of(answer.content.decode())
    assert sent.get("words", "") in answer.content.decode()
    assert not Snapshot.objects.all().transcripts().exists()


def test_a_recording_may_be_larger_than_a_document(checker_client: Client, source: Source, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES, settings.RECORDING_MAX_BYTES = 1_000, 6_000
    address = f"/sources/{source.pk}/upload/"
    assert checker_client.post(address, {"file": SimpleUploadedFile("a.txt", bytes(2_000))}).status_code == 422
    assert checker_client.post(address, {"file": SimpleUploadedFile("a.mp4", MP4 + bytes(2_000))}).status_code == 422
    assert checker_client.post(address, {"file": SimpleUploadedFile("a.mp4", MP4)}).status_code == 302
    assert source.snapshots.get().size == 5_000


def test_a_recording_is_asked_for_at_its_source(checker_client: Client, source: Source, settings: Any) -> None:
    settings.RECORD = "no"
    assert "video or sound" not in words_of(checker_client.get(f"/sources/{source.pk}/").content.decode())
    settings.RECORD = "yes"
    assert "Keep its video or sound" in words_of(checker_client.get(f"/sources/{source.pk}/").content.decode())
    checker_client.post(f"/sources/{source.pk}/record/")
    html = words_of(checker_client.get(f"/sources/{source.pk}/").content.decode())
    assert "Video or sound: Waiting for a worker (asked for)" in html


def test_the_attempts_name_what_was_kept(
    checker_client: Client, source: Source, recording: Snapshot, checker: User
) -> None:
    recordings.add_transcript(recording=recording, by=checker, upload=Upload("said.vtt", VTT, "text/vtt"))
    assert "What is said in it" in words_of(checker_client.get(f"/sources/{source.pk}/").content.decode())
