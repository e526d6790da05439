"""`manage.py reanchor --old F --new F --selectors F`: where highlights lie in a new text. Needs no database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations.anchoring.anchor import reanchor


def read(path: Path) -> str:
    """The file's text with its line ends as they are: they count as code points."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise CommandError(f"{path}: {exc}") from exc


class Command(BaseCommand):
    help = "Print, as a JSON list, where each selector of the old text lies in the new one."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        for name in ("--old", "--new", "--selectors"):
            parser.add_argument(name, required=True, type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            given = json.loads(read(options["selectors"]))
            if not isinstance(given, list):
                raise TypeError
            selectors = [(s["id"], int(s["start"]), int(s["end"])) for s in given]
        except (ValueError, TypeError, KeyError) as exc:
            raise CommandError('The selectors file must be a JSON list of {"id", "start", "end"}.') from exc
        places = reanchor(read(options["old"]), read(options["new"]), [(s, e) for _, s, e in selectors])
        answers = [
            {"id": name, "status": p.status, "start": p.start, "end": p.end, "score": p.score}
            for (name, _, _), p in zip(selectors, places, strict=True)
        ]
        self.stdout.write(json.dumps(answers))
