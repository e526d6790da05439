"""Log-in and invitations."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from annotations.models import NoticeChannel, NoticeKind, Role, User
from annotations.services.record.notifications import channel_of


class LoginForm(AllauthLoginForm):
    """allauth's form with the labels that our help and tests know."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Username")
        self.fields["login"].widget.attrs.pop("placeholder", None)
        self.fields["password"].label = _("Password")
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""
        self.fields["remember"].label = _("Stay logged in on this computer")


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class AcceptForm(forms.Form):
    username = forms.CharField(label=_("Username"), max_length=60, validators=[User.username_validator])
    display_name = forms.CharField(label=_("Name shown to others"), max_length=120)
    password = forms.CharField(
        label=_("Password"), max_length=1_000, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise ValidationError(_("Somebody has this username already. Choose another one."))
        return username

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, User(username=self.cleaned_data.get("username", "")))
        return password


class PersonForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    is_active = forms.BooleanField(label=_("May log in"), required=False)


class ProfileForm(forms.Form):
    display_name = forms.CharField(label=_("Name shown to others"), max_length=120)
    single_keys = forms.BooleanField(
        label=_("Single-key shortcuts"),
        required=False,
        help_text=_("Keys such as c, j and k. Press ? to see them all."),
    )
    language = forms.ChoiceField(
        label=_("Language of these pages"),
        required=False,
        choices=[("", _("As your browser has it")), *settings.LANGUAGES],
    )


class NoticesForm(forms.Form):
    """How the person is told, one choice for each kind of notification."""

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in NoticeKind:
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label, choices=NoticeChannel.choices, initial=channel_of(person, kind).value
            )
