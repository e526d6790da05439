"""Whether the person who said it was asked."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Asked(models.TextChoices):
    NOT_SAID = "", _("Not said yet")
    YES = "yes", _("Yes")
    NO = "no", _("No")
