"""What a newsroom tells its readers about itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from annotations.models import Newsroom, NewsroomPage, PageKind
from annotations.presenters.words.rich_text import rich_text

#: Pages that say something true of every newsroom that works with this site, as long as nobody wrote its own.
SHIPPED = (PageKind.METHODS, PageKind.SELECTION, PageKind.CORRECTIONS, PageKind.COMPLAINTS)


@dataclass(frozen=True)
class Identity:
    """How a newsroom looks and what it says of itself, on every page for readers."""

    newsroom: Newsroom
    #: (place in the address, words) of each page that there is.
    pages: list[tuple[str, str]]

    @property
    def badges(self) -> list[tuple[str, str]]:
        """(name, address of its entry) of each body that assesses it."""
        entries = [("IFCN", self.newsroom.ifcn_url), ("EFCSN", self.newsroom.efcsn_url)]
        return [(name, url) for name, url in entries if url]


def identity_of(newsroom: Newsroom) -> Identity:
    there = shown_kinds()
    return Identity(newsroom, [(kind.value, str(kind.label)) for kind in PageKind if kind in there])


def shown_kinds() -> set[str]:
    """Pages that readers find: those that somebody wrote, in any language, and those that are shipped."""
    return {*SHIPPED, *NewsroomPage.objects.published().values_list("kind", flat=True)}


def text_for(kind: str) -> NewsroomPage | None:
    """A page's text in the reader's language, else in the site's, else in any; None where nobody wrote one."""
    rows = {page.language: page for page in NewsroomPage.objects.published().filter(kind=kind)}
    for language in ((get_language() or "")[:2], settings.LANGUAGE_CODE):
        if language in rows:
            return rows[language]
    return next(iter(rows.values()), None)


def own_texts() -> list[tuple[str, SafeString]]:
    """(heading, its text as HTML) of each page that somebody wrote."""
    texts = [(kind, text_for(kind)) for kind in PageKind]
    return [(str(kind.label), rich_text(page.text)) for kind, page in texts if page]
