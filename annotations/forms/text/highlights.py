"""A highlight's words, parts and claim, for those who don't drag: without scripts, and by screen reader."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.forms.bases import choice
from annotations.forms.claims.claims import area
from annotations.models import MOST_QUOTE


class WordsForm(forms.Form):
    """Other words for the highlight, copied from around it."""

    words = forms.CharField(
        label=_("Words of the highlight"), widget=area(3), strip=True, max_length=MOST_QUOTE,
        help_text=_("Shorten them here, or copy more words from the text above."),
        error_messages={"required": _("Copy the words from the text above.")},
    )  # fmt: skip


class SplitForm(forms.Form):
    """Some of the highlight's words, to be a claim of their own."""

    part = forms.CharField(
        label=_("Words that are a claim of their own"), widget=area(2), strip=True, max_length=MOST_QUOTE,
        error_messages={"required": _("Copy some of the words of the highlight here.")},
    )  # fmt: skip


class MoveForm(forms.Form):
    """Another claim for the highlight."""

    claim = forms.TypedChoiceField(
        label=_("Claim"), coerce=int, error_messages={"required": _("Choose the claim that the words belong to.")}
    )

    def __init__(self, *args: Any, claims: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "claim").choices = [("", _("Choose a claim")), *claims]
