"""Pages for readers are kept as they were drawn until something happens that they may tell.

There is one rule: whatever is written into the history draws them all anew (`audit.record`), but for the everyday work
on what is not published yet. A page that is kept longer than KEPT is drawn anew in any case.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import caches
from django.db import transaction

from annotations.models import AuditEvent

#: Seconds.
KEPT = 600
GENERATION, SEEN = "generation", "seen"
#: Events that are looked at for one that readers may be told of.
LOOKED_AT = 500
#: What begins so in the history is never told to readers: most of what happens in a newsroom.
WITHIN = (
    "article.looked_again", "article.pasted", "article.recheck_set", "article.uploaded", "checklist.", "citation.",
    "claim.added", "claim.appearance_added", "claim.assigned", "claim.edited", "claim.marked", "claim.overdue",
    "claim.proof_given", "contact.", "expert.", "highlight.", "note.", "opinion.", "outbox.", "report.",
    "review.approved_first", "review.edited", "review.returned", "review.submitted", "review.taken_back",
    "source.added", "source.archive_answered", "source.archive_asked", "source.fetch_asked", "source.uploaded",
)  # fmt: skip


def happened(verb: str) -> None:
    """Called for each event, in its transaction."""
    if not verb.startswith(WITHIN):
        transaction.on_commit(changed)


def changed() -> None:
    """All pages are drawn anew when they are next asked for."""
    _cache().set(GENERATION, secrets.token_hex(8), None)


def catch_up() -> None:
    """By a worker, each minute: a cache that could not be reached as something happened is told of it afterwards."""
    newest = AuditEvent.objects.order_by("-pk").values_list("pk", "verb")[:LOOKED_AT]
    told = next((pk for pk, verb in newest if not verb.startswith(WITHIN)), 0)
    if told and _cache().get(SEEN) != told:
        changed()
        _cache().set(SEEN, told, None)


def key_of(path: str, language: str) -> str:
    """Under which a page is kept; ask before its rows are read, so that what comes meanwhile is not missed."""
    generation = _cache().get(GENERATION)
    if generation is None:
        changed()
        generation = _cache().get(GENERATION, "")
    # The name of a style sheet changes with a release.
    return f"{generation}:{settings.SITE_URL}:{staticfiles_storage.url('css/publication.css')}:{language}:{path}"


def kept(key: str) -> Any:
    return _cache().get(key)


def keep(key: str, page: Any) -> None:
    _cache().set(key, page, KEPT)


def _cache() -> Any:
    return caches["pages"]
