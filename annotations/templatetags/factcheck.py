"""Small tags of the templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from annotations.presenters.highlights import BlockView, block_html
from annotations.presenters.icons import icon_html
from annotations.presenters.notes import words_of
from annotations.presenters.rows import row_html
from annotations.presenters.verdicts import verdict_html

register = template.Library()

MARK_HERE = "Mark a claim in paragraph %d"

register.simple_tag(icon_html, name="icon")
register.simple_tag(verdict_html, name="verdict")


@register.simple_tag
def claim_row(row: Any, article: Any = None, *, oob: bool = False) -> SafeString:
    """A claim's row beside the text of `article`."""
    return row_html(row, reverse("article", args=[article.pk]) if article else "", oob=bool(oob))


@register.simple_tag
def moment(value: Any, style: str = "full") -> SafeString:
    """A <time>: "full" with date, time and zone; "ago" as people say it; "day" the date alone."""
    if not value:
        return mark_safe("")
    local = timezone.localtime(value)
    full = f"{local.day} {local:%B %Y, %H:%M} {local.tzname()}"
    shown = {"day": f"{local.day} {local:%B %Y}", "ago": ago(value)}.get(style, full)
    return format_html('<time datetime="{}" title="{}">{}</time>', local.isoformat(), full, shown)


def ago(value: Any) -> str:
    """Time since `value` in the largest whole unit."""
    seconds = max(0, int((timezone.now() - value).total_seconds()))
    for size, unit in ((86_400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"


@register.filter
def filesize_short(value: int) -> str:
    """Bytes as people read them: 820 bytes, 41 kB, 1.2 MB."""
    if value < 1000:
        return f"{value} bytes"
    return f"{value / 1000:.0f} kB" if value < 1_000_000 else f"{value / 1_000_000:.1f} MB"


@register.simple_tag
def text_blocks(blocks: list[BlockView], article: Any, can_write: bool, *, oob: bool = False) -> SafeString:
    """The blocks of a text, each with its link "Mark a claim in paragraph 12" for those who may write."""
    link = ""
    if can_write:
        href = reverse("paragraph", args=[article.pk, 0])[: -len("0/")]
        link = f'<a class="mark-here" data-skip href="{href}%d/">{MARK_HERE}</a>'
    return SafeString("".join(block_html(b, link % (b.id, b.id) if link else "", oob=bool(oob)) for b in blocks))


@register.simple_tag(name="ticks")
def ticks_html(ticks: list[tuple[float, str]]) -> SafeString:
    """The article's map: one tick for each place and state, in percent from the top."""
    marks = "".join(
        f'<rect class="tick-{state}" x="0" y="{place}" width="10" height="1.2"/>' for place, state in ticks
    )
    return SafeString(f'<svg class="tick" viewBox="0 0 10 100" preserveAspectRatio="none">{marks}</svg>')


@register.simple_tag
def note_words(note: Any) -> SafeString:
    """A note's text, escaped, with line breaks and @names set off."""
    return words_of(note)


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """`mapping[key]`, None where there is none."""
    return mapping.get(key) if mapping else None


@register.filter
def host(url: str) -> str:
    """The host of an address, for naming a source without a title."""
    from urllib.parse import urlsplit

    return urlsplit(url).hostname or url
