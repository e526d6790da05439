"""What an editor writes when deciding."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.forms.bases import choice
from annotations.forms.fields import MEDIUM, SHORT, WebAddressField
from annotations.models import CorrectionKind

#: Kinds of a correction that a person chooses, of a published version and of a retracted one.
CHOSEN_KINDS = [
    (value, words)
    for value, words in CorrectionKind.choices
    if value not in (CorrectionKind.RATING, CorrectionKind.REINSTATED)
]
AFTER_RETRACTION = [(CorrectionKind.REINSTATED.value, CorrectionKind.REINSTATED.label)]


class ReturnForm(forms.Form):
    comment = forms.CharField(
        label=_("Comment"), max_length=MEDIUM, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Say what has to change before this can be approved.")},
    )  # fmt: skip


class CorrectForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind of correction"), choices=[("", _("Choose one")), *CHOSEN_KINDS],
        help_text=_("Where the verdict differs from the published one, readers are told that it changed."),
        error_messages={"required": _("Say what kind of correction it is.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("What is corrected"), max_length=SHORT, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("Readers will see this."),
        error_messages={"required": _("Say what is corrected; readers will see it.")},
    )  # fmt: skip

    def __init__(self, *args: Any, retracted: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if retracted:
            kind, reason = choice(self, "kind"), self.fields["reason"]
            kind.choices, kind.help_text = AFTER_RETRACTION, ""
            reason.label = _("Why it is published again")


class RetractForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is retracted"), max_length=SHORT, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("Readers will see this at the same address, at once."),
        error_messages={"required": _("Say why it is retracted; readers will see it.")},
    )  # fmt: skip


class LivePageForm(forms.Form):
    url = WebAddressField(
        label=_("Address of the story in your CMS"), required=False, max_length=2000,
        help_text=_(
            "Readers and search engines are sent there, and the markup names it; empty for the page on this site."
        ),
    )  # fmt: skip


class ProofForm(forms.Form):
    """What else may leave the house with the proof of a fact-check."""

    with_copies = forms.BooleanField(label=_("Copies that are not shown to readers"), required=False)
    with_article = forms.BooleanField(label=_("The text of the article"), required=False)
