"""`manage.py verify_blobs`: whether every kept copy is still what was kept."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations.models import Blob, Snapshot
from annotations.services.store import blobs


class Command(BaseCommand):
    help = "Read every kept copy again and compare it with its hash; exit status 1 when one is missing or changed."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        damaged = 0
        for damage in blobs.verify():
            damaged += damage.is_damage
            kept = ", ".join(str(pk) for pk in Snapshot.objects.filter(blob=damage.sha256).values_list("pk", flat=True))
            out = self.stderr if damage.is_damage else self.stdout
            out.write(f"{damage.sha256} {damage.words}; copies: {kept or 'none'}")
        for name in blobs.strays():
            self.stdout.write(f"{name} belongs to no copy")
        count = Blob.objects.count()
        if damaged:
            raise CommandError(f"{damaged} of {count} kept files are damaged. Restore them from a backup.")
        self.stdout.write(f"All {count} kept files are as they were.")
