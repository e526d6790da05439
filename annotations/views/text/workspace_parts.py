"""Parts of the workspace that the page asks for by itself: further rows of the list, blocks that may be out of date."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from annotations.models import Article
from annotations.review.permissions import Permission
from annotations.services.claims.claims import carried_over
from annotations.web.loading import find, needs, person
from annotations.web.numbers import key_of
from annotations.web.requests import HtmxHttpRequest
from annotations.workspace.blank_card import blank_card_of, name_of_blank
from annotations.workspace.page import list_context, newest_text
from annotations.workspace.shown import shown


@require_safe
@needs(Permission.READ)
def article_rows(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Rows `after` or `before` a place, `around` a claim, or the first ones, as filtered; and how many there are."""
    article = find(Article, request, pk)
    version = article.newest_version()
    if version is None or not request.htmx:
        return redirect(article)
    context = list_context(request, article, shown(article, version).ordered, None)
    # They join rows that are there: no way back to those.
    known = {"before": 0} if request.GET.get("after") else {"after": 0} if request.GET.get("before") else {}
    context["window"] = replace(context["window"], **known)
    return render(request, "articles/rows.html", context | {"row_news": True})


@require_safe
@needs(Permission.READ)
def article_blocks(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """The blocks named in `ids`, as they are now; nothing for a page that shows another version."""
    article = find(Article, request, pk)
    version = article.newest_version()
    if version is None or request.headers.get("X-Version") != str(version.pk):
        return HttpResponse(status=204)
    ids = {key_of(number) for number in request.GET.get("ids", "").split(",")[:200]}
    context = {"article": article, "changed_blocks": shown(article, version).blocks_in(ids)}
    return render(request, "claims/answers.html#parts", context)


@require_safe
@needs(Permission.WRITE)
def blank_card(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """The card with stand-ins, and in `X-Blank` which card it is; 204 while there is no text to mark in."""
    version = newest_text(request, pk)
    if version is None:
        find(Article, request, pk)
        return HttpResponse(status=204)
    article = version.article
    facts = carried_over(article)
    context = {"card": blank_card_of(request, version, facts), "article": article, "fresh": True}
    answer = render(request, "claims/card.html", context)
    answer["X-Blank"] = name_of_blank(person(request), version, facts)
    return answer
