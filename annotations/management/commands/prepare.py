"""`manage.py prepare [--demo]`: migrations, rights, labels, static files; what a start or a release needs."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from annotations.management.commands.grant import grant
from annotations.models import ChecklistQuestion, Label, User
from annotations.services.record import public_pages
from factcheck.embedded.installation import Installation
from factcheck.environment import env
from factcheck.staticfiles import are_collected, mark_collected

#: The last of the migrations that 0001_schema replaces.
LAST_BEFORE = "0057_reasons_by_code"


class Command(BaseCommand):
    help = "Migrate, grant, make labels and static files; load the demo newsroom into an empty database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="load the demo newsroom when nobody has an account")

    def handle(self, *args: Any, **options: Any) -> None:
        self._as_owner()
        self._refuse_older()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if os.environ.get("DATABASE_ROLE"):
            grant(os.environ["DATABASE_ROLE"])
        Label.objects.ensure_defaults()
        ChecklistQuestion.objects.ensure_defaults()
        if not are_collected():
            call_command("collectstatic", interactive=False, verbosity=0, clear=True)
            mark_collected()
        public_pages.changed()  # a release may draw them otherwise
        if options["demo"] and not User.objects.exists():
            from annotations.demo.newsroom import load

            Installation().write_accounts(load())

    def _as_owner(self) -> None:
        """Migrations run as the owner of the tables where MIGRATE_DATABASE_URL names it."""
        url = os.environ.get("MIGRATE_DATABASE_URL")
        if url:
            connection.close()
            connection.settings_dict.update(env.db_url_config(url))

    def _refuse_older(self) -> None:
        """Migrations before the first release are one now: a database that stopped on the way can't go on with it."""
        recorder = MigrationRecorder(connection)
        applied = sorted(name for app, name in recorder.applied_migrations() if app == "annotations")
        if applied and not {LAST_BEFORE, "0001_schema"} & set(applied):
            raise CommandError(
                f"This database stopped at {applied[-1]}. Run `prepare` of the last state of the code that has "
                f"the migration {LAST_BEFORE}, then this one."
            )
