"""`manage.py fetch URL`: one JSON object about one document. Needs no database."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from annotations.extraction.document import Unreadable
from annotations.fetching.client import Fetched, fetch
from annotations.parsing import parser as document_parser
from annotations.services.fetch_work import limits


def report(result: Fetched) -> dict[str, Any]:
    """What the command prints; `bytes` counts the body after decompression."""
    title, characters, error = "", 0, result.error
    if error is None:
        try:
            document = document_parser.extract(
                result.body, media_type=result.media_type, charset=result.charset, url=result.final_url
            )
            title, characters = document.title, len(document.text)
        except Unreadable:
            pass  # kept as a file, without text
    return {
        "ok": error is None,
        "error": error.code if error else None,
        "message": error.message if error else None,
        "permanent": error.permanent if error else None,
        "final_url": result.final_url or None,
        "status": result.status,
        "media_type": result.media_type or None,
        "charset": result.charset or None,
        "bytes": len(result.body),
        "sha256": result.sha256 if result.body else None,
        "redirects": [{"url": hop["url"], "status": hop["status"]} for hop in result.redirects],
        "title": title or None,
        "text_chars": characters,
        "seconds": result.seconds,
    }


class Command(BaseCommand):
    help = "Fetch one address as the workers would and print what came of it, as JSON."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("url")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(report(fetch(options["url"], limits())), ensure_ascii=False))
        document_parser.close()
