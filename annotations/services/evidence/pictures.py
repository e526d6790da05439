"""The same picture in other sources, by perceptual hash: though it was cut a little, made smaller or saved anew."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, Func, IntegerField, Q, Value

from annotations.extraction.document import Unreadable
from annotations.extraction.kinds import IMAGES
from annotations.models import PictureHash, Removal, Snapshot, Source
from annotations.parsing import parser
from annotations.services.evidence import sources
from annotations.services.store import blobs

#: Bits of 64 in which hashes of the same picture differ at most; of different ones it is mostly more than 20.
MOST_BITS = 10
#: Pictures of one turn, sources that are named, and pictures that are asked for: each is compared with all.
AT_ONCE, MOST_NAMED, MOST_ASKED = 200, 20, 20


class BitsApart(Func):
    """In how many bits two hashes differ."""

    template = "bit_count(('x' || %(expressions)s)::bit(64))"
    arg_joiner = ")::bit(64) # ('x' || "
    output_field = IntegerField()


def hash_new() -> int:
    """Hash the kept pictures of sources that have no hash yet; gives their count."""
    pictures = Snapshot.objects.kept().filter(media_type__in=list(IMAGES), source__isnull=False)
    new = pictures.filter(blob__picture_hash=None).order_by("blob").distinct("blob").select_related("blob", "source")
    rows = list(new[:AT_ONCE])
    for copy in rows:
        PictureHash.objects.bulk_create([PictureHash(blob=copy.blob, bits=_bits(copy))], ignore_conflicts=True)
    for source in alike([copy.source for copy in rows if copy.source]):
        with transaction.atomic():
            sources.bump_articles(Source.objects.get(pk=source))
    return len(rows)


def _bits(copy: Snapshot) -> str:
    try:
        return parser.picture_hash(blobs.read(copy.blob)) if copy.blob else ""
    except (Unreadable, FileNotFoundError):
        return ""


def alike(asked: Iterable[Source]) -> dict[int, list[Source]]:
    """{source: others in which a picture of its own is, too}, oldest first, with `uses`.

    Never a protected one, on neither side.
    """
    open_ones = [source.pk for source in asked if not source.protected]
    gone = Removal.objects.hashes()
    kept = Snapshot.objects.kept().filter(source__protected=False).exclude(blob__in=gone)
    own = (
        kept.filter(source__in=open_ones)
        .order_by("pk")
        .exclude(blob__picture_hash=None)
        .exclude(blob__picture_hash__bits="")
    )
    found: dict[int, set[int]] = {}
    for source, bits in list(dict.fromkeys(own.values_list("source", "blob__picture_hash__bits")))[:MOST_ASKED]:
        near = PictureHash.objects.exclude(bits="").annotate(distance=BitsApart("bits", Value(bits)))
        blobs_near = near.filter(distance__lte=MOST_BITS).values("blob")
        others = kept.filter(blob__in=blobs_near).exclude(source=source).values_list("source", flat=True)
        found.setdefault(source, set()).update(others.order_by("source").distinct()[:MOST_NAMED])
    named = Source.objects.filter(pk__in={pk for pks in found.values() for pk in pks})
    counted = named.annotate(uses=Count("citations", filter=Q(citations__removed_at=None), distinct=True))
    rows = {source.pk: source for source in counted}
    return {source: [rows[pk] for pk in sorted(pks)] for source, pks in found.items() if pks}
