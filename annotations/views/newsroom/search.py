"""One search for everything that the person may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.models import Article, Claim, Claimant, ClaimReview, Source
from annotations.presenters.evidence.citations import source_name
from annotations.presenters.review.claim_rows import rows_of
from annotations.presenters.text.found import copies_around, texts_around
from annotations.review.permissions import Permission
from annotations.services.newsroom import search
from annotations.web.loading import needs, visible
from annotations.web.paging import in_order

#: Hits of each kind on the page; its list shows the others.
SHOWN = 5


@dataclass(frozen=True)
class Kind:
    """What was found of one kind: the first rows, with what stands around the words in each."""

    hits: search.Found
    rows: list[Any]

    @property
    def total(self) -> str:
        count = len(self.hits.keys)
        return f"{count:,}+" if count >= search.MOST_FOUND else str(count)

    @property
    def has_more(self) -> bool:
        return len(self.hits.keys) > len(self.rows)


@require_safe
@needs(Permission.READ)
def search_page(request: HttpRequest) -> HttpResponse:
    """Claims, articles, sources with their copies, and speakers that hold what is asked, the best hits of each."""
    asked = request.GET.get("q", "").strip()
    found = {}
    if asked:
        found = {
            "claims": _claims(request, asked),
            "articles": _articles(request, asked),
            "sources": _sources(request, asked),
            "speakers": _speakers(request, asked),
        }
    nothing = bool(asked) and not any(kind.rows for kind in found.values())
    return render(request, "search/detail.html", {"asked": asked, "nothing": nothing, **found})


def _claims(request: HttpRequest, asked: str) -> Kind:
    hits = search.find(visible(Claim, request), asked)
    light = Prefetch("reviews", ClaimReview.objects.for_claims())
    listed = visible(Claim, request).for_lists()
    claims = in_order(listed.prefetch_related(light), hits.keys[:SHOWN])
    return Kind(hits, [row for claim in claims for row in rows_of([claim])])


def _articles(request: HttpRequest, asked: str) -> Kind:
    hits = search.find(visible(Article, request), asked)
    articles = in_order(visible(Article, request), hits.keys[:SHOWN])
    around = texts_around([article.pk for article in articles], hits.wanted)
    return Kind(hits, [(article, around.get(article.pk)) for article in articles])


def _sources(request: HttpRequest, asked: str) -> Kind:
    hits = search.find(visible(Source, request), asked, search.SOURCES)
    sources = in_order(visible(Source, request), hits.keys[:SHOWN])
    around = copies_around([source.pk for source in sources], hits.query, hits.wanted)
    return Kind(hits, [(source, source_name(source), around.get(source.pk)) for source in sources])


def _speakers(request: HttpRequest, asked: str) -> Kind:
    speakers = visible(Claimant, request).standing()
    hits = search.find(speakers, asked)
    return Kind(hits, in_order(speakers, hits.keys[:SHOWN]))
