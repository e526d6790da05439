"""A source as a card, a review or a list shows it: its name, how far its keeping is, what may be seen of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from annotations.anchoring.quotes import find_quote
from annotations.extraction.kinds import PAGES
from annotations.extraction.walls.doubts import doubt_in
from annotations.models import Citation, ClaimReview, Fetch, Snapshot, Source, SourceType, User
from annotations.presenters.words.apart import apart
from annotations.review.visibility import can_see_source_detail
from annotations.services.evidence.document_copies import REMOVED, document_copy, kind_of
from annotations.services.review.frozen_content import PROTECTED_NAME
from annotations.services.store.fetches import WATCH
from annotations.wording.sentences import say


@dataclass
class SourceState:
    """How far the keeping of a source is: key is waiting, fetching, kept, doubt, failed, no-copy or protected."""

    key: str
    words: str
    detail: str = ""
    snapshot: Snapshot | None = None
    fetch: Fetch | None = None


def source_state(source: Source, snapshots: list[Snapshot], fetches: list[Fetch]) -> SourceState:
    """The state from a source's attempts and work rows, newest first."""
    kept = document_copy(source, (s for s in snapshots if s.blob_id))
    # Nobody waits for a look whether a kept document is as it was.
    fetch = next((f for f in fetches if not (kept and f.reason == WATCH)), None)
    busy = fetch if fetch and fetch.state in ("waiting", "fetching") else None
    if busy and busy.state == "fetching":
        return SourceState("fetching", _("Fetching"), snapshot=kept, fetch=busy)
    if busy and busy.error:
        again = timezone.localtime(busy.next_try_at).strftime("%H:%M:%S")
        detail = _("%(message)s Next try at %(time)s.") % {"message": say(busy.why, busy.why_params), "time": again}
        return SourceState("failed", _("Failed"), detail, kept, busy)
    if busy:
        late = (timezone.now() - busy.created_at).total_seconds() > 20
        busy_workers = _("The workers are busy or can't be reached; it is fetched as soon as they can.")
        return SourceState("waiting", _("Waiting to be fetched"), busy_workers if late else "", kept, busy)
    told = say(kept.why, kept.why_params) if kept else ""
    if kept and kept.why == REMOVED:
        return SourceState("no-copy", _("Removed"), told, snapshot=kept)
    if kept and doubt_in(kept.why) and kept.pk != source.confirmed_copy_id:
        return SourceState("doubt", _("Kept: is this the page?"), told, snapshot=kept)
    if kept:
        said = "" if doubt_in(kept.why) else told
        return SourceState("kept", _("Kept"), said, snapshot=kept)
    if fetch and fetch.state == "failed":
        return SourceState("failed", _("Failed"), say(fetch.why, fetch.why_params), fetch=fetch)
    return SourceState("no-copy", _("No copy"), _("Upload the document."))


@dataclass
class CitationView:
    """One source of a card or review, with nothing in it that `user` may not see."""

    citation: Citation
    source: Source
    visible: bool
    name: str
    state: SourceState
    quote_found: bool | None
    #: Whether the words stand on the page, but in no part of its readable text.
    quote_beside: bool = False
    #: The older source that is the same document, where there is one.
    held: Source | None = None
    #: Other sources in which its picture is, too.
    alike: Sequence[Source] = ()
    #: The newest copy that a browser made, where there is one.
    seen: Snapshot | None = None
    #: Without what it is cited for: whoever rates the claim blind judges the evidence by itself.
    bare: bool = False

    @property
    def stance(self) -> str:
        return "" if self.bare else self.citation.get_stance_display()

    @property
    def archived(self) -> str:
        return archive_words(self.source) if self.visible else ""

    @property
    def shows(self) -> str:
        return "" if self.bare else self.citation.shows

    @property
    def ruled(self) -> str:
        """What the page ruled, of a fact-check by others or of a page that says it is one."""
        return self.source.ruled if self.visible and not self.bare else ""

    @property
    def is_ruling(self) -> bool:
        return self.source.type == SourceType.FACT_CHECK

    @property
    def snapshot(self) -> Snapshot | None:
        return self.state.snapshot if self.visible else None

    @property
    def has_page(self) -> bool:
        """Whether the copy can be shown as a page in a sandbox."""
        return self.snapshot is not None and self.snapshot.media_type in PAGES


def source_name(source: Source) -> str:
    """Its title, else its address without the scheme."""
    if source.title:
        return source.title
    parts = urlsplit(source.url)
    return f"{parts.netloc}{parts.path}".rstrip("/") or _("Uploaded document")


def archive_words(source: Source) -> str:
    """What an address in a web archive, or a file of a saved page, is a copy of, and of which day; else ""."""
    if not (source.original_url or source.archived_at):
        return ""
    parts = urlsplit(source.original_url)
    said = {
        "address": apart(f"{parts.netloc}{parts.path}".rstrip("/")),
        "day": date_format(timezone.localtime(source.archived_at), "j F Y") if source.archived_at else "",
    }
    if not source.url:  # a file that somebody brought
        if not said["day"]:
            return _("Saved from %(address)s, as the file says") % said
        return _("Saved from %(address)s on %(day)s, as the file says") % said
    if not said["day"]:
        return _("A copy of %(address)s in a web archive") % said
    if not source.original_url:
        return _("A copy in a web archive, made on %(day)s") % said
    return _("A copy of %(address)s in a web archive, made on %(day)s") % said


def citation_views(
    citations: list[Citation],
    user: User,
    held: dict[int, Source] | None = None,
    *,
    alike: dict[int, list[Source]] | None = None,
    bare: bool = False,
) -> list[CitationView]:
    """Views of citations whose sources, snapshots and fetches are prefetched.

    `held` as `duplicates_of` gives it, `alike` as `pictures.alike`.
    """
    views = []
    for citation in citations:
        source = citation.source
        visible = can_see_source_detail(user, protected=source.protected, added_by=source.added_by_id)
        snapshots = sorted(source.snapshots.all(), key=lambda s: -s.pk)
        fetches = sorted(source.fetches.all(), key=lambda f: -f.pk)
        state = source_state(source, snapshots, fetches)
        if not visible:
            state = SourceState("protected", _("Protected source"), _("Only its author and editors see what it is."))
        elif pinned := next((s for s in snapshots if s.pk == citation.snapshot_id and kind_of(s) != "sent"), None):
            # The words are where a browser showed them, or where they are said: what lacks elsewhere is no news.
            state.snapshot, state.detail = pinned, "" if state.key == "kept" else state.detail
        found = None
        if citation.quoted_words and state.snapshot:
            found = citation.snapshot_id is not None
        if found and state.key == "doubt":
            # The words that were looked for stand in it: somebody has answered.
            state = SourceState("kept", _("Kept"), state.detail, snapshot=state.snapshot)
        name = source_name(source) if visible else _(PROTECTED_NAME)
        double = held.get(source.pk) if held else None
        seen = next((s for s in snapshots if s.by_browser and s.blob_id), None) if visible else None
        copies = [copy for copy in (state.snapshot, seen) if copy]
        beside = found is False and any(is_beside(copy, citation.quoted_words) for copy in copies)
        same = [other for other in (alike or {}).get(source.pk, []) if other != double] if visible else []
        views.append(CitationView(citation, source, visible, name, state, found, beside, double, same, seen, bare))
    return views


def is_beside(copy: Snapshot, words: str) -> bool:
    """Whether quoted words stand outside of the copy's readable text: in a menu, a box, a list of links."""
    return bool(copy.other_text) and find_quote(copy.other_text, words) is not None


def citations_of(review: ClaimReview) -> list[Citation]:
    """The sources of one version with all that their views need, in four queries."""
    return list(for_views(review.citations.all()))


def for_views(rows: QuerySet[Citation]) -> QuerySet[Citation]:
    """Those of `rows` that stand, in order, with all that `citation_views` needs."""
    rows = rows.filter(removed_at=None).select_related("source", "source__added_by", "snapshot")
    without_text = Snapshot.objects.defer("text", "other_text", "blocks", "spans", "headers").annotate(
        opening=Left("text", 160)
    )
    return rows.prefetch_related(Prefetch("source__snapshots", without_text), "source__fetches").order_by("pk")
