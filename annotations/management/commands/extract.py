"""`manage.py extract FILE…`: readable text and structure, one JSON object a line. Needs no database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations.extraction.document import Unreadable
from annotations.extraction.extract import extract
from annotations.extraction.kinds import sniff
from annotations.extraction.walls.doubts import doubt_of
from annotations.wording.sentences import sentence_of

TYPES = {".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml",
         ".pdf": "application/pdf", ".txt": "text/plain"}  # fmt: skip


class Command(BaseCommand):
    help = "Print the readable text of HTML, PDF, office, data or text files as JSON lines, and what makes it doubtful."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        for path in options["files"]:
            try:
                data = path.read_bytes()
            except OSError as exc:
                raise CommandError(f"{path}: {exc.strerror}") from exc
            self.stdout.write(json.dumps(self._line(path, data), ensure_ascii=False))

    def _line(self, path: Path, data: bytes) -> dict[str, Any]:
        empty: dict[str, Any] = {
            "title": None,
            "author": None,
            "date": None,
            "date_guesses": [],
            "language": None,
            "text": "",
            "blocks": [],
        }
        kind = TYPES.get(path.suffix.lower(), "")
        try:
            document = extract(data, media_type=kind, name=path.name)
        except Unreadable as exc:
            doubt = doubt_of(None, data, sniff(data, kind, path.name), "", "")
            return {"file": str(path), **empty, "doubt": doubt or None, "error": sentence_of(exc)}
        blocks = [block.as_json() for block in document.blocks] + [span.as_json() for span in document.spans]
        return {
            "file": str(path),
            "title": document.title or None,
            "author": document.author or None,
            "date": document.date or None,
            "date_guesses": document.date_guesses,
            "doubt": doubt_of(document, data, document.media_type, "", "") or None,
            "language": document.language or None,
            "text": document.text,
            "blocks": sorted(blocks, key=lambda block: (block["start"], -block["end"])),
        }
