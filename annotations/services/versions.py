"""New texts of an article."""

from __future__ import annotations

import hashlib

import py3langid
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from annotations.extraction.document import Document
from annotations.matching.sentences import sentence_starts
from annotations.models import Article, ArticleVersion, Direction, Snapshot, User

RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


def text_hash(text: str) -> str:
    """SHA-256 of the text as UTF-8; what "the same text again" means."""
    return hashlib.sha256(text.encode()).hexdigest()


def guess_language(text: str) -> str:
    """ISO 639-1 code of the text's most likely language, empty when there is too little to tell."""
    letters = sum(1 for c in text[:4000] if c.isalpha())
    return str(py3langid.classify(text[:4000])[0]) if letters >= 20 else ""


def direction_of(language: str) -> str:
    """Writing direction of a language code."""
    return Direction.RTL if language.split("-")[0].lower() in RTL_LANGUAGES else Direction.LTR


def check_length(text: str) -> None:
    """Raise ValidationError for a text longer than ARTICLE_MAX_CHARS."""
    if len(text) > settings.ARTICLE_MAX_CHARS:
        raise ValidationError(
            f"This text has {len(text):,} characters; the limit is {settings.ARTICLE_MAX_CHARS:,}. Shorten it."
        )


@transaction.atomic
def add_version(
    *, article: Article, document: Document, by: User | None, snapshot: Snapshot | None = None
) -> ArticleVersion:
    """The article's next immutable text, with its sentence starts."""
    check_length(document.text)
    Article.objects.select_for_update().get(pk=article.pk)
    last = article.versions.order_by("-number").first()
    cuts = []
    for block in document.blocks:
        words = document.text[block.start : block.end]
        cuts += [block.start + start for start in sentence_starts(words, article.language or "en")]
    return ArticleVersion.objects.create(
        article=article,
        number=(last.number if last else 0) + 1,
        text=document.text,
        blocks=[block.as_json() for block in document.blocks],
        spans=[span.as_json() for span in document.spans],
        cuts=cuts,
        sha256=text_hash(document.text),
        snapshot=snapshot,
        created_by=by,
    )
