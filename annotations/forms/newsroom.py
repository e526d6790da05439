"""What an admin decides for the newsroom: modes, texts, labels, questions of the check-list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.forms.bases import WithBases
from annotations.forms.claims import area
from annotations.forms.fields import LANGUAGES
from annotations.models import ChecklistQuestion, Label, Newsroom, Rating
from annotations.models.newsroom import MODE_CHOICES

STATEMENTS = ("about", "methodology", "corrections_policy", "funding", "contact")


class NewsroomForm(WithBases):
    mode = forms.ChoiceField(
        label=_("Who has to agree"), choices=MODE_CHOICES,
        help_text=_("Holds from the next submission on. A correction of words alone needs one editor."),
    )  # fmt: skip
    sensitive_mode = forms.ChoiceField(label=_("Who has to agree on sensitive claims"), choices=MODE_CHOICES)
    about = forms.CharField(label=_("Who we are"), widget=area(3), required=False, max_length=20000)
    methodology = forms.CharField(
        label=_("How we check"), widget=area(6), required=False, max_length=20000,
        help_text=_("**bold**, lists and [links](https://example.org) work."),
    )  # fmt: skip
    corrections_policy = forms.CharField(label=_("How we correct"), widget=area(4), required=False, max_length=20000)
    funding = forms.CharField(label=_("Who pays for it"), widget=area(3), required=False, max_length=20000)
    contact = forms.CharField(label=_("How to reach us"), widget=area(2), required=False, max_length=5000)

    def __init__(self, *args: Any, newsroom: Newsroom, **kwargs: Any) -> None:
        initial = {name: getattr(newsroom, name) for name in ("mode", "sensitive_mode", *STATEMENTS)}
        super().__init__(*args, **{**kwargs, "initial": initial})

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        return {name: "\n".join(v.splitlines()) if name in STATEMENTS else v for name, v in values.items()}


class LabelForm(WithBases):
    """Words and number of one label; verdict and language are chosen once."""

    rating = forms.ChoiceField(label=_("Verdict"), choices=Rating.choices)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES[1:], initial="en")
    words = forms.CharField(label=_("Words"), max_length=60, error_messages={"required": _("Write the label's words.")})
    number = forms.TypedChoiceField(
        label=_("Number"), choices=[("", _("none")), *((n, n) for n in range(1, 6))], required=False, coerce=int,
        empty_value=None, help_text=_("5 is true, 1 is false."),
    )  # fmt: skip
    is_default = forms.BooleanField(label=_("The usual one"), required=False)
    position = forms.IntegerField(label=_("Place in the list"), min_value=0, max_value=999)

    def __init__(self, *args: Any, label: Label | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"language": "en", "position": 50}
        if label is not None:
            initial = {name: getattr(label, name) for name in ("words", "number", "is_default", "position")}
        super().__init__(*args, **{**kwargs, "initial": initial})
        if label is not None:
            del self.fields["rating"], self.fields["language"]


class QuestionForm(WithBases):
    words = forms.CharField(
        label=_("Question"), max_length=200, error_messages={"required": _("Write the question.")},
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip
    hint = forms.CharField(
        label=_("What it means"), max_length=300, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    required = forms.BooleanField(label=_("Has to be answered"), required=False)
    position = forms.IntegerField(label=_("Place in the list"), min_value=0, max_value=999, required=False)

    def __init__(self, *args: Any, question: ChecklistQuestion | None = None, **kwargs: Any) -> None:
        names = ("words", "hint", "required", "position")
        initial = {name: getattr(question, name) for name in names} if question else {}
        super().__init__(*args, **{**kwargs, "initial": initial})
        if question is None:
            del self.fields["position"]
