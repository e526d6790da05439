"""Citing a source, and changing a citation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.forms.fields import MEDIUM, DayField, UploadField, WebAddressField, offer_days
from annotations.models import MOST_QUOTE, ClaimReview, SourceType, Stance
from annotations.services.store.uploads import Upload


class CitationForm(forms.Form):
    """What a citation says about its source."""

    stance = forms.ChoiceField(
        label=_("It … the claim"), required=False,
        choices=[("", _("Choose one")), *((s.value, s.label) for s in Stance if s != Stance.NOT_SAID)],
    )  # fmt: skip
    quoted_words = forms.CharField(
        label=_("Quoted words"), required=False, max_length=MOST_QUOTE,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("The words that decide the matter, as the source has them."),
    )  # fmt: skip
    shows = forms.CharField(
        label=_("What it shows"),
        required=False,
        max_length=MEDIUM,
        help_text=_("Readers see this, of a protected source too: name nobody it could give away."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    locator = forms.CharField(label=_("Page or place"), max_length=80, required=False)
    no_copy_because = forms.CharField(
        label=_("No copy because"), max_length=300, required=False, help_text=_("Only if no copy can be kept.")
    )

    def citation_values(self) -> dict[str, Any]:
        return {n: self.cleaned_data[n] for n in ("stance", "quoted_words", "shows", "locator", "no_copy_because")}


class AddSourceForm(CitationForm):
    """A new source by address, by upload, or both."""

    url = WebAddressField(label=_("Address"), required=False)
    file = UploadField(label=_("Upload"), required=False)
    type = forms.ChoiceField(label=_("Type of source"), choices=SourceType.choices)
    title = forms.CharField(
        label=_("Title"), max_length=500, required=False, help_text=_("Taken from the document when left empty.")
    )
    ruled = forms.CharField(
        label=_("What it ruled"), max_length=120, required=False,
        help_text=_("Of a fact-check by others, in its own words. Taken from its page when left empty."),
    )  # fmt: skip
    interest = forms.CharField(label=_("Interest to declare"), max_length=300, required=False)
    protected = forms.BooleanField(
        label=_("Protected source"), required=False,
        help_text=_("Never fetched. Only you and editors see what it is."),
    )  # fmt: skip
    field_order = ["url", "stance", "quoted_words"]
    #: Rarely used; they fold away.
    FOLDED = ("file", "type", "shows", "title", "ruled", "locator", "interest", "protected")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["no_copy_because"]

    @property
    def opens(self) -> bool:
        """Whether something of what folds away was filled in, or is wrong."""
        told = any(self.data.get(name) for name in self.FOLDED if name != "type") or bool(self.files)
        return self.is_bound and (told or any(name in self.errors for name in self.FOLDED))

    def citation_values(self) -> dict[str, Any]:
        return {n: self.cleaned_data[n] for n in ("stance", "quoted_words", "shows", "locator")}

    def source_values(self) -> dict[str, Any]:
        return {n: self.cleaned_data[n] for n in ("type", "title", "ruled", "interest")}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        if values.get("protected") and not values.get("file"):
            self.add_error("file", _("A protected source is never fetched. Upload the document."))
        elif not values.get("url") and not values.get("file"):
            self.add_error("url", _("Enter the address of the source, or upload the document."))
        return values


class DraftChoice(forms.ModelChoiceField):
    """One of the drafts given, by the words of its claim."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.claim.wording[:120]} · {obj.claim.article or ''}".rstrip(" ·")


class FromBrowserForm(AddSourceForm):
    """A page as the checker's own browser had it, for one of the drafts that are being written."""

    draft = DraftChoice(
        label=_("Claim"), queryset=ClaimReview.objects.none(), empty_label=_("Choose one"),
        error_messages={"required": _("Choose the claim.")},
    )  # fmt: skip
    field_order = ["draft", "stance", "quoted_words", "url"]

    def __init__(self, *args: Any, drafts: Sequence[ClaimReview], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("protected", "interest", "ruled", "shows", "locator"):
            del self.fields[name]
        chosen: Any = self.fields["draft"]
        chosen.queryset = ClaimReview.objects.filter(pk__in=[draft.pk for draft in drafts])
        chosen.choices = [("", _("Choose one")), *((draft.pk, chosen.label_from_instance(draft)) for draft in drafts)]
        self.fields["url"].required = self.fields["file"].required = True

    def citation_values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("stance", "quoted_words")}

    def source_values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("type", "title")}


class SourceUploadForm(forms.Form):
    file = UploadField(label=_("File"), error_messages={"required": _("Choose a file.")})


class TranscriptForm(forms.Form):
    """What is said in a recording: a file, or typed words."""

    words = forms.CharField(
        label=_("What is said"), required=False, max_length=2_000_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
        help_text=_("Begin each passage with its time, as in 1:23 or 1:02:03, on a line of its own."),
    )  # fmt: skip
    file = UploadField(
        label=_("Or a file"), required=False, help_text=_("WebVTT or SubRip, as players and platforms give them.")
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and bool(values.get("file")) == bool(str(values.get("words", "")).strip()):
            self.add_error("words", _("Type what is said, or choose a file: one of the two."))
        return values

    @property
    def upload(self) -> Upload:
        """What was handed in; without a name where it was typed."""
        return self.cleaned_data["file"] or Upload("", self.cleaned_data["words"].encode(), "text/plain")


class SourceFactsForm(forms.Form):
    """What a source is. Where a fact was taken from the document or typed stands beneath it."""

    title = forms.CharField(label=_("Title"), max_length=500, required=False)
    publisher = forms.CharField(label=_("Publisher"), max_length=200, required=False)
    authors = forms.CharField(label=_("Authors"), max_length=300, required=False)
    published_on = DayField(label=_("Published on"), required=False)
    type = forms.ChoiceField(label=_("Type of source"), choices=SourceType.choices)
    ruled = forms.CharField(
        label=_("What it ruled"), max_length=120, required=False,
        help_text=_("Of a fact-check by others, in its own words."),
    )  # fmt: skip
    why_no_primary = forms.CharField(
        label=_("Why no primary source"), max_length=300, required=False, help_text=_("For a secondary source.")
    )
    interest = forms.CharField(label=_("Interest to declare"), max_length=300, required=False)
    alt_text = forms.CharField(
        label=_("What the picture shows"), max_length=500, required=False, help_text=_("For those who can't see it.")
    )

    def __init__(
        self, *args: Any, picture: bool, facts_from: dict[str, str], days: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_days(self.fields["published_on"], days)
        if not picture:
            del self.fields["alt_text"]
        for name, origin in facts_from.items():
            if name in self.fields and self.initial.get(name):
                self.fields[name].help_text = FROM[origin]


FROM = {"document": _("Taken from the document."), "person": _("Written by a person.")}
