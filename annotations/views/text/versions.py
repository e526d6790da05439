"""An article's texts over time: looked for, written, compared, and what became of each highlight."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from annotations.anchoring.selectors import QuoteMismatch, describe
from annotations.forms.text.versions import OutletChangeForm, RecheckForm, TextForm
from annotations.models import Anchor, AnchorStatus, Annotation, Article, ArticleVersion, Claim, Origin
from annotations.presenters.text.comparisons import highlight_changes, text_rows
from annotations.review.permissions import Permission, Refused
from annotations.services.text import anchors, articles, outlet_changes
from annotations.services.text import versions as services
from annotations.web.loading import find, first_error, needs, person, post_only, put_errors
from annotations.web.numbers import number_of, points_of
from annotations.workspace.rows import rows_in


@require_safe
@needs(Permission.READ)
def version_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version, newest first, with how many highlights are the same, changed or lost in it."""
    found = find(Article, request, pk)
    counts: dict[int, dict[str, int]] = {}
    rows = Anchor.objects.filter(version__article=found, annotation__removed_at=None)
    for version, status, count in rows.values_list("version", "status").annotate(Count("pk")):
        counts.setdefault(version, {})[status] = count
    versions = list(found.versions.defer("text", "blocks", "spans", "cuts").select_related("created_by", "snapshot"))
    lines = [(v, _words(counts.get(v.pk, {}))) for v in sorted(versions, key=lambda v: -v.number)]
    context = {
        "article": found,
        "lines": lines,
        "fetch": found.fetches.order_by("-pk").first(),
        "recheck_form": RecheckForm(initial={"hours": found.recheck_hours}),
        "may_be_typed": bool(lines) and services.may_be_typed(lines[0][0]),
    }
    return render(request, "versions/list.html", context)


def _words(counts: dict[str, int]) -> list[tuple[str, int]]:
    return [(str(status.label), counts[status]) for status in AnchorStatus if counts.get(status)]


@post_only("versions")
@needs(Permission.WRITE)
def version_look(request: HttpRequest, pk: int) -> HttpResponse:
    """Look for a new version at the article's address."""
    found = find(Article, request, pk)
    try:
        articles.look_again(article=found, by=person(request))
    except Refused as exc:
        messages.error(request, first_error(exc))
    else:
        messages.success(request, _("A worker fetches the page. A new version appears here if the words are others."))
    return redirect("versions", found.pk)


@post_only("versions")
@needs(Permission.WRITE)
def version_recheck(request: HttpRequest, pk: int) -> HttpResponse:
    """How often the address is fetched again."""
    found = find(Article, request, pk)
    form = RecheckForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused("no_interval")
        articles.set_recheck(article=found, by=person(request), hours=form.cleaned_data["hours"])
    except Refused as exc:
        messages.error(request, first_error(exc))
    else:
        messages.success(request, _("Saved."))
    return redirect("versions", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.WRITE)
def version_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend or replace the text of a pasted article; its highlights are placed in the new one."""
    found = find(Article, request, pk)
    last = found.newest_version()
    if last is None or not services.may_be_typed(last):
        messages.error(request, _("This text was fetched or uploaded. Look for a new version instead."))
        return redirect("versions", found.pk)
    first = {"text": last.text, "origin": Origin.TYPING, "base": last.number}
    form = TextForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if values["base"] != last.number:
            form.add_error(
                "text",
                _("Somebody made version %(number)s meanwhile. Copy your change into its text.")
                % {"number": last.number},
            )
        else:
            try:
                made = services.write_version(
                    article=found, by=person(request), text=values["text"], origin=Origin(values["origin"])
                )
            except (ValidationError, Refused) as exc:
                put_errors(form, exc)
            else:
                if made is not None:
                    return redirect("version_compare", found.pk, made.number)
                form.add_error("text", _("These are the same words as before. Change them, or go back to the article."))
    context = {"article": found, "form": form, "version": last}
    return render(request, "versions/write.html", context, status=422 if form.errors else 200)


def _version(article: Article, number: int) -> ArticleVersion:
    found = article.versions.filter(number=number).first()
    if found is None:
        raise Http404
    return found


@require_safe
@needs(Permission.READ)
def version_compare(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Version `number` beside an earlier one (`?with=`, else the one before): highlights first, then the words.

    `?show=whole` shows every paragraph, `?as=sides` both texts beside each other.
    """
    found = find(Article, request, pk)
    return _compare(request, found, _version(found, number))


def _compare(request: HttpRequest, article: Article, new: ArticleVersion, **forms: Any) -> HttpResponse:
    before = number_of(request.GET.get("with")) or new.number - 1
    if not 1 <= before < new.number:
        raise Http404
    old = _version(article, before)
    changes = highlight_changes(new, rows_in(article))
    spots = [(p.start, p.end) for p in (c.anchor.annotation.place for c in changes if _in(c.anchor.annotation, old))]
    whole = request.GET.get("show") == "whole" or not spots
    context = {
        "article": article,
        "old": old,
        "new": new,
        "numbers": range(1, new.number),
        "changes": changes,
        "to_decide": sum(1 for change in changes if change.anchor.is_open),
        "texts": text_rows(old, new, spots, whole=whole),
        "whole": whole,
        "spots": bool(spots),
        "sides": request.GET.get("as") == "sides",
        "outlet_form": OutletChangeForm(auto_id=False, initial={"noticed_on": new.created_at.date()}),
        **forms,
    }
    return render(request, "versions/compare.html", context, status=422 if forms else 200)


def _in(annotation: Annotation, version: ArticleVersion) -> bool:
    return annotation.version_id == version.pk


@post_only("versions")
@needs(Permission.WRITE)
def version_place(request: HttpRequest, pk: int, number: int, annotation: int) -> HttpResponse:
    """A person's word on where a highlight lies: `start` and `end` of the version's text, or neither: not there."""
    found = find(Article, request, pk)
    version, row = _version(found, number), find(Annotation, request, annotation, "version", "appearance__claim")
    points = points_of(request)
    try:
        selector = describe(version.text, *points) if points else None
        anchors.decide(annotation=row, version=version, by=person(request), selector=selector)
    except (QuoteMismatch, Refused) as exc:
        messages.error(request, first_error(exc))
    else:
        messages.success(request, _("Noted."))
    return redirect("version_compare", found.pk, version.number)


@post_only("versions")
@needs(Permission.WRITE)
def version_note(request: HttpRequest, pk: int, number: int, claim: int) -> HttpResponse:
    """What the outlet did with a claim's words, and when."""
    found = find(Article, request, pk)
    version, about = _version(found, number), find(Claim, request, claim)
    form = OutletChangeForm(request.POST, auto_id=False)
    if not form.is_valid():
        return _compare(request, found, version, failed_form=form, failed_claim=about.pk)
    values = form.cleaned_data
    outlet_changes.note_change(
        claim=about, version=version, by=person(request), kind=values["kind"], day=values["noticed_on"]
    )
    messages.success(request, _("Recorded on the claim."))
    return redirect("version_compare", found.pk, version.number)
