"""Where highlights lie in other versions of their article: computed once, decided by people where in doubt."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from annotations.anchoring.anchor import LOST, METHOD, Place
from annotations.anchoring.fold import folded_equal
from annotations.anchoring.selectors import Selector
from annotations.extraction.document import Unreadable
from annotations.models import Anchor, AnchorStatus, Annotation, AnnotationRange, ArticleVersion, User
from annotations.parsing import parser
from annotations.review.permissions import Permission, Refused, check_can
from annotations.services.record import audit


@dataclass(frozen=True)
class Shown:
    """Where a highlight is shown: in the newest version that has it, else in its own."""

    version: ArticleVersion
    start: int
    end: int
    status: str
    anchor: Anchor | None = None

    @property
    def exact(self) -> str:
        return self.version.text[self.start : self.end]


def shown(annotation: Annotation, newest: ArticleVersion | None = None) -> Shown:
    """The place of `annotation` in the newest version of its article; lost there, its own place."""
    newest = newest or annotation.version.article.newest_version() or annotation.version
    own = annotation.place
    if annotation.version_id == newest.pk:
        return Shown(newest, own.start, own.end, AnchorStatus.EXACT)
    anchor = next((a for a in annotation.anchors.all() if a.version_id == newest.pk), None)
    if anchor is None or anchor.start is None or anchor.end is None:
        return Shown(annotation.version, own.start, own.end, AnchorStatus.LOST, anchor)
    return Shown(newest, anchor.start, anchor.end, anchor.status, anchor)


def newest_ranges(**where: object) -> dict[int, tuple[int, int, int]]:
    """{annotation: (its own version, start, end)} of highlights that stand."""
    rows = (
        AnnotationRange.objects.filter(annotation__removed_at=None, **where)
        .order_by("annotation_id", "-pk")
        .distinct("annotation_id")
        .values_list("annotation_id", "annotation__version_id", "start", "end")
    )
    return {annotation: (version, start, end) for annotation, version, start, end in rows}


def place_all(version: ArticleVersion) -> None:
    """An Anchor in `version` for each highlight of the article's other versions that has none yet."""
    ranges = newest_ranges(annotation__version__article=version.article_id)
    known = set(Anchor.objects.filter(version=version).values_list("annotation", flat=True))
    by_version: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for annotation, (own, start, end) in ranges.items():
        if own != version.pk and annotation not in known:
            by_version[own].append((annotation, start, end))
    texts = ArticleVersion.objects.in_bulk(by_version)
    rows = []
    for own, wanted in by_version.items():
        places = _reanchor(texts[own].text, version.text, [(start, end) for _, start, end in wanted])
        rows += [_row(pk, version, place) for (pk, _, _), place in zip(wanted, places, strict=True)]
    Anchor.objects.bulk_create(rows, ignore_conflicts=True)


def _reanchor(old: str, new: str, ranges: list[tuple[int, int]]) -> list[Place]:
    """Where each range lies in `new`. Of texts that take too long to compare, only words that stand there once."""
    try:
        return parser.reanchor(old, new, ranges)
    except Unreadable:
        return [_once(new, old[start:end]) for start, end in ranges]


def _once(text: str, words: str) -> Place:
    start = text.find(words)
    if start < 0 or text.find(words, start + 1) >= 0:
        return LOST
    return Place(AnchorStatus.MOVED, start, start + len(words), 1.0)


def _row(annotation: int, version: ArticleVersion, place: Place) -> Anchor:
    return Anchor(annotation_id=annotation, version=version, **_columns(place))


def _columns(place: Place) -> dict[str, object]:
    first, last = place.candidate or (None, None)
    return {
        "status": place.status,
        "start": place.start,
        "end": place.end,
        "candidate_start": first,
        "candidate_end": last,
        "score": place.score,
        "method": METHOD,
    }


def place_again(annotation: Annotation) -> None:
    """After its own range changed: anew in every other version where no person has decided."""
    own = annotation.place
    others = ArticleVersion.objects.filter(article=annotation.version.article_id).exclude(pk=annotation.version_id)
    for version in others:
        (place,) = _reanchor(annotation.version.text, version.text, [(own.start, own.end)])
        anchor = Anchor.objects.filter(annotation=annotation, version=version).first()
        if anchor is None:
            _row(annotation.pk, version, place).save()
        elif anchor.decided_by_id is None:
            Anchor.objects.filter(pk=anchor.pk).update(**_columns(place))


@transaction.atomic
def decide(*, annotation: Annotation, version: ArticleVersion, by: User, selector: Selector | None) -> Anchor:
    """A person says where the highlight lies in `version`, or with None that it is not there."""
    check_can(by, Permission.WRITE)
    if version.pk == annotation.version_id or version.article_id != annotation.version.article_id:
        raise Refused("other_article")
    status = AnchorStatus.LOST
    if selector is not None:
        same = folded_equal(selector.exact, annotation.place.exact)
        status = AnchorStatus.MOVED if same else AnchorStatus.CHANGED
    values = {
        "status": status,
        "start": selector.start if selector else None,
        "end": selector.end if selector else None,
        "candidate_start": None,
        "candidate_end": None,
        "score": 1.0 if selector else 0.0,
        "method": "person",
        "decided_by": by,
        "decided_at": timezone.now(),
    }
    anchor, _ = Anchor.objects.update_or_create(annotation=annotation, version=version, defaults=values)
    data = {"version": version.number, "quote": selector.exact if selector else "", "status": str(status)}
    audit.record(by=by, verb="highlight.placed", chain=annotation.appearance.claim, about=annotation, data=data)
    return anchor
