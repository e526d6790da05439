"""The claim card, new claims, and why one is set aside."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.forms.bases import Marked, choice, fingerprint
from annotations.forms.fields import (
    LANGUAGES,
    LONG,
    SHORT,
    ClaimField,
    DayField,
    LabelChoiceField,
    PartialDate,
    PartialDateField,
    SpeakerInput,
    WebAddressField,
)
from annotations.forms.review.claim_reviews import AFTER_RETRACTION, CHOSEN_KINDS
from annotations.models import (
    MOST_QUOTE,
    MOST_WORDING,
    Asked,
    Claim,
    ClaimReview,
    CorrectionKind,
    Label,
    Media,
    MediaRating,
    Rating,
    Sensitive,
    SetAsideReason,
)
from annotations.models.claims.claimant import KINDS
from annotations.review.content import LABELS, OF_CLAIM, OF_VERSION
from annotations.review.states import Status

#: What the card edits of the claim and is not published, besides what is.
UNPUBLISHED = ("why_chosen", "sensitive")
CLAIM_FIELDS = (*(name for name in OF_CLAIM if name not in ("said_precision", "language")), *UNPUBLISHED)


def label_of(name: str) -> Any:
    """What a field of a version is called, in the language of the page."""
    return _(LABELS[name])


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class CardForm(Marked):
    """Everything a checker writes about one claim; saved as it is typed, so nothing is required here."""

    wording = forms.CharField(
        label=label_of("wording"), widget=area(2), max_length=MOST_WORDING,
        error_messages={"required": _("Say in neutral words what is claimed.")},
    )  # fmt: skip
    claimant = forms.CharField(label=label_of("claimant"), max_length=200, required=False, widget=SpeakerInput)
    claimant_kind = forms.ChoiceField(
        label=_("A person or an organisation?"), choices=KINDS, required=False, widget=forms.RadioSelect
    )
    said_on = PartialDateField(label=label_of("said_on"), required=False)
    context = forms.CharField(label=label_of("context"), max_length=300, required=False)
    rating = forms.ChoiceField(
        label=label_of("rating"), choices=Rating.choices, required=False, widget=forms.RadioSelect
    )
    label = LabelChoiceField(label=label_of("label"), queryset=Label.objects.none(), required=False, empty_label=None)
    summary = forms.CharField(
        label=label_of("summary"),
        widget=area(3),
        required=False,
        max_length=SHORT,
        help_text=_("Two sentences that stand on their own."),
    )
    how_checked = forms.CharField(
        label=label_of("how_checked"), widget=area(4), required=False, max_length=LONG,
        help_text=_("**bold**, lists and [links](https://example.org) work."),
    )  # fmt: skip
    looked_for = forms.CharField(
        label=label_of("looked_for"), widget=area(3), required=False, max_length=LONG,
        help_text=_("Each place searched, and what was found there."),
    )  # fmt: skip
    not_established = forms.CharField(
        label=label_of("not_established"), widget=area(2), required=False, max_length=LONG
    )
    asked = forms.ChoiceField(label=label_of("asked"), choices=Asked.choices, required=False)
    asked_on = DayField(label=label_of("asked_on"), required=False)
    answer = forms.CharField(label=label_of("answer"), widget=area(2), required=False, max_length=LONG)
    media_kind = forms.ChoiceField(label=label_of("media_kind"), choices=Media.choices, required=False)
    media_rating = forms.ChoiceField(label=label_of("media_rating"), choices=MediaRating.choices, required=False)
    why_chosen = forms.CharField(label=_("Why this claim"), max_length=500, required=False)
    topic = forms.CharField(label=label_of("topic"), max_length=80, required=False)
    reworked_from = ClaimField(
        label=label_of("reworked_from"), required=False, max_length=300,
        help_text=_("The claim whose check this one follows, as in another language: its number or address."),
    )  # fmt: skip
    sensitive = forms.ChoiceField(
        label=_("Sensitive"), choices=Sensitive.choices, required=False,
        help_text=_("More people may have to agree; the mark is taken off by an editor who wrote nothing here."),
    )  # fmt: skip
    correction_reason = forms.CharField(
        label=label_of("correction_reason"),
        widget=area(2),
        required=False,
        max_length=SHORT,
        help_text=_("Readers will see this."),
    )
    correction_kind = forms.ChoiceField(
        label=label_of("correction_kind"), choices=[("", _("Choose one")), *CHOSEN_KINDS], required=False,
        help_text=_("Where the verdict differs from the published one, readers are told that it changed."),
    )  # fmt: skip

    def __init__(self, *args: Any, claim: Claim, review: ClaimReview, **kwargs: Any) -> None:
        kwargs |= {"initial": self.current(claim, review), "auto_id": f"c{claim.pk}-%s"}
        super().__init__(*args, **kwargs)
        label = self.fields["label"]
        assert isinstance(label, forms.ModelChoiceField)  # noqa: S101 - as declared above
        label.queryset = Label.objects.all()
        kinds = list(CHOSEN_KINDS)
        if review.number > 1 and claim.reviews.filter(status=Status.RETRACTED).exists():
            kinds = list(AFTER_RETRACTION)
        if review.correction_kind == CorrectionKind.RATING:  # which only the site says
            kinds.append((CorrectionKind.RATING.value, CorrectionKind.RATING.label))
        choice(self, "correction_kind").choices = [("", _("Choose one")), *kinds]
        if review.number == 1:
            del self.fields["correction_reason"], self.fields["correction_kind"]

    @staticmethod
    def current(claim: Claim, review: ClaimReview) -> dict[str, Any]:
        """Field values as they stand in the database."""
        said_on = PartialDate(claim.said_on, claim.said_precision) if claim.said_on else ""
        values: dict[str, Any] = {
            name: getattr(claim, name) for name in CLAIM_FIELDS if name not in ("claimant", "said_on", "reworked_from")
        }
        values["reworked_from"] = str(claim.reworked_from_id or "")
        values |= {"claimant": str(claim.claimant or ""), "said_on": said_on, "label": review.label_id or ""}
        values["claimant_kind"] = claim.claimant.kind if claim.claimant else ""
        for name in OF_VERSION:
            if name != "label":
                values[name] = getattr(review, name)
        return values

    def bases_after(self, fresh: dict[str, str]) -> dict[str, str]:
        """For the answer to a save: `fresh` marks for what was written or is the same, the posted ones for the rest.

        A field whose box still shows an older text keeps its old mark, or that text would look like an edit later.
        The label's box is drawn anew with each answer.
        """
        renewed = {"label", *self.changes()}
        return {
            name: mark
            if name in renewed or fingerprint(self.data.get(name)) == mark
            else self.data.get(f"base-{name}", mark)
            for name, mark in fresh.items()
        }

    def conflicts(self) -> dict[str, str]:
        """Fields that somebody else changed since the page was drawn, with what stands there now.

        Only where the person sent something else than what stands there, which is not what the same page sent before
        (`own-…`): of two saves on their way at once the second knows nothing of the first one's marks.
        """
        found = {}
        for name in self.fields:
            base = self.data.get(f"base-{name}")
            if base is None or name not in self.data:
                continue
            current = self.initial.get(name)
            sent = fingerprint(self.data.get(name))
            own = self.data.get(f"own-{name}")
            known = (base, sent) if own is None else (base, sent, fingerprint(own))
            if sent != base and fingerprint(current) not in known:
                found[name] = str(current)
        return found

    def changes(self) -> dict[str, Any]:
        """Cleaned values of the fields that were sent and differ from what the page showed.

        A field that the person did not touch is left alone, even when somebody else changed it meanwhile.
        """
        found = {}
        for name in self.fields:
            sent = self.data.get(name)
            if name not in self.data or name in self.errors:
                continue
            base = self.data.get(f"base-{name}")
            shown_differs = fingerprint(sent) != base if base else True
            if shown_differs and fingerprint(sent) != fingerprint(self.initial.get(name)):
                found[name] = self.cleaned_data.get(name)
        return found

    def claim_changes(self) -> dict[str, Any]:
        changes = {name: value for name, value in self.changes().items() if name in CLAIM_FIELDS}
        if "said_on" in changes:
            partial = changes["said_on"]
            changes |= {
                "said_on": partial.day if partial else None,
                "said_precision": partial.precision if partial else "day",
            }
        return changes

    def kind_change(self) -> str:
        """What kind of somebody it is, where the person chose another than stands there; else empty."""
        return self.changes().get("claimant_kind") or ""

    def review_changes(self) -> dict[str, Any]:
        return {name: value for name, value in self.changes().items() if name in OF_VERSION}


class NewClaimForm(forms.Form):
    """A claim without a passage: a video, a post, a broadcast."""

    wording = forms.CharField(
        label=_("Claim in neutral words"), widget=area(2), max_length=MOST_WORDING,
        error_messages={"required": _("Say in neutral words what is claimed.")},
    )  # fmt: skip
    claimant = forms.CharField(label=_("Who said it"), max_length=200, required=False, widget=SpeakerInput)
    said_on = PartialDateField(label=_("Said on"), required=False)
    context = forms.CharField(label=_("Where and how it was said"), max_length=300, required=False)
    url = WebAddressField(
        label=_("First said at"), required=False, help_text=_("Address of the video, post or broadcast.")
    )
    time_code = forms.CharField(label=_("Time code"), max_length=20, required=False, help_text=_("Like 1:04:30."))
    description = forms.CharField(
        label=_("Or in words"), max_length=300, required=False, help_text=_("“Evening news, channel 2”")
    )
    language = forms.ChoiceField(label=_("Language"), choices=[("en", _("English")), *LANGUAGES[1:]], required=False)
    topic = forms.CharField(label=_("Topic"), max_length=80, required=False)


class AppearanceForm(forms.Form):
    url = WebAddressField(label=_("Also said at"), required=False)
    description = forms.CharField(label=_("Or in words"), max_length=300, required=False)
    time_code = forms.CharField(label=_("Time code"), max_length=20, required=False)
    said_on = DayField(label=_("On"), required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not values.get("url") and not values.get("description"):
            self.add_error("url", _("Enter an address, or say in words where it was said."))
        return values


class SetAsideForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why"), choices=[("", _("Choose a reason")), *SetAsideReason.choices])


class ParagraphForm(forms.Form):
    """A claim from the sentences of one paragraph: from, to, and words to narrow the quote."""

    first = forms.TypedChoiceField(label=_("From"), coerce=int)
    last = forms.TypedChoiceField(label=_("To"), coerce=int)
    words = forms.CharField(
        label=_("Only these words"), required=False, widget=area(2), max_length=MOST_QUOTE,
        help_text=_("Leave empty to take the sentences whole."),
    )  # fmt: skip

    def __init__(self, *args: Any, sentences: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(n, f"{n + 1}. {words[:110]}{'…' if len(words) > 110 else ''}") for n, words in enumerate(sentences)]
        choice(self, "first").choices = choices
        choice(self, "last").choices = choices

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and values["last"] < values["first"]:
            self.add_error("last", _("The last sentence comes before the first one. Choose a later one."))
        return values
