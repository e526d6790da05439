"""What stands around the words that were looked for, in articles and in copies of sources."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models.functions import Left
from django.utils.safestring import SafeString

from annotations.matching.hits import Wanted
from annotations.models import ArticleVersion, Snapshot
from annotations.presenters.words.snippets import words_around
from annotations.services.newsroom.search import SEARCHED, Query


def texts_around(articles: Collection[int], wanted: Wanted) -> dict[int, SafeString]:
    """{article: the words around the first hit in its newest text}."""
    newest = ArticleVersion.objects.filter(article__in=articles).order_by("article", "-number").distinct("article")
    texts = newest.annotate(beginning=Left("text", SEARCHED)).values_list("article", "beginning")
    found = {key: words_around(text, wanted) for key, text in texts}
    return {key: shown for key, shown in found.items() if shown is not None}


def copies_around(sources: Collection[int], query: Query | None, wanted: Wanted) -> dict[int, tuple[int, SafeString]]:
    """{source: (copy, the words around the first hit in it)}, of the newest copy that holds what was asked."""
    if query is None or not sources:
        return {}
    copies = Snapshot.objects.filter(source__in=sources, entry__words=query)
    copies = copies.order_by("source", "-pk").distinct("source")
    found = {
        source: (copy, words_around(text, wanted))
        for source, copy, text in copies.values_list("source", "pk", Left("text", SEARCHED))
    }
    return {source: (copy, shown) for source, (copy, shown) in found.items() if shown is not None}
