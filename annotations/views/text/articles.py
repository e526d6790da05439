"""Articles: list, adding in three ways, the workspace, its live changes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from annotations.forms.text.articles import AddressForm, EditFactsForm, PasteForm, UploadArticleForm
from annotations.models import Article, Claim
from annotations.presenters.text.found import texts_around
from annotations.review.permissions import Permission
from annotations.services.newsroom import search
from annotations.services.store import fetches
from annotations.services.text import articles as services
from annotations.web.loading import find, needs, person, post_only, put_errors, visible
from annotations.web.numbers import key_of
from annotations.web.paging import page_of, page_of_found
from annotations.web.requests import HtmxHttpRequest
from annotations.workspace.page import workspace_context

TABS = {
    "paste": gettext_lazy("Paste text"),
    "address": gettext_lazy("From an address"),
    "upload": gettext_lazy("Upload a file"),
}
FORMS = {"paste": PasteForm, "address": AddressForm, "upload": UploadArticleForm}
FACTS = ("title", "url", "publisher", "published_on", "language", "direction")


@require_safe
@needs(Permission.READ)
def article_list(request: HtmxHttpRequest) -> HttpResponse:
    """All articles, newest first, each with the count of its claims; with words, the best hit first."""
    rows = visible(Article, request)
    words = request.GET.get("q", "").strip()
    hits = search.find(rows, words) if words else None
    page = page_of(request, rows) if hits is None else page_of_found(request, rows, hits.keys)
    counts = dict(
        visible(Claim, request).filter(article__in=page.rows).order_by().values_list("article").annotate(Count("pk"))
    )
    texts = texts_around([article.pk for article in page.rows], hits.wanted) if hits else {}
    page.rows = [(article, counts.get(article.pk, 0), texts.get(article.pk)) for article in page.rows]
    return render(request, "articles/list.html", {"page": page, "q": words, "hits": hits})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.WRITE)
def article_add(request: HtmxHttpRequest) -> HttpResponse:
    """One page, three tabs. An address or text that is here already: shown, with the choice to go on."""
    tab = request.POST.get("tab") or request.GET.get("tab") or "paste"
    tab = tab if tab in TABS else "paste"
    form = FORMS[tab](request.POST or None, request.FILES or None)
    known: Article | None = None
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                article, known = _add(request, tab, form)
            except ValidationError as exc:
                _blame(form, tab, exc)
            else:
                if article:
                    return redirect(article)
        status = 422
    context = {"tabs": TABS, "tab": tab, "form": form, "known": known}
    return render(request, "articles/add.html", context, status=status)


def _blame(form: Any, tab: str, exc: ValidationError) -> None:
    field = {"paste": "text", "address": "url", "upload": "file"}[tab]
    form.add_error(field, exc.messages)


def _add(request: HtmxHttpRequest, tab: str, form: Any) -> tuple[Article | None, Article | None]:
    """(the new article, None), or (None, the one that is here already)."""
    by, values = person(request), form.cleaned_data
    facts = {name: values.get(name) for name in FACTS}
    anyway = bool(request.POST.get("anyway"))
    if tab == "address":
        known = services.same_address(values["url"])
        if known and not anyway:
            return None, known
        return services.add_from_address(by=by, url=values["url"], facts=facts), None
    upload = values.get("file")
    document = services.read_upload(upload) if upload else services.read_pasted(values["text"], values["links"])
    known = services.same_address(values["url"]) or services.same_text(document.text)
    if known and not anyway:
        return None, known
    if upload:
        return services.add_uploaded(by=by, upload=upload, document=document, facts=facts), None
    return services.add_pasted(by=by, document=document, facts=facts), None


@require_safe
@needs(Permission.READ)
def article(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """The workspace: text, claims, the open card (`?claim=`)."""
    found = find(Article, request, pk)
    version = found.newest_version()
    if version is None:
        return render(request, "articles/fetching.html", _fetching(found))
    claims = visible(Claim, request).in_article(found)
    claim = claims.filter(pk=key_of(request.GET.get("claim"))).first()
    context = workspace_context(request, found, version, claim)
    return render(request, "articles/workspace.html", context)


def _fetching(article: Article) -> dict[str, Any]:
    fetch, capture = (rows.order_by("-pk").first() for rows in (article.fetches, article.capture_orders))
    # A browser opens what was fetched without a text; what is fetched again starts anew.
    stale = capture and fetch and fetch.created_at > capture.created_at
    return {"article": article, "fetch": fetch, "capture": None if stale else capture}


@require_safe
@needs(Permission.READ)
def article_fetch_status(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """How far the worker is, for the page that waits; once there is a text, the page loads anew."""
    found = find(Article, request, pk)
    if found.versions.exists():
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response
    return render(request, "articles/fetching.html#status", _fetching(found))


@post_only("article")
@needs(Permission.WRITE)
def article_try_again(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    found = find(Article, request, pk)
    if found.url and not found.versions.exists():
        fetches.enqueue(article=found, url=found.url)
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.WRITE)
def article_edit(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    found = find(Article, request, pk)
    form = EditFactsForm(request.POST or None, article=found)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_facts(article=found, by=person(request), facts=form.cleaned_data)
        except ValidationError as exc:
            put_errors(form, exc)
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    return render(request, "articles/edit.html", {"article": found, "form": form}, status=422 if form.errors else 200)
