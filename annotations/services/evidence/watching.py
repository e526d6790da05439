"""Documents cited by published verdicts are fetched again, a week apart; what matters lands in a list for people."""

from __future__ import annotations

import random
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.anchoring.evidence import fate, place_of
from annotations.extraction.walls.doubts import doubt_in
from annotations.models import Citation, EvidenceChange, EvidenceKind, Health, Outcome, Snapshot, Source, User
from annotations.review.permissions import Permission, Refused, check_can
from annotations.review.states import Status
from annotations.services.evidence.document_copies import newest_copy
from annotations.services.record import audit
from annotations.services.store import fetches
from annotations.services.store.addresses import url_key
from annotations.services.store.fetches import SCHEDULED, WATCH

WEEK = timedelta(days=7)
#: Rows of one sweep; a minute later comes the next.
AT_ONCE = 50
#: Answers that leave no doubt.
BY_ERROR = {
    "not_found": EvidenceKind.GONE,
    "removed": EvidenceKind.GONE,
    "legal": EvidenceKind.GONE,
    "login": EvidenceKind.WALLED,
}
BY_DOUBT = {"not_found": EvidenceKind.GONE, "front_page": EvidenceKind.GONE}
MOVED_FOR_GOOD = (301, 308)


def watched() -> QuerySet[Source]:
    """Sources that published verdicts cite by address."""
    cited = Citation.objects.filter(source=OuterRef("pk"), removed_at=None, review__status=Status.PUBLISHED)
    return Source.objects.filter(Exists(cited), protected=False).exclude(url="")


def sweep() -> int:
    """Take newly cited sources in, spread over a week, and enqueue those whose time has come; gives their count."""
    for pk in watched().filter(next_check_at=None).values_list("pk", flat=True)[: AT_ONCE * 10]:
        first = timezone.now() + WEEK * random.uniform(0.02, 1)  # noqa: S311 - spread, not secret
        Source.objects.filter(pk=pk, next_check_at=None).update(next_check_at=first)
    with transaction.atomic():
        due = Source.objects.select_for_update(skip_locked=True).filter(next_check_at__lte=timezone.now())
        rows = list(due.order_by("next_check_at")[:AT_ONCE])
        still = set(watched().filter(pk__in=[source.pk for source in rows]).values_list("pk", flat=True))
        for source in rows:
            again = timezone.now() + WEEK * random.uniform(0.95, 1.05)  # noqa: S311
            Source.objects.filter(pk=source.pk).update(next_check_at=again if source.pk in still else None)
            if source.pk in still:
                fetches.enqueue(source=source, url=source.url, priority=SCHEDULED, reason=WATCH)
    return len(rows)


def judge(source: Source, attempt: Snapshot) -> None:
    """What the end of a fetch says about published verdicts that cite `source`; within the fetch's transaction."""
    citations = Citation.objects.filter(source=source, removed_at=None, review__status=Status.PUBLISHED)
    cited = citations.exists()
    if attempt.error:
        _judge_failure(source, attempt, cited=cited)
        return
    if doubt := doubt_in(attempt.why):
        if doubt != "scripts" or not source.snapshots.kept().filter(by_browser=True).exists():
            _judge_page(source, attempt, BY_DOUBT.get(doubt, EvidenceKind.WALLED), cited=cited)
        return  # else a browser opens it once more, and its copy is judged
    if source.health:
        _close_by_itself(source)
    if cited and _has_moved(source, attempt):
        _raise(source, attempt, EvidenceKind.MOVED)
    if attempt.same_as_id:
        _set_health(source, Health.SAME)
        return
    if cited:
        _judge_quotes(source, attempt)
    earlier = source.snapshots.kept().filter(pk__lt=attempt.pk, by_browser=False, part_of=None).exists()
    _set_health(source, Health.CHANGED if earlier else Health.SAME)


def judge_capture(source: Source, attempt: Snapshot) -> None:
    """The same for what a browser showed, or failed to; it tells of the source only where no other copy counts."""
    counts = _rests_on_browser(source) if attempt.error else newest_copy(source) == attempt
    doubt = doubt_in(attempt.why)
    if attempt.error or doubt:
        cited = Citation.objects.filter(source=source, removed_at=None, review__status=Status.PUBLISHED).exists()
        if attempt.error and counts:
            _judge_failure(source, attempt, cited=cited)
        elif doubt and _rests_on_browser(source):
            _judge_page(source, attempt, BY_DOUBT.get(doubt, EvidenceKind.WALLED), cited=cited)
        return
    _judge_quotes(source, attempt, of_both=counts)
    if counts:
        _close_by_itself(source)
        before = source.snapshots.kept().filter(by_browser=True, pk__lt=attempt.pk).order_by("-pk").first()
        _set_health(source, Health.CHANGED if before and before.text != attempt.text else Health.SAME)


def _rests_on_browser(source: Source) -> bool:
    """Whether what is sent is a shell of scripts, and a browser has shown more of it before."""
    kept = source.snapshots.kept().order_by("-pk")
    sent = kept.filter(by_browser=False, part_of=None).first()
    return sent is not None and doubt_in(sent.why) == "scripts" and kept.filter(by_browser=True).exists()


def _judge_quotes(source: Source, attempt: Snapshot, *, of_both: bool = False) -> None:
    """Whether quoted words of published verdicts, found in a copy of its kind or `of_both`, are still there."""
    citations = Citation.objects.filter(source=source, removed_at=None, review__status=Status.PUBLISHED)
    # What is said in a recording stays said, whatever becomes of its page.
    pinned = citations.filter(quote_start__isnull=False, snapshot__part_of=None)
    if not of_both:
        pinned = pinned.filter(snapshot__by_browser=attempt.by_browser)
    for citation in pinned.select_related("snapshot"):
        copy, start, end = citation.snapshot, citation.quote_start, citation.quote_end
        if copy is None or copy.pk >= attempt.pk or start is None or end is None:
            continue
        found = fate(copy.text, attempt.text, start, end)
        kind = EvidenceKind.NEAR if found == "near" else EvidenceKind.QUOTE_GONE
        if found != "same" and not _settled(citation, kind, attempt):
            _raise(source, attempt, kind, citation)


def _judge_failure(source: Source, attempt: Snapshot, *, cited: bool) -> None:
    kind = BY_ERROR.get(attempt.error)
    if kind is None:
        # A site may be down for a day: it counts when the next check finds the same.
        again = source.health == Health.UNREACHABLE
        _set_health(source, Health.UNREACHABLE)
        if again and cited:
            _raise(source, attempt, EvidenceKind.UNREACHABLE)
        return
    _judge_page(source, attempt, kind, cited=cited)


def _judge_page(source: Source, attempt: Snapshot, kind: EvidenceKind, *, cited: bool) -> None:
    """The page is gone or behind a wall. What a person has looked at is no news as long as it stays so."""
    health = Health.GONE if kind == EvidenceKind.GONE else Health.WALLED
    known = source.health == health and source.changes.filter(kind=kind, closed_by__isnull=False).exists()
    _set_health(source, health)
    if cited and not known:
        _raise(source, attempt, kind)


def _settled(citation: Citation, kind: str, attempt: Snapshot) -> bool:
    """Whether a person has looked at this very change: words that are gone stay gone, words beside must be the same."""
    closed = citation.changes.filter(kind=kind, closed_by__isnull=False).select_related("attempt").order_by("-pk")
    last, copy = closed.first(), citation.snapshot
    if last is None or copy is None:
        return False
    if kind == EvidenceKind.QUOTE_GONE:
        return True
    place = place_of(copy.text, last.attempt.text, citation.quote_start or 0, citation.quote_end or 0)
    return place is not None and fate(last.attempt.text, attempt.text, *place) == "same"


def _has_moved(source: Source, attempt: Snapshot) -> bool:
    """Whether the site now sends for good to another address than the one its copy is from."""
    before = source.snapshots.kept().fetched().filter(pk__lt=attempt.pk).order_by("-pk").first()
    if before is None or url_key(before.final_url) == url_key(attempt.final_url):
        return False
    return any(hop.get("status") in MOVED_FOR_GOOD for hop in attempt.redirects)


def _set_health(source: Source, health: str) -> None:
    source.health, source.checked_at = health, timezone.now()
    source.save(update_fields=["health", "checked_at"])


def _raise(source: Source, attempt: Snapshot, kind: str, citation: Citation | None = None) -> None:
    copy = citation.snapshot if citation else None
    if copy is None:
        copy = source.snapshots.kept().filter(pk__lt=attempt.pk, part_of=None).order_by("-pk").first()
    if EvidenceChange.objects.open().filter(source=source, citation=citation, kind=kind).exists():
        return
    change = EvidenceChange.objects.create(source=source, citation=citation, kind=kind, copy=copy, attempt=attempt)
    audit.record(by=None, verb="evidence.changed", chain=source, about=change, data={"kind": kind})


def _close_by_itself(source: Source) -> None:
    """The page can be had again, so nobody has to look why it could not."""
    kinds = (EvidenceKind.GONE, EvidenceKind.WALLED, EvidenceKind.UNREACHABLE)
    for change in EvidenceChange.objects.open().filter(source=source, kind__in=kinds):
        _close(change, outcome=Outcome.BACK, note="", by=None)


def _close(change: EvidenceChange, *, outcome: str, note: str, by: User | None) -> None:
    change.outcome, change.note, change.closed_by, change.closed_at = outcome, note, by, timezone.now()
    change.save(update_fields=["outcome", "note", "closed_by", "closed_at"])
    data = {"outcome": outcome, "reason": note}
    audit.record(by=by, verb="evidence.closed", chain=change.source, about=change, data=data)


def _locked(change: EvidenceChange) -> EvidenceChange:
    row = EvidenceChange.objects.select_for_update(of=("self",)).select_related("source", "owner").get(pk=change.pk)
    if row.outcome:
        raise Refused("change_closed")
    return row


@transaction.atomic
def take(*, change: EvidenceChange, by: User) -> EvidenceChange:
    """Look after a change; also one that somebody else looked after."""
    check_can(by, Permission.WRITE)
    row = _locked(change)
    if row.owner_id != by.pk:
        row.owner = by
        row.save(update_fields=["owner"])
        audit.record(by=by, verb="evidence.taken", chain=row.source, about=row)
    return row


@transaction.atomic
def close(*, change: EvidenceChange, by: User, outcome: str, note: str) -> EvidenceChange:
    """Say what came of it. Raises ValidationError without an outcome, or a note where it must say more."""
    check_can(by, Permission.WRITE)
    row = _locked(change)
    if outcome not in Outcome.values or outcome == Outcome.BACK:
        raise ValidationError({"outcome": _("Choose what came of it.")})
    if outcome != Outcome.CORRECT and not note.strip():
        raise ValidationError({"note": _("Say in a sentence why: others will ask.")})
    _close(row, outcome=outcome, note=note.strip()[:500], by=by)
    return row
