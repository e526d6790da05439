"""`manage.py serve [--host H] [--port N] [--threads N]`: the web server, for `up` and for production."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from factcheck.server import serve, usual_threads


class Command(BaseCommand):
    help = "Answer requests; behind a reverse proxy that ends TLS, or alone on this machine."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--threads", type=int, default=usual_threads(), help="for the newsroom's pages")

    def handle(self, *args: Any, **options: Any) -> None:
        from factcheck.wsgi import application

        serve(
            application,
            host=options["host"],
            port=options["port"],
            threads=options["threads"],
            # What is a little too large is told in a page of our own; this is for what nobody sends by mistake.
            most_body=2 * settings.UPLOAD_MAX_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
            most_recording=2 * settings.RECORDING_MAX_BYTES,
        )
