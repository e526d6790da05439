"""Fields that several forms share."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.forms.models import ModelChoiceField
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.days import within
from annotations.extraction.kinds import RECORDINGS
from annotations.models import Claim
from annotations.services.store.uploads import Upload

LANGUAGES = [
    ("", _("Guess from the text")), ("ar", _("Arabic")), ("zh", _("Chinese")), ("nl", _("Dutch")),
    ("en", _("English")), ("fa", _("Persian")), ("fr", _("French")), ("de", _("German")), ("he", _("Hebrew")),
    ("hi", _("Hindi")), ("id", _("Indonesian")), ("it", _("Italian")), ("ja", _("Japanese")), ("ko", _("Korean")),
    ("pl", _("Polish")), ("pt", _("Portuguese")), ("ru", _("Russian")), ("es", _("Spanish")), ("sw", _("Swahili")),
    ("tr", _("Turkish")), ("uk", _("Ukrainian")), ("ur", _("Urdu")),
]  # fmt: skip
#: Characters of a text field at most: a remark, some paragraphs, an essay.
SHORT, MEDIUM, LONG = 2_000, 5_000, 20_000
NUMBER, CLAIM_PATH = re.compile(r"#?(\d{1,18})"), re.compile(r"/(?:claims|checks)/(\d{1,18})(?=[/-]|$)")
PARTIAL_DATE = re.compile(r"^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$")
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


class SpeakerInput(forms.TextInput):
    """A name, with known speakers of names like it as suggestions (static/js/combobox.js)."""

    template_name = "forms/speaker_input.html"

    def __init__(self) -> None:
        super().__init__({"dir": "auto", "autocomplete": "off"})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        at = f"{context['widget']['attrs'].get('id', name)}_suggestions"
        context["widget"]["attrs"] |= {
            "role": "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": at,
            "data-hx-get": reverse("speaker_suggestions"), "data-hx-target": f"#{at}", "data-hx-sync": "this:replace",
            "data-hx-trigger": "input changed delay:150ms",
        }  # fmt: skip
        return {**context, "suggestions": at}


class MomentField(forms.DateTimeField):
    """Day and time by the newsroom's clock, without an offset; from years that every time zone can tell."""

    default_error_messages = {"invalid": _("Give a day and a time, like 2026-03-17T14:30.")}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(**{"widget": widget, **kwargs})

    def to_python(self, value: Any) -> datetime.datetime | None:
        if isinstance(value, str) and value.strip():
            try:
                value = datetime.datetime.fromisoformat(value.strip())
            except ValueError as exc:
                raise ValidationError(self.error_messages["invalid"], code="invalid") from exc
            if value.tzinfo or within(value.date()) != value.date():
                raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class WebAddressField(forms.CharField):
    """An http or https address; a missing scheme is taken as https."""

    widget = forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false", "dir": "ltr"})

    def clean(self, value: Any) -> str:
        address: str = super().clean(value)
        if not address:
            return ""
        if "://" not in address and re.match(r"^[\w-]+(\.[\w-]+)+([/:?#]|$)", address):
            address = f"https://{address}"
        try:
            URLValidator(schemes=["http", "https"])(address)
        except ValidationError as exc:
            raise ValidationError(_("Enter a whole web address, like https://example.org/report.")) from exc
        if "@" in address.partition("://")[2].partition("/")[0]:
            raise ValidationError(_("This address contains a user name or password. Take it out."))
        if len(address) > 2000:
            raise ValidationError(_("This address is longer than 2,000 characters. Use a shorter one."))
        return address


class ClaimField(forms.CharField):
    """A claim of ours, by its number, by its address or by that of its fact-check."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "ltr"})

    def clean(self, value: Any) -> Claim | None:
        value = super().clean(value)
        if not value:
            return None
        number = NUMBER.fullmatch(value) or self._in_address(value)
        found = Claim.objects.filter(pk=int(number.group(1))).first() if number else None
        if found is None:
            raise ValidationError(_("There is no such claim. Enter the number of one, or the address of its page."))
        return found

    @staticmethod
    def _in_address(value: str) -> re.Match[str] | None:
        """In an address of this site, with or without its beginning; others' claims have numbers of their own."""
        try:
            parts = urlsplit(value)
        except ValueError:
            return None
        if parts.netloc not in ("", urlsplit(settings.SITE_URL).netloc):
            return None
        return CLAIM_PATH.match(parts.path) or NUMBER.fullmatch(parse_qs(parts.query).get("claim", [""])[0])


@dataclass(frozen=True)
class PartialDate:
    """A day, or the first day of a month or year, with how precise it is."""

    day: datetime.date
    precision: str

    def __str__(self) -> str:
        return self.day.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]


class TypedDateField(forms.CharField):
    """Reads 2026-11-02, 2026-11, 2026, 2 November 2026, November 2026."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "placeholder": "2026-11-02"})

    def partial_date(self, value: Any) -> PartialDate | None:
        """What was typed; None for nothing. Raises ValidationError."""
        value = " ".join(super().clean(value).split())
        if len(value) > 40:
            raise ValidationError(self._help)
        if not value:
            return None
        year, month, day = self._parts(value)
        try:
            precision = "day" if day else "month" if month else "year"
            return PartialDate(datetime.date(year, month or 1, day or 1), precision)
        except ValueError as exc:
            raise ValidationError(self._help) from exc

    _help = _("Enter a date as 2026-11-02, a month as 2026-11, or a year as 2026.")

    def _parts(self, value: str) -> tuple[int, int | None, int | None]:
        numbers = PARTIAL_DATE.match(value)
        if numbers:
            year, month, day = numbers.groups()
            return int(year), int(month) if month else None, int(day) if day else None
        words = value.replace(",", " ").replace(".", " ").lower().split()
        month_word = next((w for w in words if len(w) >= 3 and any(m.startswith(w) for m in MONTHS)), None)
        digits = [int(w) for w in words if w.isascii() and w.isdecimal()]
        years = [n for n in digits if n > 31]
        if month_word is None or len(years) != 1 or len(words) not in (2, 3) or len(digits) != len(words) - 1:
            raise ValidationError(self._help)
        month = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(month_word))
        days = [n for n in digits if n <= 31]
        return years[0], month, days[0] if days else None


class PartialDateField(TypedDateField):
    """Gives a PartialDate or None."""

    def clean(self, value: Any) -> PartialDate | None:
        return self.partial_date(value)


class DayField(TypedDateField):
    """Takes only a whole day; gives a date or None."""

    _help = _("Enter a day as 2026-11-02.")

    def clean(self, value: Any) -> datetime.date | None:
        partial = self.partial_date(value)
        if partial is not None and partial.precision != "day":
            raise ValidationError(self._help)
        return partial.day if partial else None


def offer_days(field: forms.Field, guesses: Sequence[str]) -> None:
    """Say beside an empty date what the document may mean: it does not declare a day itself."""
    if guesses:
        days = " / ".join(guesses)
        field.help_text = gettext("The document does not say. It may be %(days)s: look, then write it here.") % {
            "days": days
        }


#: Bytes by which it is told what a file is.
BEGINNING = 65_536


class UploadField(forms.FileField):
    """A file within UPLOAD_MAX_BYTES, or a recording within RECORDING_MAX_BYTES; gives an Upload or None."""

    def clean(self, data: Any, initial: Any = None) -> Upload | None:
        received = super().clean(data, initial)
        if not received:
            return None
        told = {"name": received.name, "media_type": received.content_type or ""}
        begin = Upload(data=received.read(BEGINNING), recording=received, **told)
        is_recording = begin.kind in RECORDINGS
        most = settings.RECORDING_MAX_BYTES if is_recording else settings.UPLOAD_MAX_BYTES
        if received.size > most:
            raise ValidationError(
                _("This file is larger than %(limit)s MB. Upload the part you need.") % {"limit": most // 1_000_000}
            )
        return begin if is_recording else Upload(data=begin.data + received.read(), **told)


class LabelChoiceField(ModelChoiceField):
    """Labels grouped under their rating."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj)
