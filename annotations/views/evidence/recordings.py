"""Video and sound: played back in parts, with what is said in them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from annotations.extraction.charset import decode
from annotations.extraction.media.transcripts import captions, captions_in
from annotations.forms.evidence.citations import TranscriptForm
from annotations.models import CaptureKind, Snapshot, Source, User
from annotations.presenters.evidence.citations import source_name
from annotations.review.permissions import Permission, Refused
from annotations.services.evidence import captures, recordings
from annotations.services.evidence.removals import tombstone_of
from annotations.views.evidence.copies import NOTHING, as_stored, find_snapshot
from annotations.views.evidence.sources import press
from annotations.web.loading import needs, person, post_only, put_errors, stored_bytes
from annotations.web.ranges import ranged
from annotations.web.requests import HtmxHttpRequest


def _ask(*, source: Source, by: User) -> None:
    captures.ask(source=source, by=by, what=CaptureKind.RECORDING)


@post_only("source")
@needs(Permission.WRITE)
def source_record(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Have video or sound taken from the page and kept; back to where the button was."""
    return press(request, pk, _ask)


@require_safe
@needs(Permission.READ)
def snapshot_recording(request: HtmxHttpRequest, pk: int) -> HttpResponseBase:
    """The recording, or the part of it that a player asks for."""
    found = _recording(request, pk)
    if found.blob is None:
        raise Http404
    return as_stored(ranged(request, found.blob, found.media_type), NOTHING)


@require_safe
@needs(Permission.READ)
def snapshot_captions(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """What is said, for a player (WebVTT)."""
    found = find_snapshot(request, pk)
    if not found.is_transcript or tombstone_of(found):
        raise Http404
    own = captions_in(decode(stored_bytes(found.blob), "")[0]) if found.blob else ""
    told = own or captions(found.text, found.blocks)
    return as_stored(HttpResponse(told, content_type="text/vtt; charset=utf-8"), NOTHING)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.WRITE)
def transcript_add(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """What is said in a recording, from a file or typed; POST keeps it, and goes to it."""
    found = _recording(request, pk)
    form = TranscriptForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = recordings.add_transcript(recording=found, by=person(request), upload=form.upload)
            return redirect(made)
        except (Refused, ValidationError) as exc:
            put_errors(form, exc)
    name = source_name(found.source) if found.source else found.title
    context = {"snapshot": found, "name": name, "form": form}
    return render(request, "sources/transcript.html", context, status=422 if form.errors else 200)


def _recording(request: HtmxHttpRequest, pk: int) -> Snapshot:
    found = find_snapshot(request, pk)
    if not found.is_recording or tombstone_of(found):
        raise Http404
    return found
