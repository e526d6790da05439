"""What people hand in, and what a copy keeps of the document in it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File

from annotations.extraction.document import Document
from annotations.extraction.kinds import sniff
from annotations.extraction.walls.doubts import NOT_THE_DOCUMENT, doubt_of, noted
from annotations.models import Article, Blob, Snapshot, Source, User
from annotations.services.store import blobs
from annotations.wording.sentences import sentence_of


@dataclass(frozen=True)
class Upload:
    """A file somebody handed in."""

    name: str
    #: All of it; of a recording its beginning.
    data: bytes
    #: As the browser has it.
    media_type: str = ""
    #: The whole of a recording, which is never held in memory.
    recording: File[Any] | None = None

    @property
    def kind(self) -> str:
        """Its media type, by its first bytes before anybody's word."""
        return sniff(self.data, self.media_type, self.name)[:120]

    @property
    def size(self) -> int:
        """Of the whole, in bytes."""
        return self.recording.size if self.recording else len(self.data)


def keep_bytes(upload: Upload) -> Blob:
    """Store the file. Raises ValidationError where that was not to be."""
    try:
        return blobs.keep_pieces(upload.recording.chunks()) if upload.recording else blobs.keep(upload.data)
    except (blobs.RemovedContent, blobs.NotStored) as exc:
        raise ValidationError({"file": sentence_of(exc)}) from exc


def keep_upload(*, upload: Upload, document: Document | None, blob: Blob, by: User, **subject: Any) -> Snapshot:
    """A Snapshot of a file that a person handed in, for `source=` or `article=`."""
    return Snapshot.objects.create(
        **subject,
        **snapshot_facts(document),
        blob=blob,
        size=upload.size,
        media_type=upload.kind,
        file_name=upload.name[:200],
        captured_by=by,
        why=_partial(document, upload),
        tool="upload",
    )


def _partial(document: Document | None, upload: Upload) -> str:
    """What of a file could not be read. Whether it is the right one, its owner knows."""
    doubt = doubt_of(document, upload.data, upload.kind, "", "")
    return noted(doubt) if doubt not in NOT_THE_DOCUMENT else ""


def snapshot_facts(document: Document | None) -> dict[str, Any]:
    """The columns of a Snapshot that come from its text; empty ones for a file without text."""
    if document is None:
        return {}
    return {
        "title": document.title[:500],
        "publisher": document.publisher[:200],
        "authors": document.author[:300],
        "published_on": day_of(document.date),
        "ruled": document.ruled[:120],
        "date_guesses": document.date_guesses[:4],
        "language": document.language[:12],
        "canonical_url": document.canonical,
        "text": document.text,
        "blocks": [block.as_json() for block in document.blocks],
        "spans": [span.as_json() for span in document.spans],
        "cuts": document.cuts,
        "other_text": document.other_text,
        "words": len(document.text.split()),
    }


def date_guesses(of: Article | Source) -> list[str]:
    """Days that the newest copy may be of, where it declares none."""
    return of.snapshots.kept().filter(part_of=None).order_by("-pk").values_list("date_guesses", flat=True).first() or []


def day_of(date: str) -> datetime.date | None:
    """A document's own date, None where it is not a whole day."""
    try:
        return datetime.date.fromisoformat(date)
    except ValueError:
        return None
