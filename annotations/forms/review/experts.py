"""Asking an outside expert, and their answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.forms.bases import choice
from annotations.forms.claims.claims import area
from annotations.models import Judgement


class AskExpertForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Say who is asked.")})
    field = forms.CharField(label=_("Expert in what, and interest to declare"), max_length=300, required=False)
    question = forms.CharField(label=_("What you ask"), widget=area(3), required=False, max_length=5000)
    email = forms.EmailField(
        label=_("E-mail address"), required=False, max_length=254, help_text=_("To send the link; it is not kept.")
    )
    days = forms.IntegerField(
        label=_("Days that the link works"), initial=14, min_value=1, max_value=60,
        error_messages={"required": _("Say for how many days.")},
    )  # fmt: skip


class ExpertAnswerForm(forms.Form):
    judgement = forms.ChoiceField(
        label=_("Your view"), choices=Judgement.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you want to say.")},
    )  # fmt: skip
    comment = forms.CharField(label=_("Comment"), widget=area(5), required=False, max_length=10000)

    def __init__(self, *args: Any, withheld: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if withheld:
            choices = [c for c in Judgement.choices if c[0] in (Judgement.DECLINES, Judgement.COMMENTS)]
            choice(self, "judgement").choices = choices
