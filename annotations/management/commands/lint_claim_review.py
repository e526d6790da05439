"""`manage.py lint_claim_review FILE|URL|-`: what is wrong with anybody's ClaimReview markup. Needs no database."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from annotations.fetching.client import fetch
from annotations.markup.findings import ERROR, Finding
from annotations.markup.reading import read
from annotations.markup.rules import check
from annotations.presenters.publishing.markup_findings import sentence
from annotations.services.store.fetches import limits
from annotations.wording.sentences import sentence_of


class Command(BaseCommand):
    help = "Tell what is wrong with ClaimReview markup in a page or in JSON; exit status 1 on errors."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", metavar="FILE|URL|-", help="a file, a web address, or - for standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        place = options["place"]
        page, data, charset = self._page(place)
        found = read(data, charset=charset)
        findings = [("", one) for one in found.findings]
        for path, review in found.reviews:
            told = check(review, page=page, canonical=found.canonical, today=timezone.localdate())
            findings += [(path, one) for one in told]
        for path, finding in findings:
            self.stdout.write(_line(path, finding))
        errors = sum(finding.severity == ERROR for _, finding in findings)
        count = len(found.reviews)
        self.stdout.write(f"{count} ClaimReview(s), {errors} error(s), {len(findings) - errors} warning(s)")
        if errors:
            raise CommandError("There are errors in this markup.", returncode=1)

    def _page(self, place: str) -> tuple[str, bytes, str]:
        """(its address where it has one, its bytes, the charset it was sent in)."""
        if place == "-":
            return "", sys.stdin.buffer.read(), ""
        if place.startswith(("http://", "https://")):
            result = fetch(place, limits())
            if result.error is not None:
                raise CommandError(sentence_of(result.error), returncode=2)
            return result.final_url, result.body, result.charset
        try:
            return "", Path(place).read_bytes(), ""
        except OSError as exc:
            raise CommandError(f"{place}: {exc.strerror}", returncode=2) from exc


def _line(path: str, finding: Finding) -> str:
    """`error outside_scale script 1.reviewRating.ratingValue: …`."""
    where = ".".join(filter(None, (path, finding.path)))
    return f"{finding.severity} {finding.code} {where}: {sentence(finding)}"
