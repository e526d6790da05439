"""What an editor writes when deciding."""

from __future__ import annotations

from django import forms


class ReturnForm(forms.Form):
    comment = forms.CharField(
        label="Comment", widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": "Say what has to change before this can be approved."},
    )  # fmt: skip


class CorrectForm(forms.Form):
    reason = forms.CharField(
        label="What is corrected", widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text="Readers will see this.",
        error_messages={"required": "Say what is corrected; readers will see it."},
    )  # fmt: skip


class RetractForm(forms.Form):
    reason = forms.CharField(
        label="Why it is retracted", widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text="Readers will see this at the same address, at once.",
        error_messages={"required": "Say why it is retracted; readers will see it."},
    )  # fmt: skip
