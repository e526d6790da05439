"""A database that stopped on the way through migrations which are one now is told so, and left as it is."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db


def test_a_database_on_the_way_is_refused() -> None:
    recorder = MigrationRecorder(connection)
    for name in [name for app, name in recorder.applied_migrations() if app == "annotations"]:
        recorder.record_unapplied("annotations", name)
    for name in ("0001_initial", "0002_promises", "0040_version_content"):
        recorder.record_applied("annotations", name)
    with pytest.raises(CommandError, match=r"stopped at 0040_version_content.*0057_reasons_by_code"):
        call_command("prepare")
