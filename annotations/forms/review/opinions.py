"""One person's own rating of a claim, by its evidence."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.models import Rating


class OpinionForm(forms.Form):
    rating = forms.ChoiceField(
        label=_("Your own verdict"), choices=Rating.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose the verdict that the evidence supports.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Others see it once they have rated, too."),
    )  # fmt: skip
