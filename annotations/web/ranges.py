"""Kept files in parts, as players ask for them (RFC 9110, section 14)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.core.files import File
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from annotations.models import Blob
from annotations.web.loading import stored_file

ASKED = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
#: Bytes of one part: less than is asked for may be answered, and players come again.
MOST = 8_000_000
PIECE = 1 << 18


def ranged(request: HttpRequest, blob: Blob, media_type: str) -> HttpResponseBase:
    """The bytes of `blob`: all of them, or the one part that is asked for. 404 where the store has lost them."""
    etag = f'"{blob.pk}"'
    part = _part(request, blob.size, etag)
    response: HttpResponseBase
    if part is None:
        response = FileResponse(stored_file(blob), content_type=media_type)
    elif not part:
        response = HttpResponse(status=416, content_type=media_type, headers={"Content-Range": f"bytes */{blob.size}"})
    else:
        response = StreamingHttpResponse(_pieces(stored_file(blob), part), status=206, content_type=media_type)
        response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{blob.size}"
        response["Content-Length"] = str(len(part))
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    return response


def _part(request: HttpRequest, size: int, etag: str) -> range | None:
    """Which bytes are asked for; an empty range for such as are not there, None for all."""
    found = ASKED.fullmatch(request.headers.get("Range", "").strip())
    if found is None or found.group(1) == found.group(2) == "" or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = found.groups()
    if first and last and int(last) < int(first):
        return None
    start = int(first) if first else max(0, size - int(last))
    stop = min(size, int(last) + 1 if first and last else size)
    return range(start, min(stop, start + MOST)) if start < stop else range(0)


def _pieces(opened: File[Any], part: range) -> Iterator[bytes]:
    with opened as handle:
        handle.seek(part.start)
        left = len(part)
        while left and (piece := handle.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
