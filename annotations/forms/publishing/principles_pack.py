"""Which days, and how many verdicts in full."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.exports.principles_pack import MOST_SAMPLE


def day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"})


class PackForm(forms.Form):
    first = forms.DateField(label=_("From"), widget=day(), error_messages={"required": _("Choose the first day.")})
    last = forms.DateField(label=_("To"), widget=day(), error_messages={"required": _("Choose the last day.")})
    sample = forms.IntegerField(label=_("Verdicts in full"), initial=20, min_value=1, max_value=MOST_SAMPLE)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and values["last"] < values["first"]:
            self.add_error("last", _("The last day lies before the first one."))
        return values
