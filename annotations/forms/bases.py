"""Two people at one form: each field sends a mark of what it showed, and nobody writes over what they have not seen."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext as _


def fingerprint(value: Any) -> str:
    """A short mark of a field's value as a page showed it, to notice that somebody else changed it since."""
    text = "" if value is None else str(value)
    return hashlib.sha256("\n".join(text.splitlines()).encode()).hexdigest()[:12]


def choice(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """A field of `form` whose choices are known only as it is made."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField), name  # noqa: S101 - as the form declares it
    return field


class Marked(forms.Form):
    def bases(self) -> dict[str, str]:
        """A mark of each field, for the hidden inputs that carry them."""
        return {name: fingerprint(self.initial.get(name)) for name in self.fields}


class WithBases(Marked):
    """A form of what stands in one row, given as `initial`; `components/forms.html#bases` sends the marks.

    A field that this person left as it was keeps what others wrote meanwhile. One that both changed has an error that
    tells the other text; sent again it is written.
    """

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name in self.fields:
            base, now = self.data.get(f"base-{name}"), self.initial.get(name)
            if base is None or name not in values or fingerprint(now) in (base, fingerprint(values[name])):
                continue
            if fingerprint(values[name]) == base:
                values[name] = now
            else:
                said = _("Somebody else changed this meanwhile. It reads now: “%(words)s”. Save again to keep yours.")
                self.add_error(name, said % {"words": now})
        return values
