"""What changed in an article since a revision: for pages that stay open."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from annotations.models import Article, ArticleVersion, Claim
from annotations.presence import others_here
from annotations.presenters.text.notes import threads_on_passages
from annotations.review.permissions import Permission, can
from annotations.web.loading import find, needs, person, visible
from annotations.web.numbers import number_of
from annotations.web.requests import HtmxHttpRequest
from annotations.workspace.cards import full_card
from annotations.workspace.drawn_once import DrawnOnce
from annotations.workspace.page import changed_parts, newest_text
from annotations.workspace.reading import read_changed


@dataclass(frozen=True)
class News:
    """What everybody with the article open is shown alike."""

    version: ArticleVersion
    #: Keys of the claims that changed.
    claims: frozenset[int]
    rows: Any
    parts: str


#: Two hundred pages ask for the same news within two seconds of a mark.
NEWS: DrawnOnce[News | None] = DrawnOnce(8)


def _news_for(request: HtmxHttpRequest, article: Article, since: int) -> News | None:
    """What changed since the revision `since`, drawn once for all who may do the same and read the same language."""
    shown = request.headers.get("X-Version", "")
    me = person(request)
    # Editors are shown a form of their own, to publish what is approved.
    alike = me.pk if can(me, Permission.DECIDE) else can(me, Permission.WRITE)
    key = (article.pk, since, article.revision, shown, get_language(), type(alike), alike)
    return NEWS.get(key, lambda: _news(request, article.pk, since))


def _news(request: HtmxHttpRequest, pk: int, since: int) -> News | None:
    version = newest_text(request, pk)
    if version is None:
        return None
    changed, _highlights = read_changed(version.article, since)
    claims = frozenset(visible(Claim, request).filter(pk__in=changed).values_list("pk", flat=True))
    context = changed_parts(request, version, claims)
    parts = render_to_string("claims/answers.html#parts", context, request)
    return News(version, claims, context["changed_rows"], parts)


@require_safe
@needs(Permission.READ)
def article_changes(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Rows, blocks and sources of claims that changed after `?since=`; 204 when nothing did.

    Of the open card (`?card=`) only the sources and the state are sent: what somebody types there stays. `?missing=1`
    where the card tells what its version lacks, so that the sources go on telling it.
    """
    article = find(Article, request, pk)
    since = number_of(request.GET.get("since"))
    here = json.dumps(others_here(article.pk, person(request)))
    if since is None or article.revision <= since:
        return HttpResponse(status=204, headers={"X-Here": here})
    news = _news_for(request, article, since)
    if news is None:
        return HttpResponse(status=204, headers={"X-Here": here})
    context: dict[str, Any] = {"article": article, "parts": news.parts}
    context["show_missing"] = request.GET.get("missing") == "1"
    context["passage_threads"] = threads_on_passages(article, news.version)
    opened = number_of(request.GET.get("card"))
    if opened is not None and opened in news.claims:
        claim = find(Claim, request, opened, "article")
        card = context["card"] = full_card(request, claim, news.rows)
        # Returned, taken back or submitted by somebody else: then the whole card is another one.
        editing = request.GET.get("editing")
        context["whole_card"] = editing in ("0", "1") and card.can_edit != (editing == "1")
    response = render(request, "articles/changes.html", context)
    response["X-Here"] = here
    return response


@require_safe
@needs(Permission.READ)
def claim_changes(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """The sources and the state of a claim on its own page; 204 while they are as `?since=` (their mark) has them."""
    claim = find(Claim, request, pk, "article", "claimant")
    context = {"card": full_card(request, claim), "claim": claim, "show_missing": request.GET.get("missing") == "1"}
    page = render(request, "claims/answers.html#changes", context)
    mark = hashlib.sha256(re.sub(rb"csrfmiddlewaretoken\S* value=\S+", b"", page.content)).hexdigest()[:12]
    if request.GET.get("since") == mark:
        return HttpResponse(status=204)
    page["X-Mark"] = mark
    return page
