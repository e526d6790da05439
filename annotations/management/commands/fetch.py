"""`manage.py fetch URL`: one JSON object about one document. Needs no database."""

import contextlib
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from annotations.extraction.document import Unreadable
from annotations.extraction.walls.doubts import doubt_of
from annotations.fetching.client import Fetched, fetch
from annotations.parsing import parser as document_parser
from annotations.services.store.fetches import limits
from annotations.wording.sentences import sentence_of


def report(result: Fetched) -> dict[str, Any]:
    """What the command prints; `bytes` counts the body after decompression."""
    document, error = None, result.error
    if error is None:
        with contextlib.suppress(Unreadable):  # kept as a file, without text
            document = document_parser.extract(
                result.body,
                media_type=result.media_type,
                charset=result.charset,
                url=result.final_url,
                name=result.name,
            )
    doubt = doubt_of(document, result.body, result.media_type, result.url, result.final_url) if error is None else ""
    return {
        "ok": error is None,
        "error": error.code if error else None,
        "message": sentence_of(error) if error else None,
        "permanent": error.permanent if error else None,
        "final_url": result.final_url or None,
        "status": result.status,
        "media_type": result.media_type or None,
        "charset": result.charset or None,
        "bytes": len(result.body),
        "sha256": result.sha256 if result.body else None,
        "redirects": [{"url": hop["url"], "status": hop["status"]} for hop in result.redirects],
        "title": (document.title if document else "") or None,
        "text_chars": len(document.text) if document else 0,
        "doubt": doubt or None,
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
