"""Claims: made from selected words or without a passage, edited while a draft, set aside and reopened."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from annotations.anchoring.selectors import Selector, words_shown
from annotations.connections import atomic
from annotations.models import (
    MOST_QUOTE,
    MOST_WORDING,
    Annotation,
    AnnotationRange,
    Appearance,
    Article,
    ArticleVersion,
    Claim,
    Claimant,
    ClaimReview,
    User,
)
from annotations.models.text.marking import Facts, Marked, next_mark, write_mark
from annotations.review.content import OF_CLAIM
from annotations.review.permissions import Permission, Refused, can, check_can, check_can_edit
from annotations.services.claims.similar_claims import counted_words, index_claim
from annotations.services.record import audit

#: Columns of a claim that its card edits, besides `claimant`, which comes as a name.
EDITABLE = (*(name for name in OF_CLAIM if name not in ("claimant", "language")), "why_chosen", "sensitive")

#: Claims reworked one from the other, at most.
LONGEST_LINE = 20

STAMP = """
WITH article AS (
    SELECT id FROM annotations_article WHERE id = ANY(%(articles)s::bigint[]) ORDER BY id FOR NO KEY UPDATE
), raised AS (
    UPDATE annotations_article now SET revision = now.revision + 1 FROM article WHERE now.id = article.id
    RETURNING now.id, now.revision
), highlight AS (
    UPDATE annotations_annotation mark SET revision = raised.revision
    FROM unnest(%(highlights)s::bigint[], %(places)s::bigint[]) AS own(id, place) JOIN raised ON raised.id = own.place
    WHERE mark.id = own.id
)
UPDATE annotations_claim claim SET revision = raised.revision
FROM raised WHERE claim.id = %(claim)s AND raised.id = claim.article_id
"""


@atomic
def mark_claim(*, by: User, version: ArticleVersion, selector: Selector) -> Marked:
    """A highlight and a claim from words of an article, filled as far as can be known."""
    check_can(by, Permission.WRITE)
    check_quote_length(selector)
    wording = wording_of(version, selector.start, selector.end)
    key, facts = next_mark(version.article)
    event = audit.first_event(by=by, verb="claim.marked", chain=Claim(pk=key), data={"quote": selector.exact})
    marked = write_mark(
        by=by, event=event, version=version, selector=selector,
        wording=wording, words=counted_words(wording), facts=facts,
    )  # fmt: skip
    audit.follow(event)
    return marked


def carried_over(article: Article) -> Facts:
    """What the next claim of `article` is filled with; the key that comes with it is left out, as keys may be."""
    return next_mark(article)[1]


def wording_of(version: ArticleVersion, start: int, end: int) -> str:
    """The wording that a claim of these words begins with: what a reader sees of them."""
    return words_shown(version.text, version.blocks, start, end)[:MOST_WORDING]


def check_quote_length(selector: Selector) -> None:
    """Refuse a highlight that nobody would call a claim, which each list and page would carry along."""
    if len(selector.exact) > MOST_QUOTE:
        raise Refused("quote_too_long", count=f"{len(selector.exact):,}", most=f"{MOST_QUOTE:,}")


def make_annotation(*, by: User, version: ArticleVersion, selector: Selector) -> Annotation:
    """A highlight over the selector's words; the caller says of which claim."""
    annotation = Annotation.objects.create(version=version, created_by=by)
    add_range(annotation=annotation, by=by, selector=selector)
    return annotation


def add_range(*, annotation: Annotation, by: User, selector: Selector) -> AnnotationRange:
    """Where the highlight lies from now on; its earlier ranges are kept."""
    check_quote_length(selector)
    return AnnotationRange.objects.create(
        annotation=annotation,
        start=selector.start,
        end=selector.end,
        exact=selector.exact,
        prefix=selector.prefix,
        suffix=selector.suffix,
        created_by=by,
    )


@atomic
def new_claim(*, by: User, wording: str, claimant: str, language: str, place: dict[str, Any], **facts: Any) -> Claim:
    """A claim without a passage; `place` tells where it was said: url, description, time_code, said_on."""
    check_can(by, Permission.WRITE)
    claim = Claim.objects.create(
        wording=wording,
        claimant=find_claimant(claimant),
        language=language,
        created_by=by,
        changed_by=by,
        **facts,
    )
    index_claim(claim)
    if place.get("url") or place.get("description"):
        Appearance.objects.create(claim=claim, is_first=True, created_by=by, **place)
    ClaimReview.objects.create(claim=claim, author=by, changed_by=by)
    audit.record(by=by, verb="claim.added", chain=claim, data={"wording": wording})
    return claim


def find_claimant(name: str) -> Claimant | None:
    """The claimant of this name or spelling (letters' case aside), made when new; None for an empty name."""
    name = " ".join(name.split())
    if not name:
        return None
    try:
        with transaction.atomic():
            return Claimant.objects.named(name) or Claimant.objects.create(name=name)
    except IntegrityError:  # somebody else was quicker
        return Claimant.objects.named(name)


def open_review(claim: Claim) -> ClaimReview | None:
    """The version of this claim's verdict that is on its way, None when there is none."""
    return claim.reviews.open().first()


def stamp(claim: Claim) -> None:
    """Mark a claim as changed for live pages, in its article and wherever else it has a highlight.

    Claim first, articles last and in order, in every transaction alike.
    """
    Claim.objects.held(claim.pk)
    # By their numbers, not by a join within the update: with stale statistics that takes a second a claim.
    found = list(Annotation.objects.filter(appearance__claim=claim).values_list("pk", "version__article"))
    highlights, places = [pk for pk, _place in found], [place for _pk, place in found]
    articles = {*places, claim.article_id} - {None}
    values: dict[str, Any] = {"claim": claim.pk, "articles": list(articles), "highlights": highlights, "places": places}
    with connection.cursor() as cursor:
        cursor.execute(STAMP, values)


@atomic
def save_claim(*, claim: Claim, by: User, changes: dict[str, Any]) -> Claim:
    """Write changed columns of a claim; the database makes `by` an author of the open version."""
    claim = Claim.objects.held(claim.pk)[claim.pk]
    review = ClaimReview.objects.select_for_update().filter(claim=claim).open().first()
    if review is None:
        raise Refused("claim_published")
    check_can_edit(by, review.status)
    if changes.get("reworked_from"):
        _check_origin(claim, changes["reworked_from"])
    if "sensitive" in changes and claim.sensitive and not changes["sensitive"]:
        _check_can_unmark(by, review)
    before = audit.values_of(claim, [*EDITABLE, "claimant"])
    if "claimant" in changes:
        claim.claimant = find_claimant(changes["claimant"])
    for name in EDITABLE:
        if name in changes:
            setattr(claim, name, changes[name])
    claim.changed_by = by
    claim.save(update_fields=[n for n in (*EDITABLE, "claimant") if n in changes] + ["changed_by"])
    if "wording" in changes:
        index_claim(claim)
    ClaimReview.objects.filter(pk=review.pk).update(changed_at=timezone.now())
    audit.record_sitting(by=by, verb="claim.edited", chain=claim, about=claim, before=before)
    stamp(claim)
    return claim


def _check_origin(claim: Claim, origin: Claim) -> None:
    """Refuse an origin that was itself reworked from this claim."""
    above: Claim | None = origin
    for _step in range(LONGEST_LINE):
        if above is None:
            return
        if above.pk == claim.pk:
            raise Refused("rework_of_this")
        above = above.reworked_from
    raise Refused("rework_line_too_long")


def _check_can_unmark(by: User, review: ClaimReview) -> None:
    """A mark that asks more people to agree is taken off by an editor who wrote nothing here."""
    if not can(by, Permission.DECIDE) or review.review_authors.filter(user=by).exists():
        raise Refused("only_editor_unmarks")


@atomic
def set_aside(*, claim: Claim, by: User, reason: str) -> Claim:
    """Not pursued, and why. Refused once its verdict is under review or published."""
    check_can(by, Permission.WRITE)
    claim = Claim.objects.held(claim.pk)[claim.pk]
    review = ClaimReview.objects.select_for_update().filter(claim=claim).order_by("-number").first()
    if review is not None:
        check_can_edit(by, review.status)
        if review.number > 1:
            raise Refused("has_published_check")
    claim.set_aside_reason, claim.set_aside_at, claim.set_aside_by = reason, timezone.now(), by
    claim.save(update_fields=["set_aside_reason", "set_aside_at", "set_aside_by"])
    audit.record(by=by, verb="claim.set_aside", chain=claim, data={"reason": reason})
    stamp(claim)
    return claim


@atomic
def reopen(*, claim: Claim, by: User) -> Claim:
    check_can(by, Permission.WRITE)
    claim = Claim.objects.held(claim.pk)[claim.pk]
    if claim.set_aside_at is None:
        return claim
    claim.set_aside_reason, claim.set_aside_at, claim.set_aside_by = "", None, None
    claim.save(update_fields=["set_aside_reason", "set_aside_at", "set_aside_by"])
    audit.record(by=by, verb="claim.reopened", chain=claim)
    stamp(claim)
    return claim


@atomic
def add_appearance(*, claim: Claim, by: User, **place: Any) -> Appearance:
    """Another place where the claim was said; a published verdict keeps the places it froze."""
    check_can(by, Permission.WRITE)
    claim = Claim.objects.held(claim.pk)[claim.pk]
    first = not claim.appearances.exists()
    appearance = Appearance.objects.create(claim=claim, created_by=by, is_first=first, **place)
    audit.record(by=by, verb="claim.appearance_added", chain=claim, about=appearance, data=place)
    stamp(claim)
    return appearance
