"""One source with its attempts: facts, fetching again, uploads."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.extraction.kinds import IMAGES, PAGES
from annotations.forms.evidence.citations import SourceFactsForm, SourceUploadForm
from annotations.models import Citation, Claim, Snapshot, Source, SourceType
from annotations.presenters.evidence.citations import archive_words, source_name, source_state
from annotations.review.permissions import Permission, Refused
from annotations.services.evidence import captures, outside_copies, pictures
from annotations.services.evidence import sources as services
from annotations.services.store.uploads import date_guesses
from annotations.web.loading import find, first_error, needs, person, post_only, problem, put_errors, visible
from annotations.web.numbers import key_of
from annotations.web.requests import HtmxHttpRequest
from annotations.workspace.answers import parts


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.READ)
def source(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Facts, every attempt with its outcome, who cites it. POST saves the facts."""
    found = find(Source, request, pk, "added_by")
    initial = {name: getattr(found, name) for name in SourceFactsForm.base_fields}
    is_picture = found.snapshots.kept().filter(part_of=None, media_type__in=list(IMAGES)).exists()
    days = [] if found.published_on else date_guesses(found)
    form = SourceFactsForm(
        request.POST or None, initial=initial, picture=is_picture, facts_from=found.facts_from, days=days
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_facts(source=found, by=person(request), facts=form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect(found)
        except (Refused, ValidationError) as exc:
            put_errors(form, exc)
    return _source_page(request, found, form=form, status=422 if form.errors else 200)


def _source_page(
    request: HtmxHttpRequest, found: Source, *, form: object, status: int = 200, **extra: object
) -> HttpResponse:
    snapshots = list(
        found.snapshots.defer("text", "other_text", "blocks", "spans").select_related("captured_by").order_by("-pk")
    )
    fetches = list(found.fetches.order_by("-pk"))
    cited = Citation.objects.filter(source=found, removed_at=None).select_related("review__claim", "review__author")
    context = {
        "source": found,
        "name": source_name(found),
        "archived": archive_words(found),
        "state": source_state(found, snapshots, fetches),
        "attempts": snapshots,
        "changes": list(found.changes.filter(outcome="")),
        "alike": pictures.alike([found]).get(found.pk, []),
        "citations": list(cited.order_by("-pk")[:50]),
        "outside": found.outside_copies.order_by("-pk").select_related("asked_by"),
        "archives": list(outside_copies.archives().values()) if found.url and not found.protected else [],
        "orders": captures.open_orders(found),
        "captures": captures.are_possible(),
        # Of a file there is nothing to look at as a reader would.
        "is_file": _is_file(snapshots),
        "records": captures.recordings_are_possible(),
        "form": form,
        "upload_form": SourceUploadForm(auto_id="upload-%s"),
        **extra,
    }
    return render(request, "sources/detail.html", context, status=status)


def _is_file(snapshots: list[Snapshot]) -> bool:
    """Whether what a worker fetched last is no page; `snapshots` newest first."""
    sent = (
        s for s in snapshots if s.blob_id and s.captured_by_id is None and s.part_of_id is None and not s.by_browser
    )
    newest = next(sent, None)
    return newest is not None and newest.media_type not in PAGES


@post_only("source")
@needs(Permission.WRITE)
def source_try_again(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Fetch once more; back to where the button was."""
    return press(request, pk, services.try_again)


@post_only("source")
@needs(Permission.WRITE)
def source_capture(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Have the page opened in a browser, and kept as its reader sees it; back to where the button was."""
    return press(request, pk, captures.ask)


def press(request: HtmxHttpRequest, pk: int, act: Callable[..., object]) -> HttpResponse:
    """`act` on the source by this person; back to where the button was, with the reason where it is refused."""
    found = find(Source, request, pk)
    try:
        act(source=found, by=person(request))
    except Refused as exc:
        messages.error(request, first_error(exc))
    return _back(request, found)


@post_only("source")
@needs(Permission.WRITE)
def source_outside(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Order a copy in an outside archive (`archive`)."""
    found = find(Source, request, pk)
    try:
        outside_copies.ask(source=found, archive=request.POST.get("archive", ""), by=person(request))
    except Refused as exc:
        return problem(request, first_error(exc))
    messages.success(request, _("Asked. The answer appears here within some minutes."))
    return redirect(found)


@post_only("source")
@needs(Permission.WRITE)
def source_confirm(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """ "Yes, this is the page": of the copy named in `copy`; back to where the button was."""
    found = find(Source, request, pk)
    copy = found.snapshots.kept().filter(pk=key_of(request.POST.get("copy"))).first()
    if copy is None:
        return problem(request, _("This is no copy of this source. Reload the page."))
    try:
        services.confirm(source=found, by=person(request), snapshot=copy)
    except Refused as exc:
        return problem(request, first_error(exc))
    return _back(request, found)


@post_only("source")
@needs(Permission.WRITE)
def source_is_ruling(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """The source is a fact-check by others; back to where the button was."""
    return press(request, pk, partial(services.edit_facts, facts={"type": SourceType.FACT_CHECK.value}))


def _back(request: HtmxHttpRequest, found: Source) -> HttpResponse:
    """To the claim's card the form was on (`claim`), else to the source."""
    number = key_of(request.POST.get("claim"))
    claim = visible(Claim, request).select_related("article", "claimant").filter(pk=number).first()
    if claim is None:
        return redirect(found)
    return parts(request, claim) if request.htmx else redirect(claim.card_url)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.WRITE)
def source_upload(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """*Upload instead*: a person's own copy."""
    found = find(Source, request, pk, "added_by")
    form = SourceUploadForm(request.POST or None, request.FILES or None, auto_id="upload-%s")
    if request.method == "POST" and form.is_valid():
        try:
            services.take_upload(source=found, by=person(request), upload=form.cleaned_data["file"])
            messages.success(request, _("Kept."))
            return _back(request, found)
        except (Refused, ValidationError) as exc:
            put_errors(form, exc)
    context = {
        "source": found,
        "name": source_name(found),
        "form": form,
        "claim": request.GET.get("claim", ""),
    }
    return render(request, "sources/upload.html", context, status=422 if form.errors else 200)
