"""What an admin decides for the newsroom: modes, texts, labels, questions of the check-list."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.forms.bases import WithBases
from annotations.forms.claims.claims import area
from annotations.forms.fields import LANGUAGES
from annotations.models import ChecklistQuestion, Label, Newsroom, NewsroomPage, Rating
from annotations.models.newsroom.newsroom import MODE_CHOICES

#: Bytes of a logo as it comes.
MOST_LOGO = 1_000_000


class NewsroomForm(WithBases):
    mode = forms.ChoiceField(
        label=_("Who has to agree"), choices=MODE_CHOICES,
        help_text=_("Holds from the next submission on. A correction of words alone needs one editor."),
    )  # fmt: skip
    sensitive_mode = forms.ChoiceField(label=_("Who has to agree on sensitive claims"), choices=MODE_CHOICES)
    colour = forms.RegexField(
        "^#[0-9a-fA-F]{6}$", label=_("Colour of the pages for readers"), required=False, max_length=7,
        error_messages={"invalid": _("Write a colour as #16324f.")},
        help_text=_("For links and heads, as #16324f; empty for the one that is shipped."),
    )  # fmt: skip
    own_cms = forms.BooleanField(label=_("Fact-checks appear in our own CMS"), required=False)
    capture_every_page = forms.BooleanField(
        label=_("Open every cited page in a browser"), required=False,
        help_text=_("Else only pages that show nothing without scripts or may be something else."),
    )  # fmt: skip
    keep_recordings = forms.BooleanField(
        label=_("Keep the video or sound of every cited page that has some"), required=False,
        help_text=_("Else only where somebody presses for it. Files may be large."),
    )  # fmt: skip
    ifcn_url = forms.URLField(
        label=_("Your entry with the IFCN"), required=False, max_length=300, assume_scheme="https",
        help_text=_("Readers are told that you are a signatory, with this link."),
    )  # fmt: skip
    efcsn_url = forms.URLField(
        label=_("Your entry with the EFCSN"), required=False, max_length=300, assume_scheme="https"
    )

    def __init__(self, *args: Any, newsroom: Newsroom, **kwargs: Any) -> None:
        initial = {name: getattr(newsroom, name) for name in self.base_fields}
        super().__init__(*args, **{**kwargs, "initial": initial})

    def clean_colour(self) -> str:
        return str(self.cleaned_data["colour"]).lower()

    def clean_ifcn_url(self) -> str:
        return self._entry("ifcn_url", ("poynter.org",))

    def clean_efcsn_url(self) -> str:
        return self._entry("efcsn_url", ("efcsn.com",))

    def _entry(self, name: str, hosts: tuple[str, ...]) -> str:
        """Readers are told of no badge that leads to somewhere else."""
        url = str(self.cleaned_data[name])
        host = urlsplit(url).hostname or ""
        if url and not any(host == known or host.endswith(f".{known}") for known in hosts):
            raise forms.ValidationError(_("This has to be an address at %(hosts)s."), params={"hosts": hosts[0]})
        return url


class LogoForm(forms.Form):
    logo = forms.FileField(
        label=_("Logo"), max_length=300, error_messages={"required": _("Choose a picture.")},
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        help_text=_("PNG, JPEG or WebP, at most 1 MB; best on no background."),
    )  # fmt: skip

    def clean_logo(self) -> Any:
        file = self.cleaned_data["logo"]
        if file.size > MOST_LOGO:
            raise forms.ValidationError(_("This picture has more than 1 MB. Choose a smaller one."))
        return file


class PageForm(WithBases):
    """The text of one page in one language."""

    text = forms.CharField(
        label=_("Text"), widget=area(14), required=False, max_length=20000,
        help_text=_("**bold**, lists and [links](https://example.org) work."),
    )  # fmt: skip

    def __init__(self, *args: Any, page: NewsroomPage | None, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"text": page.text if page else ""}})


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
