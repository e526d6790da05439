"""`manage.py restore FILE`"""

import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations.services.store import backups
from factcheck.embedded.standalone import database_urls
from factcheck.environment import BASE_DIR


class Command(BaseCommand):
    help = "Bring a backup back into an empty database and an empty store of copies."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["file"].is_file():
            raise CommandError(f"There is no file {options['file']}.")
        try:
            with database_urls() as (url, role):
                count = backups.restore(options["file"], url)
                if role:
                    self._grant(url, role)
        except backups.BackupError as exc:
            raise CommandError(str(exc)) from exc
        self.stdout.write(f"Restored: the database and {count} copies. `manage.py up` or your own start goes on.")
        self.stdout.write("What was removed by law since that backup came back: run `manage.py removals --apply LIST`.")

    def _grant(self, url: str, role: str) -> None:
        """The site's role gets its rights again: a backup holds none."""
        env = {**os.environ, "DATABASE_URL": url, "MIGRATE_DATABASE_URL": url}
        done = subprocess.run([sys.executable, "manage.py", "grant", role], env=env, cwd=BASE_DIR, check=False)
        if done.returncode != 0:
            raise CommandError(f"The rights of the role {role} could not be given; run `manage.py grant {role}`.")
