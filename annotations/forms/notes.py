"""What people say to each other beside the text."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.forms.claims import area


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note"), widget=area(2), help_text=_("@name tells somebody by mail."),
        error_messages={"required": _("Write the note first.")},
    )  # fmt: skip
