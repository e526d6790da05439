"""`manage.py reindex_search`: what search knows of every row, made anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection


class Command(BaseCommand):
    help = "Make what search knows of every row anew; words that nothing holds any more are forgotten."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT search_reindex()")
        self.stdout.write("Search is up to date.")
