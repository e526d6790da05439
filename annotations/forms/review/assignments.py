"""Who goes on with a claim, and by when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.forms.bases import choice
from annotations.forms.fields import DayField
from annotations.models import User

NOBODY = "nobody"


class AssignForm(forms.Form):
    """Empty boxes leave as it is what is there."""

    checker = forms.ChoiceField(label=_("Writes"), required=False)
    reviewer = forms.ChoiceField(label=_("Decides"), required=False)
    due_on = DayField(label=_("Due on"), required=False)
    no_due = forms.BooleanField(label=_("Without a day"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True, role__in=["checker", "editor"]).order_by(
            "display_name", "username"
        )
        self.people = {str(person.pk): person for person in people}
        editors = {key: person for key, person in self.people.items() if person.role == "editor"}
        as_it_is = ("", _("As it is"))
        choice(self, "checker").choices = [as_it_is, (NOBODY, _("The author")), *self.people.items()]
        choice(self, "reviewer").choices = [as_it_is, (NOBODY, _("Any editor")), *editors.items()]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not self.changes():
            raise forms.ValidationError(_("Choose a person or a day."))
        return values

    def changes(self) -> dict[str, Any]:
        """What was chosen: a person, nobody (None), a day."""
        found: dict[str, Any] = {}
        for name in ("checker", "reviewer"):
            if chosen := self.cleaned_data.get(name):
                found[name] = None if chosen == NOBODY else self.people[chosen]
        if self.cleaned_data.get("due_on"):
            found["due_on"] = self.cleaned_data["due_on"]
        elif self.cleaned_data.get("no_due"):
            found["due_on"] = None
        return found
