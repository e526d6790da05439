"""Words from outside stand apart, so that a name in another script turns nothing around that stands beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def bdi(words: Any) -> SafeString:
    """`words` in an element of their own; nothing where there are none."""
    return format_html("<bdi>{}</bdi>", words) if words else SafeString("")


def bdis(many: Iterable[Any]) -> SafeString:
    """Each of `many` in an element of its own, with commas between."""
    return format_html_join(", ", "<bdi>{}</bdi>", ((words,) for words in many))


def apart(words: Any) -> str:
    """The same for plain text, such as a notice or an attribute: between the characters that isolate."""
    return f"\u2068{words}\u2069"
