"""What people say to each other beside the text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.forms.bases import choice
from annotations.forms.claims.claims import area
from annotations.forms.fields import MEDIUM
from annotations.models import SUGGESTED, About, ClaimReview
from annotations.services.text.notes import text_of

#: A source in the list of what a comment can be about.
SOURCE = "source-"


class CommentForm(forms.Form):
    """A comment on a version, bound to one of its texts or sources; the address may name which (`?about=summary`)."""

    about = forms.ChoiceField(label=_("About"), required=False)
    text = forms.CharField(label=_("Comment"), widget=area(2), required=False, max_length=5000)
    suggestion = forms.CharField(
        label=_("Better words"), widget=area(3), required=False, max_length=20000,
        help_text=_("For a text: as it should read as a whole. The author takes it over with one press."),
    )  # fmt: skip

    prefilled = forms.ChoiceField(
        choices=[("", ""), *((t, t) for t in SUGGESTED)], required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, review: ClaimReview, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "auto_id": "comment-%s"})
        self.review = review
        self.citations = {
            f"{SOURCE}{c.pk}": c for c in review.citations.filter(removed_at=None).select_related("source")
        }
        sources = [
            (key, f"{About.CITATION.label} {number}") for number, key in enumerate(self.citations, 1)
        ]  # by number: a protected one has no name here
        texts = [(value, words) for value, words in About.choices if value != About.CITATION]
        if review.number == 1:
            texts = [(value, words) for value, words in texts if value != About.CORRECTION_REASON]
        choice(self, "about").choices = [*texts, *sources]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        # The text of the address that stood in the box is no suggestion for another one.
        about = values.get("about", "")
        stood = values.get("prefilled") or about
        if stood != about and values.get("suggestion", "").split() == text_of(self.review, stood).split():
            values["suggestion"] = ""
        return values

    def values(self) -> dict[str, Any]:
        values = {name: value for name, value in self.cleaned_data.items() if name != "prefilled"}
        citation = self.citations.get(values["about"])
        return {**values, "about": About.CITATION.value if citation else values["about"], "citation": citation}


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note"), widget=area(2), max_length=MEDIUM, help_text=_("@name tells somebody by mail."),
        error_messages={"required": _("Write the note first.")},
    )  # fmt: skip
