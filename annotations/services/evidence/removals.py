"""Legal removal: one editor asks with a ground, another one decides. Rows keep a tombstone, bytes go after commit."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.extraction.kinds import RECORDINGS
from annotations.models import Article, ArticleVersion, Blob, CapturedPage, Removal, Snapshot, Source, User
from annotations.review.permissions import Permission, Refused, check_can
from annotations.services.evidence import sources
from annotations.services.record import audit
from annotations.services.text.articles import bump

MOST_GROUND = 1_000


@transaction.atomic
def ask(*, by: User, ground: str, snapshot: Snapshot | None = None, version: ArticleVersion | None = None) -> Removal:
    """Ask another editor to remove the content of a copy or of an article's version."""
    check_can(by, Permission.DECIDE)
    ground = ground.strip()
    if not ground:
        raise ValidationError({"ground": _("Name the ground: the law or order, and who demands it.")})
    if len(ground) > MOST_GROUND:
        raise ValidationError({"ground": _("Name the ground in at most %(most)s characters.") % {"most": MOST_GROUND}})
    subject = snapshot or version
    sha256 = snapshot.blob_id if snapshot else version.sha256 if version else ""
    if subject is None or not sha256:
        raise Refused("nothing_to_remove")
    if Removal.objects.done().filter(sha256=sha256).exists():
        raise Refused("content_removed")
    try:
        with transaction.atomic():
            made = Removal.objects.create(snapshot=snapshot, version=version, sha256=sha256, ground=ground, asked_by=by)
    except IntegrityError as exc:
        raise Refused("removal_asked") from exc
    audit.record(
        by=by, verb="removal.asked", chain=chain_of(made), about=made, data={"sha256": sha256, "reason": ground}
    )
    return made


@transaction.atomic
def decide(*, removal: Removal, by: User, remove: bool) -> Removal:
    """Remove or decline; never by the one who asked."""
    check_can(by, Permission.DECIDE)
    row = Removal.objects.select_for_update().get(pk=removal.pk)
    if row.decided_at is not None:
        raise Refused("removal_decided")
    if row.asked_by_id == by.pk:
        raise Refused("decides_own_removal")
    row.decided_by, row.decided_at = by, timezone.now()
    row.removed_at = row.decided_at if remove else None
    row.save(update_fields=["decided_by", "decided_at", "removed_at"])
    verb = "removal.done" if remove else "removal.declined"
    audit.record(by=by, verb=verb, chain=chain_of(row), about=row, data={"sha256": row.sha256})
    if remove:
        for one in (row, *_removals_of_parts(row)):
            one.blank()
            transaction.on_commit(partial(delete_bytes, one.sha256), robust=True)
            _tell(one)
    return row


def _removals_of_parts(removal: Removal) -> list[Removal]:
    """What a copy says goes with it: of a recording its transcripts, stills and facts, of a scan what was read in it.

    A recording does not go with one copy of the page that it was on.
    """
    if removal.snapshot is None:
        return []
    parts = Snapshot.objects.kept().filter(part_of__blob=removal.sha256).exclude(media_type__in=list(RECORDINGS))
    found = []
    for sha256, pk in dict(parts.order_by("-pk").values_list("blob", "pk")).items():
        if Removal.objects.done().filter(sha256=sha256).exists():
            continue
        told = {
            name: getattr(removal, name) for name in ("ground", "asked_by", "decided_by", "decided_at", "removed_at")
        }
        found.append(Removal.objects.create(snapshot_id=pk, sha256=sha256, **told))
        data = {"sha256": sha256, "with": removal.pk}
        audit.record(by=removal.decided_by, verb="removal.done", chain=chain_of(found[-1]), about=found[-1], data=data)
    return found


def tombstone_of(snapshot: Snapshot) -> Removal | None:
    """The removal of this copy's content, by whichever copy it was asked."""
    return Removal.objects.of_copies().filter(sha256=snapshot.blob_id).first()


def chain_of(removal: Removal) -> Source | Article:
    """Whose history tells of it."""
    if removal.version:
        return removal.version.article
    copy = removal.snapshot
    chain = (copy.source or copy.article) if copy else None
    if chain is None:
        raise Refused("nothing_to_remove")
    return chain


def _tell(removal: Removal) -> None:
    """Open pages learn of it."""
    for copy in Snapshot.objects.filter(blob=removal.sha256).select_related("source"):
        if copy.source:
            sources.bump_articles(copy.source)
    if removal.version:
        bump(removal.version.article)


def delete_bytes(sha256: str) -> int:
    """The file of a removed copy and of what was captured with it, as far as there are any; gives their count."""
    pages = CapturedPage.objects.removed().filter(snapshot__blob=sha256)
    gone = [name for name in map(_name_of, {sha256} | pages.held_alone()) if default_storage.exists(name)]
    for name in gone:
        default_storage.delete(name)
    return len(gone)


def sweep() -> int:
    """Delete what a crash between tombstone and deletion, or a copy kept in that moment, left; gives the count."""
    return sum(delete_bytes(sha256) for sha256 in set(Removal.objects.of_copies().values_list("sha256", flat=True)))


def _name_of(sha256: str) -> str:
    return Blob(sha256=sha256).storage_name
