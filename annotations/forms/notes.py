"""What people say to each other beside the text."""

from __future__ import annotations

from django import forms

from annotations.forms.claims import area


class NoteForm(forms.Form):
    text = forms.CharField(
        label="Note", widget=area(2), help_text="@name tells somebody by mail.",
        error_messages={"required": "Write the note first."},
    )  # fmt: skip
