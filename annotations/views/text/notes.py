"""Notes on claims and passages: written, answered, resolved and reopened."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from annotations.anchoring.selectors import QuoteMismatch, check_quote
from annotations.forms.text.notes import CommentForm, NoteForm
from annotations.models import Article, Claim, Note
from annotations.presenters.text.notes import threads_on_passages
from annotations.review.permissions import Permission, Refused
from annotations.services.review import suggestions
from annotations.services.text import notes as services
from annotations.views.review.review_page import find_review, review_page
from annotations.web.loading import find, first_error, needs, person, post_only, problem, put_errors, visible
from annotations.web.numbers import number_of, points_of
from annotations.web.paging import page_of
from annotations.web.requests import HtmxHttpRequest
from annotations.workspace.answers import parts
from annotations.workspace.cards import full_card


@require_safe
@needs(Permission.READ)
def note_list(request: HtmxHttpRequest) -> HttpResponse:
    """Threads that mention me or that I began, newest first; `?show=all` with the resolved ones."""
    me = person(request)
    mine = visible(Note, request).told_to(me).threads()
    mine = (mine.filter(mentions=me) | mine.filter(answers__mentions=me) | mine.filter(created_by=me)).distinct()
    rows = mine if request.GET.get("show") == "all" else mine.unresolved()
    page = page_of(
        request, rows.select_related("claim", "article", "created_by").prefetch_related("answers__created_by")
    )
    context = {"page": page, "lines": [(note, services.place_of(note)) for note in page.rows]}
    return render(request, "notes/list.html", context)


@post_only("claim")
@needs(Permission.WRITE)
def note_claim(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """A new thread on a claim."""
    claim = find(Claim, request, pk, "article")
    return _written(request, lambda: services.note_claim(claim=claim, by=person(request), text=_text(request)))


@post_only("article")
@needs(Permission.WRITE)
def note_passage(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """A new thread on selected words: `start`, `end`, `quote` as for a claim, and `text`."""
    article = find(Article, request, pk)
    version = article.newest_version()
    points = points_of(request)
    if version is None or points is None:
        return _refused(request, _("Select the words of the article that the note is about."))
    if number_of(request.POST.get("version")) not in (None, version.pk):
        return _refused(
            request, _("This article has a newer text. Copy your note, reload the page and select the words again.")
        )
    try:
        selector = check_quote(version.text, version.blocks, *points, request.POST.get("quote", ""))
    except QuoteMismatch as exc:
        return _refused(request, first_error(exc))
    return _written(
        request,
        lambda: services.note_passage(version=version, by=person(request), selector=selector, text=_text(request)),
    )


@post_only("note")
@needs(Permission.WRITE)
def note_answer(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    note = find(Note, request, pk, "claim", "article")
    return _written(request, lambda: services.answer(note=note, by=person(request), text=_text(request)))


@post_only("note")
@needs(Permission.WRITE)
def note_resolve(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Resolve a thread, or with `reopen` open it again."""
    note = find(Note, request, pk, "claim", "article")
    resolved = not request.POST.get("reopen")
    return _written(request, lambda: services.set_resolved(note=note, by=person(request), resolved=resolved))


@post_only("note")
@needs(Permission.WRITE)
def note_accept(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Take suggested words over into the draft; the card is drawn anew."""
    note = find(Note, request, pk, "claim__article", "article")
    try:
        suggestions.accept(note=note, by=person(request))
    except (ValidationError, Refused) as exc:
        if request.htmx:
            return problem(request, first_error(exc))
        messages.error(request, first_error(exc))
        return redirect(services.place_of(note))
    if request.htmx and note.claim:
        return parts(request, find(Claim, request, note.claim.pk, "article", "claimant"))
    messages.success(request, _("The suggested words are in the draft."))
    return redirect(services.place_of(note))


@post_only("review")
@needs(Permission.WRITE)
def review_comment(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """A comment bound to a text, a source or the passage, with other words where the person has better ones."""
    found = find_review(request, pk)
    form = CommentForm(request.POST, review=found)
    if form.is_valid():
        try:
            services.comment(review=found, by=person(request), **form.values())
        except (ValidationError, Refused) as exc:
            put_errors(form, exc)
        else:
            messages.success(request, _("Your comment is kept."))
            return redirect(f"{reverse('review', args=[pk])}#comments")
    return review_page(request, find_review(request, pk), status=422, comment_form=form)


@require_safe
@needs(Permission.READ)
def note(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """A note's own address leads to the page it stands on."""
    return redirect(services.place_of(find(Note, request, pk)))


def _text(request: HtmxHttpRequest) -> str:
    return request.POST.get("text", "").replace("\x00", "")  # PostgreSQL has no place for it


def _written(request: HtmxHttpRequest, write: Any) -> HttpResponse:
    try:
        made: Note = write()
    except (ValidationError, Refused) as exc:
        return _refused(request, first_error(exc))
    if not request.htmx:
        return redirect(services.place_of(made))
    return render(request, "notes/threads.html#answer", note_parts(request, made.claim, made.article))


def note_parts(request: HtmxHttpRequest, claim: Claim | None, article: Article | None) -> dict[str, Any]:
    """The threads beside a card, or those on passages."""
    if claim is not None:
        return {"claim": claim, "threads": full_card(request, claim).threads}
    version = article.newest_version() if article else None
    return {"article": article, "passage_threads": threads_on_passages(article, version) if article else []}


def _refused(request: HtmxHttpRequest, why: str) -> HttpResponse:
    """Beside the form with htmx; without scripts, the form again with what was typed."""
    if request.htmx:
        return problem(request, why)
    form = NoteForm(request.POST)
    form.is_valid()
    form.errors["text"] = form.error_class([why])
    kept = [(name, value) for name, value in request.POST.items() if name not in ("text", "csrfmiddlewaretoken")]
    return render(request, "notes/write.html", {"form": form, "kept": kept}, status=422)
