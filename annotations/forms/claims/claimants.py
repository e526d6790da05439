"""Who somebody is that is quoted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.forms.bases import WithBases
from annotations.forms.fields import SpeakerInput, WebAddressField
from annotations.models import Claimant
from annotations.models.claims.claimant import KINDS


class ClaimantForm(WithBases):
    name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Write the name.")},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("A person or an organisation"), choices=[("", _("Choose one")), *KINDS],
        help_text=_("Programs that read our markup are told."),
    )  # fmt: skip
    group = forms.CharField(
        label=_("Party or outlet"), max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Figures count by it."),
    )  # fmt: skip
    office = forms.CharField(
        label=_("Office"), max_length=200, required=False, widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("What a person is: “minister of ports”."),
    )  # fmt: skip
    same_as = WebAddressField(
        label=_("A page that tells who this is"), required=False, max_length=500,
        help_text=_("Such as an entry of an encyclopaedia."),
    )  # fmt: skip

    def __init__(self, *args: Any, claimant: Claimant, **kwargs: Any) -> None:
        initial = {name: getattr(claimant, name) for name in self.base_fields}
        super().__init__(*args, **{**kwargs, "initial": initial})

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class SpellingForm(forms.Form):
    spelling = forms.CharField(
        label=_("Another name"), max_length=200, widget=SpeakerInput,
        help_text=_("Another spelling, or another known speaker who is the same: what they said will count here."),
        error_messages={"required": _("Write the other name.")},
    )  # fmt: skip
