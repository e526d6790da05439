"""Scanned documents and pictures, read by a machine: the words become a copy that belongs to the picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from annotations.capture import ocr
from annotations.capture.chromium import is_expected
from annotations.extraction.document import LOCKED, Document, Unreadable
from annotations.extraction.kinds import IMAGES, PDF, TIFF
from annotations.models import MACHINE, Claim, Removal, Snapshot, Source
from annotations.models.evidence.explained import explained, explained_by
from annotations.parsing import parser
from annotations.queue import nudge
from annotations.services.evidence import sources
from annotations.services.store import blobs, uploads

log = structlog.get_logger("annotations.readings")
#: Seconds for a page, and pixels of its width: about 250 to the inch.
SECONDS, WIDTH = 60.0, 2_100
#: For all pages of a document: the worker has other work.
IN_ALL = 600.0


def are_possible() -> bool:
    """Whether words in pictures can be read here: as the settings say, else whether tesseract is installed."""
    return is_expected(settings.OCR, ocr.find())


def unread() -> QuerySet[Snapshot]:
    """Copies of sources without words that nobody has tried to read yet, the newest first."""
    tried = Snapshot.objects.filter(part_of=OuterRef("pk"), tool__startswith=MACHINE)
    gone = Removal.objects.hashes()
    pictures = Snapshot.objects.kept().filter(source__isnull=False, words=0, media_type__in=[PDF, TIFF, *IMAGES])
    left = pictures.filter(part_of=None).exclude(why=LOCKED).exclude(blob__in=gone)
    return left.exclude(Exists(tried)).order_by("-pk")


def reading_of(copy: Snapshot) -> Snapshot | None:
    """What a machine has read in a copy without words of its own."""
    return None if copy.words else copy.parts.kept().filter(words__gt=0, tool__startswith=MACHINE).last()


def read_next() -> Snapshot | None:
    """Read the copy that waits for it; gives the machine's reading, or the failed attempt. None where none waits."""
    if not are_possible():
        return None
    waiting = unread().select_related("blob", "source")
    copy = waiting.first()
    if copy is None:
        return None
    document, why = None, explained(ocr.NO_WORDS)
    try:
        chosen = ocr.languages(settings.OCR_LANGUAGES)
        document = ocr.read_pages(_pages(copy), languages=chosen, seconds=SECONDS, in_all=IN_ALL)
    except Unreadable as exc:
        why = explained_by(exc)
    except Exception:  # else it stands before all others for ever
        log.exception("reading_broke", copy=copy.pk)
    made = _keep(copy, document, why)
    if waiting.exists():
        nudge("read_pictures")
    return made


def _pages(copy: Snapshot) -> Iterator[bytes]:
    data = blobs.read(copy.blob) if copy.blob else b""
    number = count = 1
    while number <= min(count, settings.OCR_MAX_PAGES):
        if copy.media_type == PDF:
            drawn, count = parser.picture(data, number=number, width=WIDTH)
        else:
            drawn, count = parser.redrawn(data, number=number)
        yield drawn
        number += 1


def _keep(copy: Snapshot, document: Document | None, why: dict[str, Any]) -> Snapshot | None:
    """Write down what was read, unless another worker has done so meanwhile."""
    log.info("picture_read", copy=copy.pk, words=len(document.text.split()) if document else 0)
    told = {"source": copy.source, "part_of": copy, "tool": ocr.version()}
    try:
        blob = blobs.keep(document.text.encode()) if document else None
    except blobs.RemovedContent as exc:
        blob, why = None, explained_by(exc)
    with transaction.atomic():
        if copy.source:
            Claim.objects.held(*sources.citing(copy.source))  # claims first, as in every other write
            Source.objects.select_for_update().get(pk=copy.source.pk)  # rows of copies can't be held: they never change
        if not unread().filter(pk=copy.pk).exists():
            return None
        if document is None or blob is None or copy.source is None:
            return Snapshot.objects.create(**told, error="no_text", **why)
        facts = uploads.snapshot_facts(document)
        made = Snapshot.objects.create(**told, **facts, blob=blob, size=blob.size, media_type="text/plain")
        sources.take_in(source=copy.source, snapshot=made)
    return made
