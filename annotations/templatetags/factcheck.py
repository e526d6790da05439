"""Small tags of the templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi, ngettext
from django.utils.translation import gettext as _

from annotations.matching.hits import Wanted, hits
from annotations.presenters.evidence.player import times_of
from annotations.presenters.review.verdicts import verdict_html
from annotations.presenters.text.highlights import BlockView, block_html, in_lists_and_tables
from annotations.presenters.text.notes import words_of
from annotations.presenters.words.apart import apart, bdi, bdis
from annotations.presenters.words.icons import icon_html
from annotations.presenters.words.moments import moment_html
from annotations.presenters.words.pieces import pieces_html
from annotations.presenters.words.snippets import marked
from annotations.wording.checklist import question_words
from annotations.wording.sentences import say

register = template.Library()

register.simple_tag(icon_html, name="icon")
register.simple_tag(verdict_html, name="verdict")
register.simple_tag(moment_html, name="moment")
register.simple_tag(marked)
register.simple_tag(pieces_html, name="pieces")


register.filter(bdi)
register.filter(bdis)


@register.filter
def filesize_short(value: int) -> str:
    """Bytes as people read them: 820 bytes, 41 kB, 1.2 MB."""
    if value < 1000:
        return apart(ngettext("%(count)s bytes", "%(count)s bytes", value) % {"count": value})
    return apart(f"{value / 1000:.0f} kB" if value < 1_000_000 else f"{number_format(value / 1_000_000, 1)} MB")


@register.simple_tag
def text_blocks(blocks: list[BlockView], article: Any, can_write: bool, *, oob: bool = False) -> SafeString:
    """The blocks of a text, each with its link "Mark a claim in paragraph 12" for those who may write."""
    link = ""
    if can_write:
        href = reverse("paragraph", args=[article.pk, 0])[: -len("0/")]
        side = "rtl" if get_language_bidi() else "ltr"
        words = escape(_("Mark a claim in paragraph %(number)s"))
        place = f'lang="{get_language()}" dir="{side}" data-skip href="{href}%(number)s/"'
        link = f'<a class="mark-here" {place}>{words}</a>'
    drawn = [(b, block_html(b, link % {"number": b.id} if link else "", oob=bool(oob))) for b in blocks]
    return SafeString("".join(html for _block, html in drawn)) if oob else in_lists_and_tables(drawn)


@register.simple_tag
def timed_blocks(blocks: list[BlockView], transcript: Any, plays: bool = False) -> SafeString:
    """The passages of a transcript, each with its time, which `plays` from there where a player is on the page."""
    times = times_of(transcript)
    link = '<span class="time" data-skip>{1}</span>'
    if plays:
        link = '<a class="time" data-skip data-seconds="{0}" href="?at={0}#player">{1}</a>'
    drawn = (block_html(b, format_html(link, *times[b.id]) if b.id in times else "") for b in blocks)
    return SafeString("".join(drawn))


@register.simple_tag
def note_words(note: Any) -> SafeString:
    """A note's text, escaped, with line breaks and @names set off."""
    return words_of(note)


register.simple_tag(say)


@register.simple_tag
def say_of(row: Any) -> str:
    """Why a row failed or is doubtful, as one sentence; "" where there is nothing to tell."""
    return say(row.why, row.why_params)


@register.filter
def is_hit(words: str, wanted: Wanted | None) -> bool:
    """Whether `words` hold what is `wanted`."""
    return bool(wanted and any(hits(words, wanted)))


@register.filter
def question(words: str) -> str:
    """A question of the check-list: one of the shipped ones in the language of the page, others as they stand."""
    return question_words(words)


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """`mapping[key]`, None where there is none."""
    return mapping.get(key) if mapping else None


@register.filter
def host(url: str) -> str:
    """The host of an address, for naming a source without a title."""
    from urllib.parse import urlsplit

    return urlsplit(url).hostname or url
