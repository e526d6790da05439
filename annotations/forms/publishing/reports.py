"""What a reader writes about an error, and what is answered."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.models import RequestOutcome


class ReportForm(forms.Form):
    message = forms.CharField(
        label=_("What is wrong?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("Name the sentence, and where it can be seen that it is otherwise."),
        error_messages={"required": _("Say what is wrong.")},
    )  # fmt: skip
    reply_to = forms.EmailField(
        label=_("Your e-mail address, if you want an answer"), required=False, max_length=254,
        help_text=_("Used for the answer alone and deleted after it."),
    )  # fmt: skip
    #: No person sees it; who fills it in is no person.
    website = forms.CharField(
        required=False, max_length=200, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What comes of it"), choices=[("", _("Choose one")), *RequestOutcome.choices],
        error_messages={"required": _("Choose what comes of it.")},
    )  # fmt: skip
    answer = forms.CharField(
        label=_("What the reader is told"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": _("Write what the reader is told.")},
    )  # fmt: skip
