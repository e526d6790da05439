"""Sources: found again by address, kept by workers or by upload."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from annotations.extraction.document import Document, Unreadable
from annotations.extraction.kinds import IMAGES, PDF, RECORDINGS, SRT, TIFF, VTT
from annotations.extraction.web.archived import Archived, archived, from_headers
from annotations.models import Article, AuditEvent, Blob, Claim, ClaimReview, ReviewAuthor, Snapshot, Source, User
from annotations.parsing import parser
from annotations.queue import nudge
from annotations.review.permissions import Permission, Refused, check_can
from annotations.review.states import Status
from annotations.review.visibility import can_see_source_detail
from annotations.services.evidence import pinning
from annotations.services.evidence.document_copies import newest_copy
from annotations.services.record import audit
from annotations.services.store import fetches
from annotations.services.store.addresses import url_key
from annotations.services.store.uploads import Upload, keep_bytes, keep_upload
from annotations.services.text.articles import bump

#: Filled in from the document's own metadata where nobody typed them.
FACTS = ("title", "publisher", "authors", "published_on", "ruled")
#: What an archive tells of its copy.
ARCHIVE = ("original_url", "original_key", "archived_at")


def find_or_add(*, by: User, url: str, protected: bool, **facts: Any) -> tuple[Source, bool]:
    """The source of this address, or whose page says it lives there; True when new. A protected one is its own row."""
    key = url_key(url) if url else ""
    if key and not protected:
        same = Q(url_key=key) | Q(canonical_key=key)
        known = Source.objects.filter(same, protected=False).order_by("pk").first()
        if known is not None:
            return known, False
    typed = {name: "person" for name in FACTS if facts.get(name)}
    source = Source(url=url, url_key=key, protected=protected, added_by=by, facts_from=typed, **facts)
    note_archive(source, archived(url))
    source.save()
    audit.record(by=by, verb="source.added", chain=source, data={} if protected else {"url": url}, begins=True)
    return source, True


def note_archive(source: Source, told: Archived | None) -> None:
    """Write down what the address is a copy of, as far as an archive tells; the caller saves."""
    if told is None or source.protected:
        return
    source.original_url = told.original[:2000] or source.original_url
    source.original_key = url_key(source.original_url) if source.original_url else ""
    source.archived_at = told.made_at or source.archived_at


def start_fetching(source: Source, *, force: bool = False) -> None:
    """Have a worker get the source, unless it is protected, has no address or is kept already."""
    if source.protected or not source.url:
        return
    if force or not source.snapshots.kept().filter(part_of=None).exists():
        fetches.enqueue(source=source, url=source.url)


@transaction.atomic
def try_again(*, source: Source, by: User) -> None:
    """Fetch once more, at once."""
    check_can(by, Permission.WRITE)
    if source.protected or not source.url:
        raise Refused("never_fetched")
    start_fetching(source, force=True)
    audit.record(by=by, verb="source.fetch_asked", chain=source)
    bump_articles(source)


@transaction.atomic
def confirm(*, source: Source, by: User, snapshot: Snapshot) -> None:
    """Say that a copy which looked like something else is the document."""
    check_can(by, Permission.WRITE)
    if not can_see_source_detail(by, protected=source.protected, added_by=source.added_by_id):
        raise Refused("protected_change")
    if snapshot.source_id != source.pk or snapshot.blob_id is None:
        raise Refused("not_its_copy")
    source.confirmed_copy = snapshot
    source.save(update_fields=["confirmed_copy"])
    audit.record(by=by, verb="source.copy_confirmed", chain=source, about=snapshot)
    bump_articles(source)


@dataclass(frozen=True)
class ReadUpload:
    """An upload that was read and stored, before any row is held: both take a while."""

    upload: Upload
    document: Document | None
    blob: Blob


def read_upload(upload: Upload) -> ReadUpload:
    """Read and store a file; one without readable text is kept, too. Raises ValidationError for an empty one."""
    if not upload.data:
        raise ValidationError({"file": _("This file is empty. Choose another one.")})
    try:
        document = parser.extract(upload.data, media_type=upload.kind)
    except Unreadable:
        document = None
    return ReadUpload(upload, document, keep_bytes(upload))


def take_upload(*, source: Source, by: User, upload: Upload) -> Snapshot:
    """Keep a file as this source's copy, by a person's hand."""
    check_can(by, Permission.WRITE)
    return attach(source=source, by=by, read=read_upload(upload))


@transaction.atomic
def attach(*, source: Source, by: User, read: ReadUpload) -> Snapshot:
    """The copy of a source from a file that was read."""
    if not can_see_source_detail(by, protected=source.protected, added_by=source.added_by_id):
        raise Refused("protected_add")
    part_of = _belongs_to(source, read.upload.kind)
    snapshot = keep_upload(
        upload=read.upload, document=read.document, blob=read.blob, by=by, source=source, part_of=part_of
    )
    if not (source.title or snapshot.title or source.url):
        # Better than a nameless one.
        source.title, source.facts_from["title"] = read.upload.name[:500], "document"
        source.save(update_fields=["title", "facts_from"])
    note_archive(source, _saved_from(source, read.document))
    take_in(source=source, snapshot=snapshot)
    data = {} if source.protected else {"file": read.upload.name}
    audit.record(by=by, verb="source.uploaded", chain=source, about=snapshot, data=data)
    return snapshot


def _saved_from(source: Source, document: Document | None) -> Archived | None:
    """The page that a file says it was saved from, and a day that can be; for a source without an address."""
    if source.url or document is None or not document.saved_from:
        return None
    try:
        moment = parse_datetime(document.saved_at)
    except ValueError:  # a day that no calendar has
        moment = None
    moment = moment if moment and moment.tzinfo and moment <= timezone.now() else None
    return Archived(document.saved_from, moment)


def _belongs_to(source: Source, kind: str) -> Snapshot | None:
    """Of a recording the page that it was on, of a transcript the recording; None for a document of its own."""
    kept = source.snapshots.kept().order_by("-pk")
    if kind in (VTT, SRT):
        return kept.recordings().first()
    return kept.filter(part_of=None).exclude(media_type__in=list(RECORDINGS)).first() if kind in RECORDINGS else None


def take_in(*, source: Source, snapshot: Snapshot, parts: Sequence[Snapshot] = ()) -> None:
    """A copy arrived, with its `parts`: fill facts nobody filled in, look for the quoted words of open citations."""
    Claim.objects.held(*citing(source))
    filled = []
    # What a browser showed stands in for a shell of scripts, whose title says little.
    stands_in = snapshot.by_browser and newest_copy(source) == snapshot
    for name in FACTS:
        known, told = getattr(source, name), getattr(snapshot, name)
        is_open = not known or (stands_in and source.facts_from.get(name) == "document")
        if told and told != known and is_open:
            setattr(source, name, told)
            source.facts_from[name] = "document"
            filled.append(name)
    lives_at = snapshot.canonical_url or snapshot.final_url
    if lives_at and not source.protected and not snapshot.part_of_id:
        source.canonical_key = url_key(lives_at)
    note_archive(source, from_headers(lives_at, snapshot.headers) or archived(lives_at))
    source.save(update_fields=[*filled, "facts_from", "canonical_key", *ARCHIVE])
    for copy in (snapshot, *parts):
        if copy.is_transcript or not copy.part_of_id:
            pinning.pin_open(source, copy)
        if copy.is_picture:
            nudge("hash_pictures")
        if not copy.words and copy.media_type in (PDF, TIFF, *IMAGES):
            nudge("read_pictures")
    bump_articles(source)


def bump_articles(source: Source) -> None:
    """Tell the open pages of each article whose cards show this source."""
    # Claims first, articles last: the order of every other write.
    claims = list(Claim.objects.held(*citing(source)).values())
    articles = sorted({claim.article_id for claim in claims if claim.article_id})
    for article in Article.objects.filter(pk__in=articles).order_by("pk"):
        revision = bump(article)
        Claim.objects.filter(pk__in=[c.pk for c in claims if c.article_id == article.pk]).update(revision=revision)


def citing(source: Source) -> list[int]:
    """Claims of which some version cites it."""
    cited = Claim.objects.filter(reviews__citations__source=source, reviews__citations__removed_at=None)
    return list(cited.values_list("pk", flat=True).distinct())


def _note_authors(source: Source, by: User) -> None:
    """What a source is called becomes part of each draft that cites it, so `by` is an author of those."""
    drafts = ClaimReview.objects.filter(
        citations__source=source, citations__removed_at=None, status__in=[Status.DRAFT, Status.RETURNED]
    ).distinct()
    rows = [ReviewAuthor(review=review, user=by) for review in drafts]
    ReviewAuthor.objects.bulk_create(rows, ignore_conflicts=True)


def note_editors(review: ClaimReview) -> None:
    """Whoever changed what a cited source says of itself while the version was in review wrote in it, once it is
    submitted again."""
    if review.submitted_at is None:
        return
    cited = list(review.citations.filter(removed_at=None).values_list("source", flat=True))
    edits = AuditEvent.objects.filter(verb="source.edited", chain_kind="source", chain_id__in=cited)
    people = edits.filter(at__gte=review.submitted_at, actor__isnull=False).values_list("actor", flat=True).distinct()
    rows = [ReviewAuthor(review=review, user_id=person) for person in people]
    ReviewAuthor.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def edit_facts(*, source: Source, by: User, facts: dict[str, Any]) -> Source:
    """Correct title, publisher, date, type or interest; published fact-checks keep what they froze."""
    check_can(by, Permission.WRITE)
    if not can_see_source_detail(by, protected=source.protected, added_by=source.added_by_id):
        raise Refused("protected_change")
    changed = {name: value for name, value in facts.items() if getattr(source, name) != value}
    data = {} if source.protected else {"before": audit.values_of(source, changed), "after": changed}
    for name, value in changed.items():
        setattr(source, name, value)
        if name in FACTS:
            source.facts_from[name] = "person"
    if changed:
        source.save(update_fields=[*changed, "facts_from"])
        _note_authors(source, by)
        audit.record(by=by, verb="source.edited", chain=source, data=data)
        bump_articles(source)
    return source
