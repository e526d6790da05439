"""What a newsroom tells its readers about itself."""

from __future__ import annotations

from django.utils.safestring import SafeString

from annotations.models import Newsroom
from annotations.presenters.rich_text import rich_text

NAMES = ("about", "methodology", "corrections_policy", "funding", "contact")


def own_texts(newsroom: Newsroom) -> dict[str, SafeString]:
    """{which: its text as HTML}, of those that somebody wrote."""
    return {name: rich_text(getattr(newsroom, name)) for name in NAMES if getattr(newsroom, name)}
