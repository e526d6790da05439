"""A recording in its player, with what is said in it."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.extraction.kinds import IMAGES
from annotations.extraction.media.transcripts import seconds_of
from annotations.models import Citation, Snapshot
from annotations.services.evidence.recordings import recording_of, transcript_of

#: Kinds that some browser of today does not play.
UNPLAYED = ("video/mp2t", "video/quicktime")


@dataclass(frozen=True)
class Player:
    """`at`: the second from which it plays."""

    recording: Snapshot
    transcript: Snapshot | None
    still: Snapshot | None
    at: int

    @property
    def is_video(self) -> bool:
        return self.recording.media_type.startswith("video/")

    @property
    def is_doubtful(self) -> bool:
        return self.recording.media_type in UNPLAYED


def player_of(copy: Snapshot, cited: Citation | None, asked: str) -> Player | None:
    """The player of a recording, or of the one whose transcript `copy` is; from `asked`, else from the quoted words."""
    recording = copy if copy.is_recording else recording_of(copy) if copy.is_transcript else None
    if recording is None:
        return None
    transcript = transcript_of(recording) if copy.is_recording else copy
    still = recording.parts.filter(media_type__in=list(IMAGES), blob__isnull=False).order_by("-pk").first()
    at = int(asked) if asked.isdecimal() and len(asked) < 7 else 0
    if not at and cited is not None:
        at = seconds_of(copy.place_at(cited.quote_start).get("where") or "") or 0
    return Player(recording, transcript, still, at)


def times_of(copy: Snapshot) -> dict[int, tuple[int, str]]:
    """{block: (second, "1:23")} of a transcript; empty for any other text."""
    if not copy.is_transcript:
        return {}
    told = {number: block.get("where") or "" for number, block in enumerate(copy.blocks, 1)}
    seconds = {number: seconds_of(where) for number, where in told.items()}
    return {number: (second, told[number]) for number, second in seconds.items() if second is not None}
