"""Attempts to ask the person who said it."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.forms.claims.claims import area
from annotations.forms.fields import MomentField
from annotations.models import Channel, ContactOutcome


class ContactForm(forms.Form):
    whom = forms.CharField(
        label=_("Who was asked"), max_length=200, help_text=_("The person, or who speaks for them."),
        error_messages={"required": _("Say who was asked.")},
    )  # fmt: skip
    channel = forms.ChoiceField(label=_("How"), choices=Channel.choices)
    asked_at = MomentField(label=_("Asked at"), error_messages={"required": _("Say when they were asked.")})
    due_at = MomentField(label=_("Time to answer until"), required=False)
    question = forms.CharField(
        label=_("What they were asked"), widget=area(4), max_length=10000,
        error_messages={"required": _("Write what they were asked.")},
    )  # fmt: skip
    into_draft = forms.BooleanField(label=_("Say in the draft that they were asked"), required=False)

    def __init__(self, *args: Any, whom: str = "", writable: bool = False, **kwargs: Any) -> None:
        now = timezone.localtime().replace(second=0, microsecond=0)
        first = {"whom": whom, "asked_at": now, "due_at": now + datetime.timedelta(days=1), "into_draft": True}
        super().__init__(*args, **{**kwargs, "initial": first})
        if not writable:
            del self.fields["into_draft"]


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What came of it"), choices=[("", _("Choose one")), *ContactOutcome.choices[1:]],
        error_messages={"required": _("Choose what came of it.")},
    )  # fmt: skip
    answer = forms.CharField(label=_("Their answer"), widget=area(3), required=False, max_length=20000)
