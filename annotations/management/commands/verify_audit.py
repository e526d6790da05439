"""`manage.py verify_audit`: whether the audit trail is as it was written."""

from argparse import ArgumentParser
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations.models import AuditEvent
from annotations.services.record import audit_check, timestamps


class Command(BaseCommand):
    help = (
        "Check every event of the audit trail, and the daily heads; exit status 1 when one was changed, cut off or is "
        "missing. What was removed by law is named and is no damage."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--heads", type=Path, metavar="FILE", help="heads kept elsewhere, written with --save")
        parser.add_argument("--save", type=Path, metavar="FILE", help="write the heads to FILE, to keep elsewhere")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            kept = audit_check.saved_heads(options["heads"]) if options["heads"] else []
        except audit_check.BadHeads as exc:
            raise CommandError(str(exc)) from exc
        damaged = 0
        for finding in chain(audit_check.check(kept), timestamps.check()):
            damaged += finding.is_damage
            (self.stderr if finding.is_damage else self.stdout).write(str(finding))
        if damaged:
            raise CommandError(f"The audit trail is not as it was written: {damaged} findings.")
        self.stdout.write(f"All {AuditEvent.objects.count()} events are as they were written.")
        self.stdout.write(timestamps.summary())
        if options["save"]:
            self.stdout.write(f"{audit_check.save_heads(options['save'])} heads written to {options['save']}.")
