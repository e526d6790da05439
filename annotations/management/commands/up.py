"""`manage.py up [--port N] [--state-file FILE] [--demo]`"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from factcheck.embedded.up import Up


class Command(BaseCommand):
    help = "Start everything: PostgreSQL, Valkey, migrations, workers, beat, the web server."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, help="port of the site; 0 for any free one (default 8000, or free)")
        parser.add_argument("--state-file", type=Path, help="write address and log-ins here once all answers")
        parser.add_argument("--demo", action="store_true", help="load the demo newsroom into an outside database")

    def handle(self, *args: Any, **options: Any) -> None:
        Up(port=options["port"], state_file=options["state_file"], demo=options["demo"]).run()
