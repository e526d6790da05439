"""Threads of notes as pages show them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from annotations.anchoring.difference import Piece, difference
from annotations.models import Article, ArticleVersion, Claim, Note, User
from annotations.presenters.evidence.citations import source_name
from annotations.services.review.frozen_content import PROTECTED_NAME
from annotations.services.text.anchors import shown
from annotations.services.text.notes import MENTION


@dataclass
class Thread:
    """A first note with its answers; `quote` and `block` tell the passage it is about, if any."""

    note: Note
    answers: list[Note]
    quote: str = ""
    block: int | None = None
    start: int | None = None
    end: int | None = None
    #: What a comment is bound to, in words, and the suggested words set against those that stood there.
    about: str = ""
    pieces: list[Piece] = field(default_factory=list)
    acceptable: bool = False


def words_of(note: Note) -> SafeString:
    """The note's text with line breaks, and each @name set off."""
    text = escape(note.text, quote=False)
    marked = re.sub(MENTION, lambda m: f'<strong dir="ltr">{m.group()}</strong>', text)
    return SafeString(marked.replace("\r\n", "\n").replace("\n", "<br>"))


def threads_on_claim(claim: Claim, user: User, *, editable: bool = False) -> list[Thread]:
    """Open threads first, in the order they were begun; without those on a verdict that `user` may not read yet.

    `editable`: suggested words can be taken over now.
    """
    notes = _begun(claim.notes.told_to(user)).select_related("created_by", "resolved_by", "citation__source")
    found = [_bound(_thread(note), editable) for note in notes]
    return sorted(found, key=lambda t: bool(t.note.resolved_at))


def _bound(thread: Thread, editable: bool) -> Thread:
    note = thread.note
    if note.about and note.citation is None:
        thread.about = str(note.get_about_display())
    elif note.citation is not None:
        source = note.citation.source
        thread.about = _(PROTECTED_NAME) if source.protected else source_name(source)
    if note.suggestion:
        thread.pieces = difference(note.replaces, note.suggestion)
        thread.acceptable = editable and not note.accepted_at
    return thread


def threads_on_passages(article: Article, version: ArticleVersion | None) -> list[Thread]:
    """Threads on words of the text, in its order; where the words are no more, at the end."""
    notes = _begun(article.notes.filter(annotation__isnull=False, annotation__removed_at=None))
    found = []
    for note in notes.select_related("annotation__version").prefetch_related(
        "annotation__ranges", "annotation__anchors"
    ):
        thread = _thread(note)
        place = shown(note.annotation, version)  # type: ignore[arg-type]
        thread.quote = place.exact
        if version is not None and place.version.pk == version.pk:
            thread.start, thread.end = place.start, place.end
            thread.block = next((n for n, b in enumerate(version.blocks, 1) if place.start < b["end"]), None)
        found.append(thread)
    return sorted(found, key=lambda t: (bool(t.note.resolved_at), t.start is None, t.start or 0))


def _begun(notes: Any) -> QuerySet[Note]:
    """First notes with all that a thread shows."""
    rows: QuerySet[Note] = notes.threads().select_related("created_by", "resolved_by")
    return rows.prefetch_related("answers__created_by").order_by("pk")


def _thread(note: Note) -> Thread:
    return Thread(note, sorted(note.answers.all(), key=lambda answer: answer.pk))
