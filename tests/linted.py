"""Our own ClaimReview markup, held against the linter and against the terms of schema.org."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.utils import timezone

from annotations.markup.findings import ERROR
from annotations.markup.rules import check

#: {type: its properties, inherited ones too}, of schema.org as schema-dts 2.1 has it.
TERMS: dict[str, list[str]] = json.loads((Path(__file__).parent / "exports/schema_org_terms.json").read_text())
OF_JSON_LD = {"@context", "@type", "@id"}


def errors_in(markup: dict[str, Any]) -> list[str]:
    """Codes of what is wrong, and terms that schema.org does not know; empty when it is right."""
    found = check(markup, today=timezone.localdate())
    return [one.code for one in found if one.severity == ERROR] + unknown_terms(markup)


def unknown_terms(value: Any) -> list[str]:
    if isinstance(value, list):
        return [wrong for inner in value for wrong in unknown_terms(inner)]
    if not isinstance(value, dict):
        return []
    kind = value["@type"]
    wrong = [f"{kind}.{name}" for name in value if name not in OF_JSON_LD and name not in TERMS.get(kind, [])]
    return wrong + [one for inner in value.values() for one in unknown_terms(inner)]
