"""Moments as pages show them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def moment_html(value: Any, style: str = "full") -> SafeString:
    """A <time>: "full" with date, time and zone; "ago" as people say it; "day" the date alone."""
    if not value:
        return SafeString("")
    local = timezone.localtime(value)
    full = date_format(local, _("j F Y, H:i")) + f" {local.tzname()}"
    shown = full
    if style == "ago":
        shown = ago(value)
    elif style == "day":
        shown = date_format(local, _("j F Y"))
    told = local.isoformat(timespec="seconds")  # HTML knows no finer times than thousandths
    return SafeString(f'<time datetime="{told}" title="{escape(full)}">{escape(shown)}</time>')


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
