"""Video and sound: taken from a site by a worker or handed in, with what is said in them as text with times."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from annotations.capture.captured import CaptureLimits
from annotations.capture.recording import Recorded
from annotations.extraction.document import Document, Unreadable
from annotations.extraction.kinds import IMAGES, JSON, RECORDINGS, TRANSCRIPTS, sniff
from annotations.fetching.errors import FetchError
from annotations.fetching.urls import checked_url
from annotations.models import CaptureOrder, CaptureState, Snapshot, User
from annotations.models.evidence.explained import explained
from annotations.parsing import parser
from annotations.review.permissions import Permission, Refused, check_can
from annotations.review.visibility import can_see_source_detail
from annotations.services.evidence import captures, sources
from annotations.services.evidence.captures import mine, release, renew, was_removed
from annotations.services.record import audit
from annotations.services.store import blobs, uploads
from annotations.services.store.uploads import Upload
from annotations.wording.sentences import sentence_of

PIECE = 1 << 20


def limits() -> CaptureLimits:
    """Those of a page in a browser, with the time and size of a recording; yt-dlp has no sandbox of its own."""
    bounds = {"seconds": settings.RECORDING_MAX_SECONDS, "max_bytes": settings.RECORDING_MAX_BYTES}
    return replace(captures.limits(), **bounds, sandbox=False)


def keep(work: CaptureOrder, found: Recorded) -> FetchError | None:
    """Keep what was taken and close the order; the error where it is no recording.

    Nothing is written when the claim was lost meanwhile.
    """
    kind = sniff(_beginning(found.file)) if found.file else ""
    if found.file is None or work.source is None or kind not in RECORDINGS:
        return FetchError("no_recording")
    if not renew(work):
        return None
    document = _document(found.transcript)
    blob = blobs.keep_pieces(_pieces(found.file))
    beside = {what: blobs.keep_unless_removed(data) for what, data in _beside(found, document).items()}
    with transaction.atomic():
        if not CaptureOrder.objects.select_for_update().filter(mine(work)).exists():
            return None
        if was_removed(work.source):
            return FetchError("removed_content")
        page = work.source.snapshots.filter(part_of=None).order_by("-pk").first()
        told = {"source": work.source, "url": work.url, "tool": found.tool, "started_at": found.started_at}
        recording = Snapshot.objects.create(
            **told, **_facts(found.facts), blob=blob, size=blob.size, media_type=kind, part_of=page
        )
        parts = []
        for what, kept in beside.items():
            if kept is not None:
                text = uploads.snapshot_facts(document) if what in TRANSCRIPTS else {}
                parts.append(
                    Snapshot.objects.create(
                        **told, **text, blob=kept, size=kept.size, media_type=what, part_of=recording
                    )
                )
        sources.take_in(source=work.source, snapshot=recording, parts=parts)
        release(work, state=CaptureState.DONE, finished_at=timezone.now(), snapshot=recording, error="", **explained())
    return None


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as handle:
        while piece := handle.read(PIECE):
            yield piece


def _beginning(path: Path) -> bytes:
    with path.open("rb") as handle:
        return handle.read(65_536)


def _document(transcript: bytes) -> Document | None:
    try:
        return parser.transcript(transcript) if transcript else None
    except Unreadable:
        return None


def _beside(found: Recorded, document: Document | None) -> dict[str, bytes]:
    """{media type: bytes} of what belongs to the recording: its transcript, a still, what its page tells of it."""
    parts = {JSON: json.dumps(found.facts, ensure_ascii=False, indent=1).encode()}
    if sniff(found.still) in IMAGES:
        parts[sniff(found.still)] = found.still
    if document is not None:
        parts[sniff(found.transcript)] = found.transcript
    return parts


def _facts(facts: dict[str, Any]) -> dict[str, Any]:
    """Columns of a Snapshot from what a page tells of its recording."""

    def words(name: str, most: int) -> str:
        value = facts.get(name)
        return value[:most] if isinstance(value, str) else ""

    day = words("upload_date", 8)
    return {
        "title": words("title", 500),
        "authors": words("uploader", 300) or words("channel", 300),
        "published_on": uploads.day_of(f"{day[:4]}-{day[4:6]}-{day[6:]}"),
        "language": words("language", 12),
        "final_url": _address(words("webpage_url", 2000)),
        "other_text": words("description", 100_000),
    }


def _address(url: str) -> str:
    try:
        return str(checked_url(url))[:2000]
    except FetchError:
        return ""


@transaction.atomic
def add_transcript(*, recording: Snapshot, by: User, upload: Upload) -> Snapshot:
    """What is said in a recording, from a file or as typed, by a person's hand.

    Raises ValidationError for one without times, Refused where the person may not add to the source.
    """
    check_can(by, Permission.WRITE)
    source = recording.source
    if source is None or not recording.is_recording:
        raise Refused("no_recording_here")
    if not can_see_source_detail(by, protected=source.protected, added_by=source.added_by_id):
        raise Refused("protected_add")
    field = "file" if upload.name else "words"
    try:
        document = parser.transcript(upload.data)
    except Unreadable as exc:
        raise ValidationError({field: sentence_of(exc)}) from exc
    kind = upload.kind if upload.kind in TRANSCRIPTS else "text/plain"
    try:
        blob = blobs.keep(upload.data)
    except (blobs.RemovedContent, blobs.NotStored) as exc:
        raise ValidationError({field: sentence_of(exc)}) from exc
    made = Snapshot.objects.create(
        source=source, part_of=recording, **uploads.snapshot_facts(document), blob=blob, size=blob.size,
        media_type=kind, file_name=upload.name[:200], captured_by=by, tool="upload" if upload.name else "typed",
    )  # fmt: skip
    sources.take_in(source=source, snapshot=made)
    audit.record(by=by, verb="source.transcribed", chain=source, about=made)
    return made


def transcript_of(recording: Snapshot) -> Snapshot | None:
    """The newest one: of the recording itself, or of the same bytes in another copy."""
    said = Snapshot.objects.all().transcripts().filter(source=recording.source_id, part_of__blob=recording.blob_id)
    return said.order_by("-pk").first()


def recording_of(transcript: Snapshot) -> Snapshot | None:
    """What it is said in, while it is kept."""
    whole = transcript.part_of
    return whole if whole is not None and whole.is_recording and whole.blob_id else None
