"""Icons as inline SVG: one set for verdicts, one for sources."""

from __future__ import annotations

from functools import cache

from django.utils.safestring import SafeString

PATHS = {
    # Verdicts only: tick, cross, question mark, empty ring, dash.
    "verified": '<circle cx="8" cy="8" r="6.5"/><path d="M5 8.2l2 2 4-4.4"/>',
    "disputed": '<circle cx="8" cy="8" r="6.5"/><path d="M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6"/>',
    "unverifiable": '<circle cx="8" cy="8" r="6.5"/>'
    '<path d="M6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.8.6-.8 1.2"/><path d="M8 11.2v.3"/>',
    "none": '<circle cx="8" cy="8" r="6.5" stroke-dasharray="2.4 2"/>',
    "aside": '<circle cx="8" cy="8" r="6.5"/><path d="M5 8h6"/>',
    "bell": '<path d="M3.5 11.5h9l-1.2-1.8V6.8a3.3 3.3 0 0 0-6.6 0v2.9z"/><path d="M6.7 13.2a1.4 1.4 0 0 0 2.6 0"/>',
    # Sources.
    "kept": '<path d="M4 1.8h5l3 3v9.4H4z"/><path d="M6 8h4M6 10.5h4"/>',
    "fetching": '<path d="M13 8a5 5 0 1 1-1.6-3.7"/><path d="M13.2 2v3h-3"/>',
    "waiting": '<circle cx="8" cy="8" r="6"/><path d="M8 4.6V8l2.3 1.6"/>',
    "failed": '<path d="M8 2.2l6.2 11.3H1.8z"/><path d="M8 6.6v3.2M8 11.6v.3"/>',
    "protected": '<rect x="3.5" y="7" width="9" height="6.5" rx="1"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>',
}
PATHS["retracted"] = PATHS["aside"]
PATHS["no-copy"] = PATHS["doubt"] = PATHS["failed"]


@cache
def icon_html(name: str) -> SafeString:
    """The icon of this name, hidden from screen readers: the words beside it say the same."""
    path = PATHS.get(name, "")
    return SafeString(
        f'<svg class="icon icon-{name}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">{path}</svg>'
    )
