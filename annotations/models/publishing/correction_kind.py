"""What kind of correction a version is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from annotations.review.policies import REINSTATED


class CorrectionKind(models.TextChoices):
    """What readers are told that a version is.

    RATING is set by the site, where the verdict differs. REINSTATED is the only way past a retraction.
    """

    TYPO = "typo", _("Typing error")
    CLARIFICATION = "clarification", _("Clarification")
    FACTS = "facts", _("Correction of facts")
    RATING = "rating", _("Verdict changed")
    REINSTATED = REINSTATED, _("Published again after a retraction")


#: Kinds that leave the conclusion and its grounds as they are.
MINOR = (CorrectionKind.TYPO, CorrectionKind.CLARIFICATION)
