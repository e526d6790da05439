"""Highlights after they are made: other words, parts, another claim, taken away and put back.

Every range stays in AnnotationRange, and every step in the audit trail of its claim.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from annotations.anchoring.selectors import Selector, describe
from annotations.connections import atomic
from annotations.models import (
    Annotation,
    Appearance,
    ArticleVersion,
    Citation,
    Claim,
    ClaimReview,
    SetAsideReason,
    User,
)
from annotations.review.permissions import Permission, Refused, check_can, check_can_edit
from annotations.services.claims import claims
from annotations.services.claims.claims import add_range, make_annotation, stamp
from annotations.services.record import audit
from annotations.services.text import anchors
from annotations.services.text.anchors import Shown, shown


@dataclass(frozen=True)
class Highlight:
    """A highlight with its claim and the place where it is shown; rows are locked."""

    annotation: Annotation
    appearance: Appearance
    claim: Claim
    place: Shown


def _lock(annotation: Annotation, by: User, *, and_claim: Claim | None = None) -> Highlight:
    """The highlight for a change by `by`; Refused where it is part of what was submitted.

    Claims are held first, in order, as everywhere.
    """
    check_can(by, Permission.WRITE)
    claim_id = Appearance.objects.values_list("claim", flat=True).get(annotation=annotation)
    ids = {claim_id} | ({and_claim.pk} if and_claim else set())
    claim = Claim.objects.held(*ids)[claim_id]
    reviews = ClaimReview.objects.select_for_update(of=("self",)).filter(claim__in=ids).order_by("pk")
    newest = {review.claim_id: review for review in sorted(reviews, key=lambda r: r.number)}
    appearance = Appearance.objects.select_for_update(of=("self",)).get(annotation=annotation)
    if appearance.claim_id != claim.pk:
        raise Refused("highlight_moved")
    _check_not_frozen(by, appearance, newest.get(claim_id))
    row = Annotation.objects.select_for_update(of=("self",)).select_related("version__article").get(pk=annotation.pk)
    return Highlight(row, appearance, claim, shown(row))


def _check_not_frozen(by: User, appearance: Appearance, review: ClaimReview | None) -> None:
    """Refused for a place that a submission froze; one that joined the claim since is free."""
    if review and review.submitted_at and appearance.created_at > review.submitted_at:
        return
    if review:
        check_can_edit(by, review.status)


def _standing(annotation: Annotation, by: User, *, and_claim: Claim | None = None) -> Highlight:
    found = _lock(annotation, by, and_claim=and_claim)
    if found.annotation.removed_at:
        raise Refused("highlight_gone")
    return found


@atomic
def add_highlight(*, claim: Claim, by: User, version: ArticleVersion, selector: Selector) -> Annotation:
    """One more place where `claim` was said; a published verdict keeps the places it froze."""
    check_can(by, Permission.WRITE)
    claim = Claim.objects.held(claim.pk)[claim.pk]
    first = not claim.appearances.filter(is_first=True).exists()
    annotation = make_annotation(by=by, version=version, selector=selector)
    Appearance.objects.create(claim=claim, annotation=annotation, is_first=first, created_by=by)
    _record(by, "highlight.added", claim, annotation, quote=selector.exact)
    stamp(claim)
    return annotation


@atomic
def change_range(*, annotation: Annotation, by: User, selector: Selector) -> Claim:
    """The highlight lies over other words of the text it is shown in. A wording that was its quote follows.

    In its own version that is one more range; in a later one, a person's decision where it lies there.
    """
    found = _standing(annotation, by)
    before = found.place
    if (before.start, before.end) == (selector.start, selector.end):
        return found.claim
    if before.version.pk == found.annotation.version_id:
        add_range(annotation=found.annotation, by=by, selector=selector)
        anchors.place_again(found.annotation)
    else:
        anchors.decide(annotation=found.annotation, version=before.version, by=by, selector=selector)
    _record(by, "highlight.changed", found.claim, found.annotation, was=before.exact, quote=selector.exact)
    if found.claim.wording == claims.wording_of(before.version, before.start, before.end):
        wording = claims.wording_of(before.version, selector.start, selector.end)
        claims.save_claim(claim=found.claim, by=by, changes={"wording": wording})
    else:
        stamp(found.claim)
    return found.claim


@atomic
def split(*, annotation: Annotation, by: User, start: int, end: int) -> Claim:
    """The words `start`..`end` of the highlight become a claim of their own; gives that claim.

    What is left before them stays with the highlight; what is left after them, too, or as a second highlight of
    the same claim where both are left.
    """
    found = _standing(annotation, by)
    text, place = found.place.version.text, found.place
    part = describe(text, start, end)
    if not (place.start <= part.start and part.end <= place.end) or (part.start, part.end) == (place.start, place.end):
        raise Refused("not_part_of_highlight")
    left = [(a, b) for a, b in ((place.start, part.start), (part.end, place.end)) if text[a:b].strip()]
    if not left:
        raise Refused("nothing_left")
    made = claims.mark_claim(by=by, version=found.place.version, selector=part).claim
    change_range(annotation=annotation, by=by, selector=describe(text, *left[0]))
    for rest in left[1:]:
        add_highlight(claim=found.claim, by=by, version=found.place.version, selector=describe(text, *rest))
    return made


@atomic
def move_to_claim(*, annotation: Annotation, by: User, claim: Claim) -> Claim:
    """The highlight becomes one of `claim`; a claim it leaves with nothing at all is set aside as a mistake."""
    found = _standing(annotation, by, and_claim=claim)
    left, target = found.claim, Claim.objects.get(pk=claim.pk)
    if left.pk == target.pk:
        return target
    _hand_over(found, target)
    _record(by, "highlight.moved_away", left, annotation, quote=found.place.exact, to=target.pk)
    _record(by, "highlight.moved_here", target, annotation, quote=found.place.exact, came_from=left.pk)
    _forget_if_empty(left, by)
    stamp(left)
    stamp(target)
    return target


def _hand_over(found: Highlight, target: Claim) -> None:
    appearance = found.appearance
    appearance.is_first = False
    appearance.save(update_fields=["is_first"])
    _promote(found.claim, without=appearance)
    # It is an appearance of that claim from now on.
    appearance.claim, appearance.created_at = target, timezone.now()
    appearance.is_first = not target.appearances.filter(is_first=True).exists()
    appearance.save(update_fields=["claim", "is_first", "created_at"])


def _promote(claim: Claim, *, without: Appearance) -> None:
    """Some place is the first one, as long as there is any."""
    if claim.appearances.filter(is_first=True).exists():
        return
    following = claim.appearances.standing().exclude(pk=without.pk).order_by("pk").first()
    if following is not None:
        following.is_first = True
        following.save(update_fields=["is_first"])


@atomic
def same_as(*, claim: Claim, other: Claim, by: User) -> list[Annotation]:
    """`claim` was ruled on before, as `other`: its highlights become further places of that one; gives them.

    What was written on it stays with it, set aside as checked already.
    """
    if claim.pk == other.pk:
        raise Refused("same_claim")
    places = claim.appearances.standing().filter(annotation__isnull=False).select_related("annotation").order_by("pk")
    moved = [place.annotation for place in places if place.annotation]
    for annotation in moved:
        move_to_claim(annotation=annotation, by=by, claim=other)
    claim.refresh_from_db()
    if not claim.set_aside_at:
        claims.set_aside(claim=claim, by=by, reason=SetAsideReason.CHECKED)
    return moved


@atomic
def undo_same_as(*, claim: Claim, other: Claim, annotations: list[Annotation], by: User) -> Claim:
    """The highlights go back from `other` to `claim`, which is open again."""
    for annotation in annotations:
        if Appearance.objects.filter(annotation=annotation, claim=other).exists():
            move_to_claim(annotation=annotation, by=by, claim=claim)
    claim.refresh_from_db()
    return claims.reopen(claim=claim, by=by)


@atomic
def remove(*, annotation: Annotation, by: User) -> Claim:
    """Take the highlight away. A claim of which nothing else is left, and nothing was written, goes with it."""
    found = _standing(annotation, by)
    row = found.annotation
    row.removed_at, row.removed_by = timezone.now(), by
    row.save(update_fields=["removed_at", "removed_by"])
    if found.appearance.is_first:
        found.appearance.is_first = False
        found.appearance.save(update_fields=["is_first"])
        _promote(found.claim, without=found.appearance)
    _record(by, "highlight.removed", found.claim, row, quote=found.place.exact)
    _forget_if_empty(found.claim, by)
    stamp(found.claim)
    return found.claim


@atomic
def put_back(*, annotation: Annotation, by: User) -> Claim:
    """Undo `remove`: the highlight, and the claim that went with it."""
    found = _lock(annotation, by)
    if not found.annotation.removed_at:
        return found.claim
    row = found.annotation
    row.removed_at = row.removed_by = None
    row.save(update_fields=["removed_at", "removed_by"])
    if not found.claim.appearances.filter(is_first=True).exists():
        found.appearance.is_first = True
        found.appearance.save(update_fields=["is_first"])
    _record(by, "highlight.put_back", found.claim, row, quote=found.place.exact)
    if found.claim.set_aside_reason == SetAsideReason.MISTAKE:
        claims.reopen(claim=found.claim, by=by)
    stamp(found.claim)
    return found.claim


def _forget_if_empty(claim: Claim, by: User) -> None:
    """A claim without a place, a verdict, a text or a source was marked by mistake."""
    review = claim.reviews.order_by("-number").first()
    if claim.set_aside_at or review is None or review.number > 1 or claim.appearances.standing().exists():
        return
    written = review.rating or review.summary or review.how_checked or review.looked_for
    if not written and not Citation.objects.filter(review=review, removed_at=None).exists():
        claims.set_aside(claim=claim, by=by, reason=SetAsideReason.MISTAKE)
        claim.refresh_from_db()


def _record(by: User, verb: str, claim: Claim, annotation: Annotation, **data: object) -> None:
    audit.record(by=by, verb=verb, chain=claim, about=annotation, data=data)
