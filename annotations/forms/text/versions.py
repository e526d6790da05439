"""New texts of an article, and what its outlet did."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.forms.fields import DayField
from annotations.models import ChangeKind, Origin, Recheck


class TextForm(forms.Form):
    """The whole text, to be mended or pasted anew."""

    text = forms.CharField(
        label=_("Text"), strip=False, widget=forms.Textarea(attrs={"rows": 24, "dir": "auto"}),
        error_messages={"required": _("Leave the text of the article here.")},
    )  # fmt: skip
    origin = forms.ChoiceField(
        label=_("Why it is another text"), widget=forms.RadioSelect,
        choices=[
            (Origin.TYPING, _("A typing error in our copy is mended")),
            (Origin.OUTLET, _("The outlet shows this now")),
        ],
        error_messages={"required": _("Say why the text is another one.")},
    )  # fmt: skip
    #: The version the text was written over.
    base = forms.IntegerField(widget=forms.HiddenInput)


class RecheckForm(forms.Form):
    hours = forms.TypedChoiceField(label=_("Look for changes"), coerce=int, choices=Recheck.choices)


class OutletChangeForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("The outlet"), choices=[("", _("Choose what it did")), *ChangeKind.choices],
        error_messages={"required": _("Choose what the outlet did.")},
    )  # fmt: skip
    noticed_on = DayField(
        label=_("On"), required=True, error_messages={"required": _("Give the day, for example 2026-11-02.")}
    )
