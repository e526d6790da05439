"""What came of a change of evidence."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.models import Outcome


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=[choice for choice in Outcome.choices if choice[0] != Outcome.BACK],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of it.")},
    )
    note = forms.CharField(label=_("Why"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))
