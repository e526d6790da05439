"""What an editor writes when deciding."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ReturnForm(forms.Form):
    comment = forms.CharField(
        label=_("Comment"), widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Say what has to change before this can be approved.")},
    )  # fmt: skip


class CorrectForm(forms.Form):
    reason = forms.CharField(
        label=_("What is corrected"), widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("Readers will see this."),
        error_messages={"required": _("Say what is corrected; readers will see it.")},
    )  # fmt: skip


class RetractForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is retracted"), widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("Readers will see this at the same address, at once."),
        error_messages={"required": _("Say why it is retracted; readers will see it.")},
    )  # fmt: skip
