"""All fact-checks as files for programs, and what changed since they last asked."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from annotations.exports import data_feed, markup_pages
from annotations.exports.claim_review import as_json
from annotations.exports.elements import elements_of
from annotations.models import ClaimReview
from annotations.services.publishing import feeds
from annotations.views.publishing.pages import etag_of
from annotations.web.numbers import number_of
from annotations.web.paging import parse_after

KINDS = {
    "json": "application/json; charset=utf-8",
    "ndjson": "application/x-ndjson; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
HEADERS = {"Cache-Control": "public, max-age=60", "Access-Control-Allow-Origin": "*"}
#: For spreadsheets that take UTF-8 for the encoding of their country (`?bom=1`).
BYTE_ORDER_MARK = "\ufeff".encode()
#: Fact-checks on a page: as many as are given unasked, and at most.
SIZE, MOST = 100, 1000
#: After which no earlier change can come any more: no transaction lasts as long.
SETTLING = datetime.timedelta(seconds=5)
#: What makes an answer one page of what changed, the oldest change first.
PAGED = ("modified_since", "after", "page_size")


class BadParameter(ValueError):
    """A parameter that can't be understood; the message says which and why."""


@gzip_page
@require_safe
def claim_review_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Every published review as a schema.org DataFeed, as lines of JSON, or as a table; as a worker made it."""
    if any(name in request.GET for name in PAGED):
        return _page(request, ending)
    return _kept(request, f"claimreview.{ending}", ending)


@gzip_page
@require_safe
def markup_pages_file(request: HttpRequest) -> HttpResponseBase:
    """All addresses with markup, as Google's Fact Check Tools take them; as a worker made it."""
    return _kept(request, "pages.json", "json")


def _kept(request: HttpRequest, name: str, ending: str) -> HttpResponseBase:
    """The newest file of this name, or that it is the one the asker has."""
    file = feeds.current(name, markup_pages.FILES[name])
    if file is None:
        return HttpResponse(status=503, headers={"Retry-After": "10"})
    marked = ending == "csv" and request.GET.get("bom") == "1"
    etag, made_at = f'"{file.sha256[:32]}{"-bom" if marked else ""}"', int(file.made_at.timestamp())
    unchanged = get_conditional_response(request, etag=etag, last_modified=made_at)
    if unchanged is not None:
        return unchanged
    headers = {**HEADERS, "ETag": etag, "Last-Modified": http_date(made_at)}
    opened = default_storage.open(file.stored_as)
    if marked:
        return StreamingHttpResponse(_marked(opened), content_type=KINDS[ending], headers=headers)
    return FileResponse(opened, content_type=KINDS[ending], headers=headers)


def _marked(opened: File[Any]) -> Iterator[bytes]:
    with opened:
        yield BYTE_ORDER_MARK
        yield from opened.chunks()


def _page(request: HttpRequest, ending: str) -> HttpResponse:
    """What changed since `modified_since`, from the place that `after` names on; where the next page is, if any."""
    try:
        rows, following = _changed(request)
    except BadParameter as exc:
        return HttpResponse(as_json({"error": str(exc)}), status=400, content_type=KINDS["json"], headers=HEADERS)
    found = elements_of(rows)
    pieces = {
        "json": lambda: data_feed.feed(found, following),
        "ndjson": lambda: data_feed.lines(found),
        "csv": lambda: data_feed.table(found),
    }[ending]()
    body = "".join(pieces).encode()
    if ending == "csv" and request.GET.get("bom") == "1":
        body = BYTE_ORDER_MARK + body
    etag = etag_of(body)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(body, content_type=KINDS[ending], headers={**HEADERS, "ETag": etag})
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    return response


def _changed(request: HttpRequest) -> tuple[list[ClaimReview], str]:
    """The versions of the page, and the address of the next one ("" on the last)."""
    size = number_of(request.GET.get("page_size", str(SIZE)))
    if not size or size > MOST:
        raise BadParameter(f"page_size has to be a whole number from 1 to {MOST}.")
    # Of two that publish at the same time, the later moment may be there first.
    settled = timezone.now() - SETTLING
    rows: Any = ClaimReview.objects.changed().select_related("claim")
    rows = rows.filter(modified__lte=settled)
    since = request.GET.get("modified_since", "")
    if since:
        rows = rows.filter(modified__gte=_moment(since))
    if token := request.GET.get("after", ""):
        after = parse_after(token)
        if after is None:
            raise BadParameter("after is no place that this site gave.")
        rows = rows.filter(modified__gte=after[0]).exclude(modified=after[0], pk__lte=after[1])
    page = list(rows[: size + 1])
    if len(page) <= size:
        return page, ""
    last = page[size - 1]
    asked = {"modified_since": since, "page_size": str(size), "after": f"{last.modified.isoformat()}~{last.pk}"}
    query = urlencode({name: value for name, value in asked.items() if value})
    return page[:size], f"{settings.SITE_URL}{request.path}?{query}"


def _moment(words: str) -> datetime.datetime:
    """A day or a moment in ISO 8601; without a zone it is UTC, as for all programs."""
    if "T" in words:
        words = words.replace(" ", "+")  # an address has a blank for what was not written as %2B
    try:
        found = datetime.datetime.fromisoformat(words)
        return (found if found.tzinfo else found.replace(tzinfo=datetime.UTC)).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        raise BadParameter("modified_since has to be a day or a moment in ISO 8601, as 2026-11-02T10:00:00Z.") from None
