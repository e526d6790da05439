"""`manage.py serve [--host H] [--port N] [--processes P] [--threads N]`: the web server, of `up` and of production."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from factcheck.prefork import usual_processes
from factcheck.server import Bounds, serve, usual_threads


class Command(BaseCommand):
    help = "Answer requests; behind a reverse proxy that ends TLS, or alone on this machine."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--processes", type=int, help="WEB_PROCESSES, else one for each core, four at the most")
        parser.add_argument("--threads", type=int, help="for the newsroom's pages, in each process")

    def handle(self, *args: Any, **options: Any) -> None:
        from factcheck.wsgi import application

        processes = options["processes"] or settings.WEB_PROCESSES or usual_processes()
        serve(
            application,
            host=options["host"],
            port=options["port"],
            processes=processes,
            threads=options["threads"] or usual_threads(processes),
            bounds=Bounds(
                # What is a little too large is told in a page of our own; this is for what nobody sends by mistake.
                body=2 * settings.UPLOAD_MAX_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
                recording=2 * settings.RECORDING_MAX_BYTES,
            ),
        )
