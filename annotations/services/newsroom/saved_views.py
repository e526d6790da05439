"""Views of the queue that people keep for themselves."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from annotations.models import SavedView, User

MOST = 30


@transaction.atomic
def save(*, person: User, name: str, query: str) -> SavedView:
    """Keep it under `name`; the view of that name is replaced."""
    name, query = " ".join(name.replace("\x00", "").split()), re.sub("%00|\x00", "", query)
    if not name:
        raise ValidationError(_("Give the view a name."))
    if len(name) > 60 or len(query) > 500:
        raise ValidationError(_("This name or these filters are too long to be kept."))
    User.objects.select_for_update().get(pk=person.pk)
    if SavedView.objects.filter(person=person).exclude(name=name).count() >= MOST:
        raise ValidationError(_("You keep %(most)s views already. Remove one first.") % {"most": MOST})
    view, _made = SavedView.objects.update_or_create(person=person, name=name, defaults={"query": query})
    return view
