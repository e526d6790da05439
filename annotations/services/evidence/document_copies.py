"""Which of a source's copies is the document: what was sent, or what a browser showed of it.

What belongs to another copy, as a recording to the page that it was on, is the document only where nothing else is.
"""

from __future__ import annotations

from collections.abc import Iterable

from annotations.extraction.walls.doubts import NOT_THE_DOCUMENT, doubt_in
from annotations.models import Snapshot, Source

#: What the database writes into a copy whose content it took away (promises/evidence/remove_content.sql).
REMOVED = "copy_removed"
#: Columns that no choice needs.
HEAVY = ("text", "other_text", "blocks", "spans", "headers", "cuts")


def document_copy(source: Source, kept: Iterable[Snapshot]) -> Snapshot | None:
    """The copy to show and to search, of those that were kept, the newest first; None where there is none.

    A capture replaces nothing: it stands in only where what was sent has no text or may not be the document.
    """
    found = list(kept)
    rows = [copy for copy in found if not copy.part_of_id] or [copy for copy in found if copy.is_recording]
    sent = next((copy for copy in rows if not copy.by_browser), None)
    shown = next((copy for copy in rows if copy.by_browser), None)
    if sent is None or shown is None:
        return sent or shown
    said = source.confirmed_copy_id
    if said in (sent.pk, shown.pk):
        return sent if said == sent.pk else shown
    if REMOVED in (sent.why, shown.why) or not shown.words or is_doubtful(source, shown):
        return sent
    later = shown.pk > sent.pk
    if sent.captured_by_id and not later:
        return sent
    asks_for_scripts = doubt_in(sent.why) == "scripts" or not sent.words
    return shown if asks_for_scripts or (later and is_doubtful(source, sent)) else sent


def is_doubtful(source: Source, copy: Snapshot) -> bool:
    """Whether the copy may be something else than the document, and nobody has said that it is not."""
    return doubt_in(copy.why) in NOT_THE_DOCUMENT and copy.pk != source.confirmed_copy_id


def newest_copy(source: Source) -> Snapshot | None:
    """The same of all copies of `source`, with its text."""
    newest = source.snapshots.kept().select_related("blob").order_by("-pk").first()
    if newest is None or not (kind_of(newest) != "sent" or is_doubtful(source, newest) or not newest.words):
        return newest
    found = document_copy(source, source.snapshots.kept().defer(*HEAVY).order_by("-pk"))
    if found is None or found == newest:
        return newest
    return source.snapshots.select_related("blob").get(pk=found.pk)


def other_copies(source: Source, than: Snapshot) -> list[Snapshot]:
    """The newest copy of each other kind: what was sent, what a browser showed, what is said in a recording."""
    kept = source.snapshots.kept().order_by("-pk")
    documents = kept.filter(part_of=None)
    kinds = {"sent": documents.filter(by_browser=False), "shown": documents.filter(by_browser=True),
             "said": kept.transcripts()}  # fmt: skip
    newest = (rows.first() for kind, rows in kinds.items() if kind != kind_of(than))
    return [copy for copy in newest if copy]


def kind_of(copy: Snapshot) -> str:
    """Which copies it is one of: "sent", "shown" (by a browser) or "said" (in a recording)."""
    return "said" if copy.is_transcript else "shown" if copy.by_browser else "sent"
