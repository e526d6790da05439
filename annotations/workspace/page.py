"""What the workspace shows, and the parts of it that an answer to htmx replaces."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse

from annotations.forms.text.notes import NoteForm
from annotations.models import Anchor, AnnotationRange, Article, ArticleVersion, Claim
from annotations.presence import others_here
from annotations.presenters.review.claim_rows import ListedRow
from annotations.presenters.text.highlights import touched
from annotations.presenters.text.hints import hint_lines
from annotations.presenters.text.notes import threads_on_passages
from annotations.web.loading import person, visible
from annotations.web.numbers import key_of
from annotations.web.requests import HtmxHttpRequest
from annotations.workspace.cards import full_card
from annotations.workspace.reading import Change
from annotations.workspace.row_filter import row_filter_of
from annotations.workspace.rows import window_of
from annotations.workspace.shown import shown


def list_context(
    request: HtmxHttpRequest, article: Article, ordered: list[ListedRow], around: int | None
) -> dict[str, Any]:
    """The part of the list that the address asks for: filtered, and no more than a window of it."""
    row_filter = row_filter_of(ordered, request.GET.dict())
    shown = [row for row in ordered if row_filter.shows(row)] if row_filter.active else ordered
    asked = {name: request.GET.get(name, "") for name in ("after", "before")}
    window = window_of(shown, around=key_of(request.GET.get("around")) or around, **asked)
    return {
        "article": article,
        "row_filter": row_filter,
        "row_count": f"{len(shown)} / {len(ordered)}" if row_filter.active else "",
        "window": window,
    }


def workspace_context(
    request: HtmxHttpRequest, article: Article, version: ArticleVersion, claim: Claim | None
) -> dict[str, Any]:
    here = shown(article, version)
    window = here.window(key_of(request.GET.get("part")), claim)
    return {
        **list_context(request, article, here.ordered, claim.pk if claim else None),
        "version": version,
        "next_open": next((row for row in here.ordered if row.lacks_verdict), None),
        "here": others_here(article.pk, person(request)),
        "hints": hint_lines(version, article.language) if request.GET.get("hints") else None,
        "blocks": here.drawn(window),
        "part": window,
        "undrawn": here.undrawn(window),
        "rows": here.ordered,
        "progress": here.progress,
        "overview": here.overview,
        "card": full_card(request, claim, here.rows) if claim else None,
        "passage_threads": threads_on_passages(article, version),
        "note_form": NoteForm(auto_id="note-%s"),
        "lost": Anchor.objects.to_decide().filter(version=version).count() if version.number > 1 else 0,
        "approved": here.progress.approved,
    }


def article_shown(request: HtmxHttpRequest) -> int | None:
    """The key of the article whose text and claims the asking page shows; None for a page of one claim alone."""
    path = urlsplit(request.htmx.current_url or "").path
    found = re.fullmatch(re.escape(reverse("articles")) + r"(\d{1,18})/", path)
    return int(found.group(1)) if found else None


def text_beside(request: HtmxHttpRequest) -> ArticleVersion | None:
    """The newest text of that article, with the article, where the person may see it."""
    key = article_shown(request)
    return newest_text(request, key) if key else None


def newest_text(request: HtmxHttpRequest, article: int) -> ArticleVersion | None:
    """The newest text of an article with its article, in one statement; None where there is none to see."""
    texts = visible(ArticleVersion, request).filter(article=article)
    newest: ArticleVersion | None = texts.select_related("article").order_by("-number").first()
    return newest


def changed_parts(
    request: HtmxHttpRequest,
    version: ArticleVersion,
    claim_ids: Collection[int],
    *,
    made: Change | None = None,
) -> dict[str, Any]:
    """Rows, blocks and progress of a newest text, to swap in for the claims named; the page finds each row's place.

    `made` is the one write that changed them, for callers who know it.
    """
    article = version.article
    here = shown(article, version, made)
    changed = here.rows_of(claim_ids)
    context: dict[str, Any] = {
        "article": article,
        "version": version,
        "changed_rows": changed,
        "gone": set(claim_ids) - {row.claim.pk for row in changed},
        "progress": here.progress,
        "approved": here.progress.approved,
    }
    if request.headers.get("X-Version") not in (None, "", str(version.pk)):
        # Its blocks are not those of the page: the text there stays, and says so.
        context["other_version"] = version
    else:
        context["overview"] = here.overview
        places = [place[1:3] for place in made.places] if made else _places_of(version, claim_ids)
        changed_ids = {i for start, end in places for i in touched(version.blocks, start, end)}
        context["changed_blocks"] = here.blocks_in(changed_ids)
    return context


def _places_of(version: ArticleVersion, claim_ids: Collection[int]) -> list[tuple[int, int]]:
    """Where the claims have or had a highlight: one that shrank or went away left a block, too."""
    ranges = AnnotationRange.objects.filter(annotation__version=version, annotation__appearance__claim__in=claim_ids)
    found = Anchor.objects.filter(version=version, annotation__appearance__claim__in=claim_ids, start__isnull=False)
    return list(ranges.values_list("start", "end").union(found.values_list("start", "end")))
