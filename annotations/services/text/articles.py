"""Articles: adding them in three ways, their facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.extraction.document import Document, Unreadable
from annotations.extraction.texts.plain import PastedLink
from annotations.models import Article, ArticleVersion, Blob, Recheck, User
from annotations.parsing import parser
from annotations.review.permissions import Permission, Refused, check_can
from annotations.services.record import audit
from annotations.services.store import fetches
from annotations.services.store.addresses import url_key
from annotations.services.store.uploads import Upload, keep_bytes, keep_upload
from annotations.services.text.versions import (
    add_version,
    check_blocks,
    check_length,
    direction_of,
    guess_language,
    text_hash,
)
from annotations.wording.sentences import sentence_of


def bump(article: Article | None) -> int:
    """Raise the article's revision, as the last statement of a write; give the new one (0 without article)."""
    if article is None:
        return 0
    Article.objects.filter(pk=article.pk).update(revision=F("revision") + 1)
    return Article.objects.values_list("revision", flat=True).get(pk=article.pk)


def same_address(url: str) -> Article | None:
    """An article that was added under the same address."""
    return Article.objects.filter(url_key=url_key(url)).order_by("-pk").first() if url else None


def same_text(text: str) -> Article | None:
    """An article of which some version has exactly this text."""
    version = ArticleVersion.objects.filter(sha256=text_hash(text)).select_related("article").first()
    return version.article if version else None


def read_pasted(text: str, links: Sequence[PastedLink] = ()) -> Document:
    """The document in pasted text, with the links it had where it was copied.

    Raises ValidationError when it is empty, too long or too finely cut.
    """
    check_length(text)
    if not text.strip():
        raise ValidationError(_("Paste the text of the article here."))
    try:
        document = parser.pasted(text, links)
    except Unreadable as exc:
        raise ValidationError(sentence_of(exc)) from exc
    check_blocks(document)
    return document


def read_upload(upload: Upload) -> Document:
    """The document in an uploaded file. Raises ValidationError with the reason when there is none."""
    try:
        document = parser.extract(upload.data, media_type=upload.kind)
    except Unreadable as exc:
        raise ValidationError(sentence_of(exc)) from exc
    check_length(document.text)
    check_blocks(document)
    return document


def _create(*, by: User, facts: dict[str, Any], text: str) -> Article:
    check_can(by, Permission.WRITE)
    language = (facts.get("language") or guess_language(text))[:12]
    return Article.objects.create(
        url=facts.get("url") or "",
        url_key=url_key(facts["url"]) if facts.get("url") else "",
        title=(facts.get("title") or "")[:500],
        publisher=(facts.get("publisher") or "")[:200],
        authors=(facts.get("authors") or "")[:300],
        published_on=facts.get("published_on"),
        language=language,
        direction=facts.get("direction") or direction_of(language),
        added_by=by,
    )


@transaction.atomic
def add_pasted(*, by: User, document: Document, facts: dict[str, Any]) -> Article:
    """An article from pasted text; `facts` are title, url, publisher, published_on, language, direction."""
    facts = {**facts, "title": facts.get("title") or first_line(document)}
    article = _create(by=by, facts=facts, text=document.text)
    add_version(article=article, document=document, by=by)
    audit.record(by=by, verb="article.pasted", chain=article)
    return article


def first_line(document: Document) -> str:
    """A name for an article without title: its first line, shortened at a word."""
    words = document.text.strip().split("\n")[0].split()
    line = " ".join(words).lstrip("#>-*• ")
    if len(line) <= 90:
        return line
    return line[:90].rsplit(" ", 1)[0].rstrip(",;:") + "…"


@transaction.atomic
def add_from_address(*, by: User, url: str, facts: dict[str, Any]) -> Article:
    """An article without text yet: a worker fetches it."""
    article = _create(by=by, facts={**facts, "url": url}, text="")
    fetches.enqueue(article=article, url=url)
    audit.record(by=by, verb="article.address_added", chain=article, data={"url": url})
    return article


def add_uploaded(*, by: User, upload: Upload, document: Document, facts: dict[str, Any]) -> Article:
    """An article from an uploaded file, which is kept as it was."""
    blob = keep_bytes(upload)
    with transaction.atomic():
        return _add_uploaded(by, upload, document, blob, facts)


def _add_uploaded(by: User, upload: Upload, document: Document, blob: Blob, facts: dict[str, Any]) -> Article:
    facts = {
        **facts,
        "title": facts.get("title") or document.title or upload.name,
        "language": facts.get("language") or document.language,
        "authors": document.author[:300],
    }
    article = _create(by=by, facts=facts, text=document.text)
    snapshot = keep_upload(upload=upload, document=document, blob=blob, by=by, article=article)
    add_version(article=article, document=document, by=by, snapshot=snapshot)
    audit.record(by=by, verb="article.uploaded", chain=article, data={"file": upload.name})
    return article


@transaction.atomic
def edit_facts(*, article: Article, by: User, facts: dict[str, Any]) -> Article:
    """Change title, publisher, date, language or direction; published fact-checks keep what they froze."""
    check_can(by, Permission.WRITE)
    changed = {name: value for name, value in facts.items() if getattr(article, name) != value}
    if not changed:
        return article
    data = {"before": audit.values_of(article, changed), "after": changed}
    for name, value in changed.items():
        setattr(article, name, value)
    article.save(update_fields=list(changed))
    audit.record(by=by, verb="article.edited", chain=article, data=data)
    bump(article)
    return article


@transaction.atomic
def look_again(*, article: Article, by: User) -> None:
    """Have a worker fetch the article's address once more, at once."""
    check_can(by, Permission.WRITE)
    if not article.url:
        raise Refused("no_address_paste")
    fetches.enqueue(article=article, url=article.url)
    audit.record(by=by, verb="article.looked_again", chain=article)
    bump(article)


@transaction.atomic
def set_recheck(*, article: Article, by: User, hours: int) -> Article:
    """Fetch the address again every `hours`; 0 for never."""
    check_can(by, Permission.WRITE)
    if hours and not article.url:
        raise Refused("no_address_fetch")
    article.recheck_hours = hours
    article.next_check_at = timezone.now() + timedelta(hours=hours) if hours else None
    article.save(update_fields=["recheck_hours", "next_check_at"])
    audit.record(by=by, verb="article.recheck_set", chain=article, data={"hours": hours})
    bump(article)
    return article


def watch(article: Article) -> None:
    """Look after an article whose first fact-check is published, once a week, unless somebody chose otherwise."""
    if article.url and not article.recheck_hours:
        article.recheck_hours = Recheck.WEEKLY
        article.next_check_at = timezone.now() + timedelta(hours=Recheck.WEEKLY)
        article.save(update_fields=["recheck_hours", "next_check_at"])


def sweep_rechecks() -> int:
    """Enqueue a fetch for each article whose time has come, after all that people asked for; gives their count."""
    with transaction.atomic():
        due = Article.objects.select_for_update(skip_locked=True).filter(next_check_at__lte=timezone.now())
        rows = list(due.order_by("next_check_at")[:200])
        for article in rows:
            article.next_check_at = timezone.now() + timedelta(hours=article.recheck_hours)
            article.save(update_fields=["next_check_at"])
            fetches.enqueue(article=article, url=article.url, priority=fetches.SCHEDULED, reason=fetches.WATCH)
    return len(rows)
