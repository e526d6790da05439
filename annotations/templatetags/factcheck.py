"""Small tags of the templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.phrases import translated
from annotations.presenters.notes import words_of

register = template.Library()

PATHS = {
    # Verdicts only: tick, cross, question mark, empty ring, dash.
    "verified": '<circle cx="8" cy="8" r="6.5"/><path d="M5 8.2l2 2 4-4.4"/>',
    "disputed": '<circle cx="8" cy="8" r="6.5"/><path d="M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6"/>',
    "unverifiable": '<circle cx="8" cy="8" r="6.5"/>'
    '<path d="M6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.8.6-.8 1.2"/><path d="M8 11.2v.3"/>',
    "none": '<circle cx="8" cy="8" r="6.5" stroke-dasharray="2.4 2"/>',
    "aside": '<circle cx="8" cy="8" r="6.5"/><path d="M5 8h6"/>',
    # Sources.
    "kept": '<path d="M4 1.8h5l3 3v9.4H4z"/><path d="M6 8h4M6 10.5h4"/>',
    "fetching": '<path d="M13 8a5 5 0 1 1-1.6-3.7"/><path d="M13.2 2v3h-3"/>',
    "waiting": '<circle cx="8" cy="8" r="6"/><path d="M8 4.6V8l2.3 1.6"/>',
    "failed": '<path d="M8 2.2l6.2 11.3H1.8z"/><path d="M8 6.6v3.2M8 11.6v.3"/>',
    "protected": '<rect x="3.5" y="7" width="9" height="6.5" rx="1"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>',
}
PATHS["retracted"] = PATHS["aside"]
PATHS["no-copy"] = PATHS["failed"]


@register.simple_tag
def icon(name: str) -> SafeString:
    """An inline icon, hidden from screen readers: words always stand beside it."""
    path = PATHS[name]
    return mark_safe(  # noqa: S308 - constants of this module
        f'<svg class="icon icon-{name}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">{path}</svg>'
    )


@register.simple_tag
def verdict(value: Any) -> SafeString:
    """Icon and words of a Verdict."""
    proposed = " verdict-proposed" if value.proposed else ""
    return format_html(
        '<span class="verdict verdict-{}{}">{}<span>{}</span></span>',
        value.state,
        proposed,
        icon(value.icon),
        value.words,
    )


@register.simple_tag
def moment(value: Any, style: str = "full") -> SafeString:
    """A <time>: "full" with date, time and zone; "ago" as people say it; "day" the date alone."""
    if not value:
        return mark_safe("")
    local = timezone.localtime(value)
    full = date_format(local, _("j F Y, H:i")) + f" {local.tzname()}"
    shown = {"day": date_format(local, _("j F Y")), "ago": ago(value)}.get(style, full)
    return format_html('<time datetime="{}" title="{}">{}</time>', local.isoformat(), full, shown)


def ago(value: Any) -> str:
    """Time since `value` in the largest whole unit."""
    seconds = max(0, int((timezone.now() - value).total_seconds()))
    if days := seconds // 86_400:
        return ngettext("%(count)s day ago", "%(count)s days ago", days) % {"count": days}
    if hours := seconds // 3600:
        return ngettext("%(count)s hour ago", "%(count)s hours ago", hours) % {"count": hours}
    if minutes := seconds // 60:
        return ngettext("%(count)s minute ago", "%(count)s minutes ago", minutes) % {"count": minutes}
    return _("just now")


@register.filter
def filesize_short(value: int) -> str:
    """Bytes as people read them: 820 bytes, 41 kB, 1.2 MB."""
    if value < 1000:
        return ngettext("%(count)s bytes", "%(count)s bytes", value) % {"count": value}
    return f"{value / 1000:.0f} kB" if value < 1_000_000 else f"{number_format(value / 1_000_000, 1)} MB"


@register.simple_tag
def note_words(note: Any) -> SafeString:
    """A note's text, escaped, with line breaks and @names set off."""
    return words_of(note)


@register.filter(name="translated")
def translated_words(words: str) -> str:
    """What the packages without Django say, in the language of the page."""
    return translated(words or "")


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """`mapping[key]`, None where there is none."""
    return mapping.get(key) if mapping else None


@register.filter
def host(url: str) -> str:
    """The host of an address, for naming a source without a title."""
    from urllib.parse import urlsplit

    return urlsplit(url).hostname or url
