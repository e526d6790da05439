"""`manage.py reindex_claims`: the words by which claims are found, made anew; once after an upgrade."""

from typing import Any

from django.core.management.base import BaseCommand

from annotations.services.claims.similar_claims import reindex

BATCH = 500


class Command(BaseCommand):
    help = "Make the words of every claim anew, so that claims ruled on before are found."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        last: int | None = 0
        while last is not None:
            last = reindex(after=last, size=BATCH)
        self.stdout.write("The words of every claim are up to date.")
