"""System checks: what must be right before the site can keep its promises."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connection
from django.db.utils import OperationalError, ProgrammingError


@register()
def check_environment(**_kwargs: Any) -> list[CheckMessage]:
    """Each variable without which nothing works, by name."""
    needed = ("SECRET_KEY", "DATABASE_URL", "CELERY_BROKER_URL")
    return [
        Error(
            f"{name} is not set.",
            hint="README.md, Configuration; or start with `manage.py up`.",
            id="factcheck.E001",
        )
        for name in needed
        if not os.environ.get(name)
    ]


@register(Tags.database)
def check_trigrams(databases: Any = None, **_kwargs: Any) -> list[CheckMessage]:
    """pg_trgm must see letters of every script; with the plain C locale it finds none in Arabic."""
    if not databases:
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT cardinality(show_trgm('ميناء'))")
            found = cursor.fetchone()[0]
    except (OperationalError, ProgrammingError):
        return []  # not migrated yet
    if found:
        return []
    hint = "Create the database with LOCALE_PROVIDER builtin (C.UTF-8) or icu."
    return [Error("Search would not find Arabic words in this database.", hint=hint, id="factcheck.E002")]


@register(deploy=True)
def check_site_url(**_kwargs: Any) -> list[CheckMessage]:
    if settings.SITE_URL.startswith("https://"):
        return []
    return [Warning("SITE_URL does not begin with https://.", id="factcheck.W001")]
