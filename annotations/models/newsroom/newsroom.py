"""What one newsroom decided for itself: one row, changed on its own page by an admin."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from annotations.models.evidence.snapshot import Blob
from annotations.review.modes import Mode

MODE_CHOICES = [
    (Mode.ONE.value, _("One editor approves")),
    (Mode.TWO.value, _("Two editors approve")),
    (Mode.BLIND.value, _("Blind second verdict")),
    (Mode.PANEL.value, _("Panel of three")),
]

MODES = [mode.value for mode in Mode]


class NewsroomManager(models.Manager["Newsroom"]):
    def current(self) -> Newsroom:
        """The one row; as shipped where nobody has changed anything yet."""
        return self.filter(pk=1).first() or Newsroom(pk=1)

    def locked(self) -> Newsroom:
        """The one row, held until the transaction ends: changes of the newsroom come one after another."""
        self.get_or_create(pk=1)
        return self.select_for_update().get(pk=1)


class Newsroom(models.Model):
    mode = models.CharField(max_length=6, choices=MODE_CHOICES, default=Mode.ONE.value)
    #: For claims that are marked sensitive.
    sensitive_mode = models.CharField(max_length=6, choices=MODE_CHOICES, default=Mode.TWO.value)
    #: Whether fact-checks appear in a CMS of its own, so that each is asked for its address there.
    own_cms = models.BooleanField(default=False)
    #: Whether each cited page is opened in a browser, too, and not only those that raise a doubt.
    capture_every_page = models.BooleanField(default=False)
    #: Whether video and sound that stand on cited pages are kept, too, where yt-dlp can take them.
    keep_recordings = models.BooleanField(default=False)
    #: Its logo, kept like a copy, and how many pixels it has: a PNG picture.
    logo = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    logo_width = models.PositiveIntegerField(default=0)
    logo_height = models.PositiveIntegerField(default=0)
    #: Of heads and links on the pages for readers, as #rrggbb; empty for the one that is shipped.
    colour = models.CharField(max_length=7, blank=True)
    #: Its entries with those who assess fact-checkers, where it is a signatory.
    ifcn_url = models.URLField(max_length=300, blank=True)
    efcsn_url = models.URLField(max_length=300, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = NewsroomManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="newsroom_one"),
            models.CheckConstraint(
                condition=models.Q(mode__in=MODES, sensitive_mode__in=MODES), name="newsroom_mode_known"
            ),
        ]

    def __str__(self) -> str:
        return "Newsroom"

    @property
    def logo_digest(self) -> str:
        """The beginning of the logo's SHA-256, by which its address changes with it."""
        return (self.logo_id or "")[:16]
