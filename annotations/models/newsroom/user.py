"""People of the newsroom."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    CHECKER = "checker", _("Checker")
    EDITOR = "editor", _("Editor")
    ADMIN = "admin", _("Admin")
    AUDITOR = "auditor", _("Auditor")


class UserManager(DjangoUserManager["User"]):
    """`createsuperuser` makes the first admin: nobody is there yet to invite one."""

    use_in_migrations = False

    def create_superuser(self, username: str, email: Any = None, password: Any = None, **extra: Any) -> User:
        extra.setdefault("role", Role.ADMIN)
        return super().create_superuser(username, email, password, **extra)


class User(AbstractUser):
    """Somebody who may log in. What a role may do is in `annotations/review/permissions.py`."""

    Role = Role

    role = models.CharField(max_length=10, choices=Role.choices, default=Role.CHECKER)
    display_name = models.CharField(max_length=120, blank=True)
    #: Keys such as `c` and `j`; people with speech input or their own key maps turn them off.
    single_keys = models.BooleanField(_("Single-key shortcuts"), default=True)
    #: A code of settings.LANGUAGES; empty: as the browser has it.
    language = models.CharField(max_length=12, blank=True, default="")

    #: {kind of notification: how the person is told of it}; what is missing goes as usual (notification.py).
    notices = models.JSONField(default=dict, blank=True, db_default={})

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="user_role_known"),
        ]

    def __str__(self) -> str:
        return self.display_name or self.username

    @property
    def initials(self) -> str:
        words = str(self).replace(".", " ").split()
        return "".join(word[0] for word in words[:2]).upper()
