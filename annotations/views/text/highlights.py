"""Highlights after they are made: other words, parts, another claim, taken away and put back.

The workspace sends code points (`start`, `end`, `quote`); the page of one highlight takes words, and needs no scripts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.anchoring.quotes import nearest_quote
from annotations.anchoring.selectors import QuoteMismatch, Selector, check_quote, describe
from annotations.forms.text.highlights import MoveForm, SplitForm, WordsForm
from annotations.models import Annotation, Claim
from annotations.review.permissions import Permission, Refused
from annotations.services.text import highlights as services
from annotations.services.text.anchors import shown
from annotations.web.loading import find, first_error, needs, person, post_only, problem
from annotations.web.numbers import key_of, points_of
from annotations.web.requests import HtmxHttpRequest
from annotations.workspace.answers import parts
from annotations.workspace.rows import rows_in


def _find(request: HtmxHttpRequest, pk: int) -> Annotation:
    return find(Annotation, request, pk, "version__article", "appearance__claim")


@require_http_methods(["GET", "HEAD"])
@needs(Permission.WRITE)
def highlight(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """One highlight in its paragraphs, with a form for each thing that can be done to it."""
    return _page(request, _find(request, pk))


def _page(request: HtmxHttpRequest, annotation: Annotation, *, status: int = 200, **forms: Any) -> HttpResponse:
    place = shown(annotation)
    version = place.version
    around = [b for b in version.blocks if b["start"] < place.end and place.start < b["end"]]
    claim = annotation.appearance.claim
    others = [(r.claim.pk, _name(r)) for r in rows_in(version.article) if r.claim.pk != claim.pk]
    context = {
        "annotation": annotation,
        "article": version.article,
        "claim": claim,
        "paragraphs": [version.text[b["start"] : b["end"]] for b in around],
        "quote": place.exact,
        "words_form": WordsForm(initial={"words": place.exact}),
        "split_form": SplitForm(),
        "move_form": MoveForm(claims=others),
        "back": claim.card_url,
        **forms,
    }
    return render(request, "highlights/detail.html", context, status=status)


def _name(row: Any) -> str:
    return f"{row.number}. {row.claim.wording[:90]}"


def _from_points(request: HtmxHttpRequest, annotation: Annotation) -> Selector | None:
    """The selector of the code points sent by the workspace; None when the form sent words."""
    points = points_of(request)
    if points is None:
        return None
    version = shown(annotation).version
    return check_quote(version.text, version.blocks, *points, request.POST.get("quote", ""))


def _from_words(annotation: Annotation, words: str) -> Selector:
    """The selector of words typed or copied, at their place nearest to the highlight."""
    place = shown(annotation)
    found = nearest_quote(place.version.text, words, place.start)
    if found is None:
        raise QuoteMismatch("words_not_there")
    return describe(place.version.text, *found)


def _with_words(
    request: HtmxHttpRequest,
    pk: int,
    form: Any,
    field: str,
    name: str,
    act: Callable[[Annotation, Selector], HttpResponse],
) -> HttpResponse:
    """`act` on the words asked for: code points, or what stands in `field` of `form`, which the page calls `name`."""
    annotation = _find(request, pk)
    try:
        selector = _from_points(request, annotation)
        if selector is None:
            if not form.is_valid():
                return _page(request, annotation, **{name: form}, status=422)
            selector = _from_words(annotation, form.cleaned_data[field])
        return act(annotation, selector)
    except (QuoteMismatch, Refused) as exc:
        return _refused(request, annotation, form, field, first_error(exc), name)


@post_only("highlight")
@needs(Permission.WRITE)
def highlight_range(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    def change(annotation: Annotation, selector: Selector) -> HttpResponse:
        claim = services.change_range(annotation=annotation, by=person(request), selector=selector)
        return _done(request, claim, _("The highlight lies over the new words."))

    return _with_words(request, pk, WordsForm(request.POST), "words", "words_form", change)


@post_only("highlight")
@needs(Permission.WRITE)
def highlight_split(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    def split(annotation: Annotation, part: Selector) -> HttpResponse:
        made = services.split(annotation=annotation, by=person(request), start=part.start, end=part.end)
        left = annotation.appearance.claim_id
        return _done(request, made, _("The words are a claim of their own now."), and_claims=[left])

    return _with_words(request, pk, SplitForm(request.POST), "part", "split_form", split)


@post_only("highlight")
@needs(Permission.WRITE)
def highlight_move(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    annotation = _find(request, pk)
    left = annotation.appearance.claim_id
    target = find(Claim, request, key_of(request.POST.get("claim")))
    try:
        claim = services.move_to_claim(annotation=annotation, by=person(request), claim=target)
    except Refused as exc:
        return _refused(request, annotation, None, None, first_error(exc), "")
    return _done(request, claim, _("The highlight belongs to this claim now."), and_claims=[left])


@post_only("highlight")
@needs(Permission.WRITE)
def highlight_remove(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Take a highlight away, or with `undo` put it back."""
    annotation = _find(request, pk)
    undo = bool(request.POST.get("undo"))
    try:
        act = services.put_back if undo else services.remove
        claim = act(annotation=annotation, by=person(request))
    except Refused as exc:
        return _refused(request, annotation, None, None, first_error(exc), "")
    if undo:
        return _done(request, claim, _("The highlight is back."))
    if request.htmx:
        return parts(request, find(Claim, request, claim.pk, "article", "claimant"), put_back=annotation)
    messages.success(request, _("The highlight was taken away."))
    return redirect("highlight", annotation.pk)


def _done(request: HtmxHttpRequest, claim: Claim, said: str, *, and_claims: Collection[int] = ()) -> HttpResponse:
    if request.htmx:
        fresh = find(Claim, request, claim.pk, "article", "claimant")
        return parts(request, fresh, and_claims=and_claims, said=said)
    messages.success(request, said)
    return redirect(claim.card_url)


def _refused(
    request: HtmxHttpRequest, annotation: Annotation, form: Any, field: str | None, why: str, name: str
) -> HttpResponse:
    if request.htmx:
        return problem(request, why)
    if form is None:
        messages.error(request, why)
        return redirect("highlight", annotation.pk)
    if form.is_valid():
        form.add_error(field, why)
    return _page(request, annotation, status=422, **{name: form})
