"""Feeds of the site as Atom (RFC 4287), in the site's language, whatever the reader's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed

from annotations.extraction.charset import clean
from annotations.views.publishing.pages import etag_of


class TextFeed(Atom1Feed):
    """Atom whose summaries are plain text, each entry in the language of its fact-check."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, {**item, "description": None})
        handler.addQuickElement("summary", item["description"], {"type": "text"})

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {"xml:lang": item["language"]}


def atom_answer(
    request: HttpRequest, entries: Callable[[], Iterable[dict[str, Any]]], *, told: Iterable[Any],
    title: str, path: str, description: str, kind: type[TextFeed] = TextFeed,
) -> HttpResponse:  # fmt: skip
    """The feed of `entries`, beside the page at `path`; 304 for who holds it, by what is `told` in it."""
    etag = etag_of(repr([settings.SITE_URL, title, *told]).encode())
    headers = {"ETag": etag, "Cache-Control": "public, max-age=60"}
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    feed = kind(
        title=clean(title),
        link=f"{settings.SITE_URL}{path}",
        description=description,
        feed_url=f"{settings.SITE_URL}{request.path}",
        author_name=settings.SITE_NAME,
        author_link=f"{settings.SITE_URL}/",
        language=settings.LANGUAGE_CODE,
    )
    for entry in entries():
        feed.add_item(**entry)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8", headers=headers)
