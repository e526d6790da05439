"""Pages for readers are kept as they were drawn until something happens that they may tell.

There is one rule: whatever is written into the history draws them all anew (`audit.record`), but for the everyday work
on what is not published yet. A page that is kept longer than KEPT is drawn anew in any case.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

#: Seconds.
KEPT = 600
GENERATION = "public-pages"
#: What begins so in the history is never told to readers: most of what happens in a newsroom.
WITHIN = (
    "article.looked_again", "article.pasted", "article.recheck_set", "article.uploaded", "checklist.", "citation.",
    "claim.added", "claim.appearance_added", "claim.assigned", "claim.edited", "claim.marked", "claim.overdue",
    "claim.proof_given", "contact.", "expert.", "highlight.", "note.", "opinion.", "report.", "review.approved_first",
    "review.edited", "review.returned", "review.submitted", "review.taken_back", "source.added",
    "source.archive_answered", "source.archive_asked", "source.fetch_asked", "source.uploaded",
)  # fmt: skip


def happened(verb: str) -> None:
    """Called for each event, in its transaction."""
    if not verb.startswith(WITHIN):
        transaction.on_commit(changed)


def changed() -> None:
    """All pages are drawn anew when they are next asked for."""
    cache.set(GENERATION, secrets.token_hex(8), None)


def key_of(path: str, language: str) -> str:
    """Under which a page is kept; ask before its rows are read, so that what comes meanwhile is not missed."""
    generation = cache.get(GENERATION)
    if generation is None:
        changed()
        generation = cache.get(GENERATION, "")
    return f"{GENERATION}:{generation}:{settings.SITE_URL}:{language}:{path}"


def kept(key: str) -> Any:
    return cache.get(key)


def keep(key: str, page: Any) -> None:
    cache.set(key, page, KEPT)
