"""What changed in an article since a revision: for pages that stay open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.models import Article, Claim
from annotations.review.permissions import Permission
from annotations.views.loading import find, needs, visible
from annotations.views.numbers import number_of
from annotations.views.workspace import changed_parts, full_card


@require_safe
@needs(Permission.READ)
def article_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Rows, blocks and sources of claims that changed after `?since=`; 204 when nothing did.

    Of the open card (`?card=`) only the sources and the state are sent: what somebody types there stays.
    """
    article = find(Article, request, pk)
    since = number_of(request.GET.get("since"))
    if since is None or article.revision <= since:
        return HttpResponse(status=204)
    ids = list(visible(Claim, request).filter(article=article, revision__gt=since).values_list("pk", flat=True))
    context = changed_parts(request, article, ids)
    known = set(request.GET.get("rows", "").split(","))
    context["new_rows"] = [
        row for row in context["changed_rows"] if "rows" in request.GET and str(row.claim.pk) not in known
    ]
    context["changed_rows"] = [row for row in context["changed_rows"] if row not in context["new_rows"]]
    opened = number_of(request.GET.get("card"))
    if opened in ids:
        claim = find(Claim, request, opened, "article")
        context["card"] = full_card(request, claim, context["rows"])
    return render(request, "articles/changes.html", context)
