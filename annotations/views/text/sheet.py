"""The print sheet of an article."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from annotations.models import Article
from annotations.presenters.text.sheet import MOST, sheet_of
from annotations.review.permissions import Permission
from annotations.web.loading import find, needs, person
from annotations.workspace.shown import shown


@require_safe
@needs(Permission.READ)
def article_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Every claim of the article in the order of the text, with verdict and sources, for paper."""
    article = find(Article, request, pk)
    version = article.newest_version()
    if version is None:
        return redirect("article", pk)
    rows = shown(article, version).ordered
    context = {
        "article": article,
        "version": version,
        "claims": sheet_of(rows, person(request)),
        "left": max(0, len(rows) - MOST),
    }
    return render(request, "articles/sheet.html", context)
