"""A kept copy: as clean text, as the page itself in a sandbox, as pictures, as it came, as WARC.

Nothing in a copy may run or reach out on our address: pages come with a policy of their own, everything else that is
not a plain picture is a download.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, TypeVar

from django.core.files import File
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from annotations.exports.wacz import wacz
from annotations.exports.warc import warc
from annotations.extraction.document import Unreadable
from annotations.extraction.kinds import ENDINGS, PAGES, PDF, PICTURES, TIFF
from annotations.models import CapturedPage, Citation, Snapshot, Source
from annotations.parsing import parser
from annotations.presenters.evidence.captured_page import seen_page
from annotations.presenters.evidence.citations import is_beside, source_name
from annotations.presenters.evidence.copies import (
    captured_page,
    copy_facts,
    drawn_copy,
    page_of_quote,
    photo_words,
    place_of_quote,
    placed_in,
    reading_direction,
    ways_to_see,
)
from annotations.presenters.evidence.player import player_of
from annotations.review.permissions import Permission, Refused
from annotations.services.evidence.citations import pinnable
from annotations.services.evidence.machine_readings import reading_of
from annotations.services.evidence.removals import tombstone_of
from annotations.services.publishing import public_copies
from annotations.services.store import blobs
from annotations.web.loading import first_error, needs, person, post_only, problem, stored_bytes, stored_file, visible
from annotations.web.numbers import key_of

#: Styles of the copy itself, and pictures that it holds inside, are all that it may show.
R = TypeVar("R", bound=HttpResponseBase)

PAGE_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
NOTHING = "default-src 'none'; sandbox"


def find_snapshot(request: HttpRequest, pk: int) -> Snapshot:
    """A copy whose source (or article) the person may see; 404 for any other."""
    related = (
        *("source", "article", "blob", "captured_by", "part_of"),
        *("captured_page__picture", "captured_page__words"),
    )
    snapshot = Snapshot.objects.kept().select_related(*related).filter(pk=pk).first()
    if snapshot is None:
        raise Http404
    if snapshot.source_id and not visible(Source, request).filter(pk=snapshot.source_id).exists():
        raise Http404
    return snapshot


def _cited(request: HttpRequest, found: Snapshot) -> Citation | None:
    """The citation in the address, where its words stand in this copy."""
    number = key_of(request.GET.get("citation"))
    return Citation.objects.filter(snapshot=found, quote_start__isnull=False, pk=number).first()


def _wanted(request: HttpRequest, found: Snapshot) -> Citation | None:
    """The citation in the address, of the same source: its words are looked for wherever they are pinned."""
    number = key_of(request.GET.get("citation"))
    return Citation.objects.filter(source=found.source_id, source__isnull=False, pk=number).first()


@require_safe
@needs(Permission.READ)
def snapshot(request: HttpRequest, pk: int) -> HttpResponse:
    """The copy in our own page: its text with the quoted words marked (`?citation=`), or the page (`?as=page`)."""
    found = find_snapshot(request, pk)
    wanted = _wanted(request, found)
    cited = _cited(request, found) or placed_in(found, wanted)
    removed = tombstone_of(found)
    ways = {"removed": ""} if removed else ways_to_see(found)
    chosen = request.GET.get("as", "")
    way = chosen if chosen in ways else next(iter(ways))
    window, blocks = drawn_copy(found, cited, key_of(request.GET.get("part")), by_sentence=True)
    page = key_of(request.GET.get("page")) or page_of_quote(found, cited) or 1
    to_pin = pinnable(found.source, person(request)) if found.source else []
    context = {
        "snapshot": found,
        "name": source_name(found.source) if found.source else found.title,
        "ways": ways,
        "removed": removed,
        "is_public": found.public_copies.filter(withdrawn_at=None).exists(),
        "way": way,
        "blocks": blocks if way == "text" else [],
        "part": window,
        "to_pin": [c for c in to_pin if str(c.pk) == request.GET.get("citation")] or to_pin,
        "cited": cited,
        "page": page,
        "quote_place": place_of_quote(found, cited),
        "pages": _pages(found, page) if way == "pages" else 0,
        "wanted": wanted,
        "beside": bool(wanted and not cited and is_beside(found, wanted.quoted_words)),
        "seen": seen_page(found.captured_page, wanted) if way == "seen" else None,
        "captured": captured_page(found),
        "facts": copy_facts(found),
        "photo": _photo(found) if way == "picture" else [],
        "reading": None if removed else reading_of(found),
        "player": None if removed else player_of(found, cited, request.GET.get("at", "")),
        "direction": reading_direction(found),
        "alt": found.source.alt_text if found.source else "",
    }
    return render(request, "sources/copy.html", context)


def _photo(found: Snapshot) -> list[tuple[str, str]]:
    """What the picture tells of itself, for the newsroom alone: it may say where somebody lives."""
    try:
        return photo_words(parser.photo(_bytes(found)))
    except Unreadable:
        return []


def _pages(found: Snapshot, number: int) -> int:
    """How many pages the PDF has; one without text is asked by drawing page `number`. 404 where it has no such page."""
    told = max((block.get("page", 0) for block in found.blocks), default=0)
    if told >= number:
        return told
    try:
        return parser.picture(_bytes(found), number=number)[1]
    except Unreadable as exc:
        raise Http404 from exc


@require_safe
@needs(Permission.READ)
@xframe_options_sameorigin
def snapshot_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The page itself, for the sandbox of `snapshot`: no scripts, forms, or anything from elsewhere."""
    found = find_snapshot(request, pk)
    if found.media_type not in PAGES:
        raise Http404
    try:
        words = parser.page(_bytes(found), media_type=found.media_type, charset=found.charset)
    except Unreadable as exc:
        raise Http404 from exc
    response = HttpResponse(words, content_type="text/html; charset=utf-8")
    response["X-DNS-Prefetch-Control"] = "off"
    return as_stored(response, PAGE_POLICY)


@require_safe
@needs(Permission.READ)
def snapshot_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """A kept picture."""
    found = find_snapshot(request, pk)
    if found.media_type not in PICTURES:
        raise Http404
    if found.media_type != TIFF:
        return as_stored(HttpResponse(_bytes(found), content_type=found.media_type), NOTHING)
    try:  # no browser shows it as it is
        return as_stored(HttpResponse(parser.shown_whole(_bytes(found)), content_type="image/png"), NOTHING)
    except Unreadable as exc:
        raise Http404 from exc


@require_safe
@needs(Permission.READ)
def snapshot_pdf_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A page of a PDF as a picture, the quoted words marked (`?citation=`)."""
    found = find_snapshot(request, pk)
    cited = _cited(request, found) or placed_in(found, _wanted(request, found))
    words = cited.quoted_words if cited and page_of_quote(found, cited) == number else ""
    if found.media_type != PDF:
        raise Http404
    try:
        drawn, _pages = parser.picture(_bytes(found), number=number, words=words)
    except Unreadable as exc:
        raise Http404 from exc
    return as_stored(HttpResponse(drawn, content_type="image/png"), NOTHING)


@post_only("snapshot")
@needs(Permission.DECIDE)
def snapshot_show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the copy to readers, or (`withdraw` in the form) no more."""
    found = find_snapshot(request, pk)
    act = public_copies.withdraw if request.POST.get("withdraw") else public_copies.show
    try:
        act(snapshot=found, by=person(request))
    except Refused as exc:
        return problem(request, first_error(exc))
    return redirect(found)


@require_safe
@needs(Permission.READ)
def snapshot_original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The bytes as they came, always as a download: a browser must never run them on our address."""
    found = find_snapshot(request, pk)
    ending = ENDINGS.get(found.media_type, "")
    name = found.file_name or f"copy-{found.pk}{'.' if ending else ''}{ending}"
    return _download(stored_file(found.blob), name, "application/octet-stream")


@require_safe
@needs(Permission.READ)
def snapshot_warc(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The copy with all that is known of its making, for web archives."""
    found = find_snapshot(request, pk)
    if found.is_recording:
        raise Http404  # too large to be packed while somebody waits
    return _download(warc(found, _bytes(found)), f"copy-{found.pk}.warc.gz", "application/warc")


@require_safe
@needs(Permission.READ)
def snapshot_seen(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """What a browser showed: `picture` of the page, or `unpressed`, before a button was pressed."""
    page = _captured(request, pk)
    return as_stored(HttpResponse(stored_bytes(getattr(page, name)), content_type="image/png"), NOTHING)


@require_safe
@needs(Permission.READ)
def snapshot_print(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The page as it prints itself."""
    return _download(stored_bytes(_captured(request, pk).print), f"copy-{pk}.pdf", PDF)


@require_safe
@needs(Permission.READ)
def snapshot_wacz(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The page with every answer it got, for players of web archives."""
    return _download(wacz(_captured(request, pk), blobs.read), f"copy-{pk}.wacz", "application/wacz")


def _captured(request: HttpRequest, pk: int) -> CapturedPage:
    """What a browser showed beside a copy that the person may see, and that was not removed; 404 for any other."""
    found = find_snapshot(request, pk)
    page = captured_page(found)
    if page is None or tombstone_of(found):
        raise Http404
    return page


def _bytes(found: Snapshot) -> bytes:
    return stored_bytes(found.blob)


def _download(data: bytes | File[Any], name: str, kind: str) -> HttpResponseBase:
    whole = BytesIO(data) if isinstance(data, bytes) else data
    return as_stored(FileResponse(whole, as_attachment=True, filename=name, content_type=kind), NOTHING)


def as_stored(response: R, policy: str) -> R:
    """An answer that holds somebody else's bytes: nothing in them may run, and no cache keeps them."""
    response["Content-Security-Policy"] = policy
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
