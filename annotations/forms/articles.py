"""Adding an article in three ways, and its facts."""

from __future__ import annotations

from typing import Any

from django import forms

from annotations.forms.fields import LANGUAGES, DayField, UploadField, WebAddressField
from annotations.models import Article, Direction


class FactsForm(forms.Form):
    """What may be said of an article; all of it optional."""

    title = forms.CharField(label="Title", max_length=500, required=False)
    url = WebAddressField(label="Address", required=False, help_text="Where it was published, if anywhere.")
    publisher = forms.CharField(label="Publisher", max_length=200, required=False)
    published_on = DayField(label="Published on", required=False)
    language = forms.ChoiceField(label="Language", choices=LANGUAGES, required=False)
    direction = forms.ChoiceField(
        label="Writing direction",
        choices=[("", "As the language has it"), *Direction.choices],
        required=False,
    )


class PasteForm(FactsForm):
    text = forms.CharField(
        label="Text",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
        help_text="Kept to the letter. Cut off here what does not belong to the article.",
        error_messages={"required": "Paste the text of the article here."},
    )
    field_order = ["text", "title", "url"]


class AddressForm(forms.Form):
    url = WebAddressField(
        label="Address", error_messages={"required": "Enter the address of the article, or paste its text."}
    )
    language = forms.ChoiceField(label="Language", choices=LANGUAGES, required=False)


class UploadArticleForm(FactsForm):
    file = UploadField(
        label="File", help_text="HTML, PDF or plain text.", error_messages={"required": "Choose a file."}
    )
    field_order = ["file", "title", "url"]


class EditFactsForm(FactsForm):
    """The facts of an article that exists."""

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        names = ("title", "publisher", "published_on", "language", "direction")
        kwargs["initial"] = {name: getattr(article, name) for name in names}
        super().__init__(*args, **kwargs)
        del self.fields["url"]
        known = dict(LANGUAGES)
        if article.language and article.language not in known:
            self.fields["language"].choices = [*LANGUAGES, (article.language, article.language)]  # type: ignore[attr-defined]
        self.fields["direction"].choices = Direction.choices  # type: ignore[attr-defined]
