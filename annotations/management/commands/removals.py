"""`manage.py removals`: legal removals as a list, to be applied again after an older backup was restored."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations.services.evidence import tombstones


class Command(BaseCommand):
    help = (
        "List all legal removals, a JSON object a line; with --apply, remove again what a restored backup brought back."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--apply", type=Path, metavar="FILE", help="a list that this command wrote")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["apply"] is None:
            for line in tombstones.told():
                self.stdout.write(line)
            return
        try:
            lines = options["apply"].read_text(encoding="utf-8").splitlines()
            removed, absent = tombstones.apply(lines)
        except OSError as exc:
            raise CommandError(f"{options['apply']} can't be read: {exc.strerror}.") from exc
        except tombstones.BadTombstones as exc:
            raise CommandError(str(exc)) from exc
        self.stdout.write(f"Removed again: {removed}. Not here: {absent}.")
