"""A claim that is a picture, a video or a sound, and what that is found to be."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Media(models.TextChoices):
    NONE = "", _("Words alone")
    IMAGE = "image", _("A picture")
    VIDEO = "video", _("A video")
    AUDIO = "audio", _("A sound")


class MediaRating(models.TextChoices):
    """In the order of schema.org's MediaManipulationRatingEnumeration, which markup/claim_review.py names."""

    NOT_SAID = "", _("… not said yet")
    AUTHENTIC = "authentic", _("Authentic")
    EDITED = "edited", _("Edited")
    CONTEXT = "missing_context", _("Missing context")
    STAGED = "staged", _("Staged")
    SATIRE = "satire", _("Satire")
