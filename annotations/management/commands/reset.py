"""`manage.py reset [--yes]`: empty var/."""

import shutil
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from factcheck.embedded.installation import Installation
from factcheck.embedded.processes import Record
from factcheck.embedded.unprivileged import choose_runner


class Command(BaseCommand):
    help = "Throw away the database, the kept copies and the secrets in var/, after asking."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        installation = Installation()
        other = installation.lock()
        if other:
            raise CommandError(f"It still runs: {other}. Stop that one first.")
        if not options["yes"]:
            question = f"This deletes everything in {installation.var}, for good. Type yes to go on: "
            answer = input(question) if sys.stdin.isatty() else sys.stdin.readline()
            if answer.strip().lower() != "yes":
                raise CommandError("Nothing was deleted.")
        Record(installation.var / "processes.json").stop_leftovers()
        home = choose_runner(installation.var).home
        for folder in filter(None, (installation.var, home)):
            shutil.rmtree(folder)
        self.stdout.write("Empty. `make run` starts afresh.")
