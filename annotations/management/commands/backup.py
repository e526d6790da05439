"""`manage.py backup FILE`"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations.services.store import backups
from factcheck.embedded.standalone import database_urls


class Command(BaseCommand):
    help = "Write database and kept copies into one file. Works while the site runs, and while it does not."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with database_urls() as (url, _role):
                written = backups.backup(options["file"], url)
        except backups.BackupError as exc:
            raise CommandError(str(exc)) from exc
        self.stdout.write(f"{options['file']}: the database and {written.copies} copies.")
        if written.missing:
            for sha256 in written.missing:
                self.stderr.write(f"{sha256} is missing from the store, so it is not in this backup.")
            sys.exit(1)
