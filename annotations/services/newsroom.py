"""How one newsroom works: who has to agree, and what readers are told about it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from annotations.models import Newsroom, User
from annotations.review.modes import asks_for_less
from annotations.review.permissions import Permission, check_can
from annotations.services import audit


@transaction.atomic
def change(*, by: User, values: dict[str, Any]) -> Newsroom:
    """Write what differs. Modes hold from the next submission on; what is in review keeps the one it came with."""
    check_can(by, Permission.MANAGE_NEWSROOM)
    row = Newsroom.objects.locked()
    before = {name: getattr(row, name) for name, value in values.items() if getattr(row, name) != value}
    if not before:
        return row
    mode, sensitive = (values.get(name, getattr(row, name)) for name in ("mode", "sensitive_mode"))
    if asks_for_less(sensitive, mode):
        raise ValidationError({"sensitive_mode": _("Sensitive claims can't be asked for less than all others.")})
    after = {name: values[name] for name in before}
    for name, value in after.items():
        setattr(row, name, value)
    row.save()
    audit.record(by=by, verb="newsroom.changed", chain=row, data={"before": before, "after": after})
    return row
