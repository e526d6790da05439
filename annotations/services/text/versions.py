"""New texts of an article."""

from __future__ import annotations

import hashlib

import py3langid
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from annotations.anchoring.fold import folded_equal
from annotations.extraction.document import Document, Unreadable
from annotations.extraction.texts.plain import PastedLink
from annotations.models import Article, ArticleVersion, Direction, Origin, Removal, Snapshot, User
from annotations.parsing import parser
from annotations.review.permissions import Permission, Refused, check_can
from annotations.services.record import audit
from annotations.services.text import anchors
from annotations.wording.sentences import sentence_of

RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})

#: Code points before a link that tell it from others of the same words.
BEFORE = 24


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
            _("This text has %(count)s characters; the limit is %(most)s. Shorten it.")
            % {"count": f"{len(text):,}", "most": f"{settings.ARTICLE_MAX_CHARS:,}"}
        )


def check_blocks(document: Document) -> None:
    """Raise ValidationError for a text of more than ARTICLE_MAX_PARAGRAPHS paragraphs, lines or cells."""
    if len(document.blocks) > settings.ARTICLE_MAX_PARAGRAPHS:
        raise ValidationError(
            _("This text has %(count)s paragraphs; the limit is %(most)s. Take out what does not belong to it.")
            % {"count": f"{len(document.blocks):,}", "most": f"{settings.ARTICLE_MAX_PARAGRAPHS:,}"}
        )


def is_too_long(document: Document) -> bool:
    """Whether no article may have this text."""
    many = len(document.blocks) > settings.ARTICLE_MAX_PARAGRAPHS
    return many or bool(len(document.text) > settings.ARTICLE_MAX_CHARS)


@transaction.atomic
def add_version(
    *,
    article: Article,
    document: Document,
    by: User | None,
    snapshot: Snapshot | None = None,
    origin: Origin = Origin.OUTLET,
) -> ArticleVersion | None:
    """The article's next immutable text, with its sentence starts; every highlight is placed in it.

    None, and nothing made, where the text is the same but for white space, kinds of quotation marks and dashes.
    """
    check_length(document.text)
    check_blocks(document)
    ranges = [(block.start, block.end) for block in document.blocks]
    cuts = parser.cuts(document.text, ranges, article.language)
    Article.objects.select_for_update().get(pk=article.pk)
    if Removal.objects.of_texts().filter(sha256=text_hash(document.text)).exists():
        if by is None:
            return None  # the outlet still shows what we may not keep
        raise ValidationError({"text": _("This text was removed for legal reasons, so it is not kept again.")})
    last = article.newest_version()
    if last and folded_equal(last.text, document.text):
        return None
    version = ArticleVersion.objects.create(
        article=article,
        number=(last.number if last else 0) + 1,
        text=document.text,
        blocks=[block.as_json() for block in document.blocks],
        spans=[span.as_json() for span in document.spans],
        cuts=cuts,
        sha256=text_hash(document.text),
        snapshot=snapshot,
        created_by=by,
        origin=origin if last else Origin.FIRST,
    )
    if last:
        anchors.place_all(version)
    return version


def links_of(version: ArticleVersion) -> list[PastedLink]:
    """The version's links in the form in which pasted text brings them, so that an edited text keeps them."""
    found = []
    for span in version.spans:
        before = version.text[max(0, span["start"] - BEFORE) : span["start"]].split("\n")[-1]
        found.append(PastedLink(before, version.text[span["start"] : span["end"]], span["href"]))
    return found


def may_be_typed(version: ArticleVersion) -> bool:
    """Whether people may write the next text themselves: of pasted ones, not what was fetched or a file holds."""
    return version.snapshot_id is None


@transaction.atomic
def write_version(*, article: Article, by: User, text: str, origin: Origin) -> ArticleVersion | None:
    """The next text of a pasted article: a typing error mended, or what the outlet shows now."""
    check_can(by, Permission.WRITE)
    last = article.newest_version()
    if last is None or not may_be_typed(last):
        raise Refused("text_not_pasted")
    check_length(text)
    if not text.strip():
        raise ValidationError(_("Leave the text of the article here."))
    try:
        document = parser.pasted(text, links_of(last))
    except Unreadable as exc:
        raise ValidationError(sentence_of(exc)) from exc
    version = add_version(article=article, document=document, by=by, origin=origin)
    if version is not None:
        audit.record(by=by, verb="article.version_added", chain=article, data={"number": version.number})
    return version
