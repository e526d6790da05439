"""Adding an article in three ways, and its facts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.extraction.texts.plain import PastedLink
from annotations.forms.bases import choice
from annotations.forms.fields import LANGUAGES, DayField, UploadField, WebAddressField, offer_days
from annotations.models import Article, Direction
from annotations.services.store.uploads import date_guesses

MAX_LINKS = 2000
MAX_ADDRESS = 2000


class FactsForm(forms.Form):
    """What may be said of an article; all of it optional."""

    title = forms.CharField(label=_("Title"), max_length=500, required=False)
    url = WebAddressField(label=_("Address"), required=False, help_text=_("Where it was published, if anywhere."))
    publisher = forms.CharField(label=_("Publisher"), max_length=200, required=False)
    published_on = DayField(label=_("Published on"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)
    direction = forms.ChoiceField(
        label=_("Writing direction"),
        choices=[("", _("As the language has it")), *Direction.choices],
        required=False,
    )


class PasteForm(FactsForm):
    #: What the clipboard said of links (`static/js/paste.js`): `[[words before, words, address], …]`.
    links = forms.JSONField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Text"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
        help_text=_(
            "Kept to the letter. Cut off here what does not belong to the article. "
            "Lines that begin with #, - or > are headings, lists and quotations."
        ),
        error_messages={"required": _("Paste the text of the article here.")},
    )
    field_order = ["text", "title", "url"]

    def clean_links(self) -> list[PastedLink]:
        """The links, and nothing of what only looks like some: the text goes without them."""
        raw = self.cleaned_data["links"]
        found = []
        for row in raw[:MAX_LINKS] if isinstance(raw, list) else []:
            if isinstance(row, list) and len(row) == 3 and all(isinstance(part, str) for part in row):
                before, words, href = (part.replace("\r\n", "\n") for part in row)
                if len(href) <= MAX_ADDRESS:
                    found.append(PastedLink(before, words, href))
        return found


class AddressForm(forms.Form):
    url = WebAddressField(
        label=_("Address"), error_messages={"required": _("Enter the address of the article, or paste its text.")}
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)


class UploadArticleForm(FactsForm):
    file = UploadField(
        label=_("File"), help_text=_("HTML, PDF or plain text."), error_messages={"required": _("Choose a file.")}
    )
    field_order = ["file", "title", "url"]


class EditFactsForm(FactsForm):
    """The facts of an article that exists."""

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        names = ("title", "publisher", "published_on", "language", "direction")
        kwargs["initial"] = {name: getattr(article, name) for name in names}
        super().__init__(*args, **kwargs)
        if article.published_on is None:
            offer_days(self.fields["published_on"], date_guesses(article))
        del self.fields["url"]
        known = dict(LANGUAGES)
        if article.language and article.language not in known:
            choice(self, "language").choices = [*LANGUAGES, (article.language, article.language)]
        choice(self, "direction").choices = Direction.choices
