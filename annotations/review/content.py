"""What a version of a verdict says: each field once, for the card's form, what freezes, differences and the database.

A new field goes here and into a migration that makes its column and runs the promises that know the fields again:
review/claim_content, review_content and frozen_content (`promises/sql.py`).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Row(StrEnum):
    """The row that holds a field: the claim, whose words all versions share, or the version."""

    CLAIM = "claim"
    VERSION = "r"


def gettext_noop(words: str) -> str:
    """Marks a label for the catalogues; it is translated where it is shown."""
    return words


def _name_and_facts(claim: Any) -> dict[str, str] | None:
    who = claim.claimant
    return who and {name: getattr(who, name) for name in ("name", "kind", "group", "office", "same_as")}


def _words_and_number(version: Any) -> dict[str, Any] | None:
    return version.label and {"words": version.label.words, "number": version.label.number}


def _if_unverifiable(version: Any) -> str:
    return version.looked_for if version.rating == "unverifiable" else ""


def _if_media(version: Any) -> str:
    return version.media_rating if version.claim.media_kind else ""


@dataclass(frozen=True)
class Field:
    name: str
    label: str
    row: Row
    #: Whether a reviewer can suggest other words for it.
    suggestable: bool = False
    #: Whether it goes with the verdict, which those who are to rate it blind don't see.
    withheld: bool = False
    #: Whether it is shown as a text where two versions are compared.
    is_text: bool = False
    #: What freezes of it, from its row; the value itself, a day as ISO 8601, where nothing else is said.
    freezes: Callable[[Any], Any] | None = None
    #: The same in SQL, from `r`, `claim`, `label` and `claimant`, and the column of its row that holds it.
    sql: str = ""
    column: str = ""
    #: The migration that made its column: functions of migrations before know nothing of it.
    since: int = 0

    def frozen(self, version: Any) -> Any:
        """What freezes of it in `version`, a ClaimReview with its claim."""
        row = version.claim if self.row is Row.CLAIM else version
        value = self.freezes(row) if self.freezes else getattr(row, self.name)
        return value.isoformat() if isinstance(value, datetime.date) else value

    @property
    def frozen_sql(self) -> str:
        return self.sql or f"{self.row.value}.{self.name}"

    @property
    def stands_in(self) -> str:
        return self.column or self.name


CLAIM, VERSION = Row.CLAIM, Row.VERSION
CLAIMANT_SQL = """CASE WHEN claimant.id IS NOT NULL THEN jsonb_build_object('name', claimant.name,
        'kind', claimant.kind, 'group', claimant."group", 'office', claimant.office, 'same_as', claimant.same_as) END"""
LABEL_SQL = "CASE WHEN label.id IS NOT NULL THEN jsonb_build_object('words', label.words, 'number', label.number) END"

#: In the order of the card.
FIELDS = (
    Field("wording", gettext_noop("Claim in neutral words"), CLAIM, suggestable=True, is_text=True),
    Field(
        "claimant", gettext_noop("Who said it"), CLAIM, freezes=_name_and_facts, sql=CLAIMANT_SQL, column="claimant_id"
    ),
    Field("said_on", gettext_noop("Said on"), CLAIM, is_text=True),
    Field("said_precision", gettext_noop("Said on"), CLAIM),
    Field(
        "reworked_from", gettext_noop("Reworked from"), CLAIM, freezes=lambda claim: claim.reworked_from_id,
        sql="claim.reworked_from_id", column="reworked_from_id",
    ),
    Field("context", gettext_noop("Where and how it was said"), CLAIM, is_text=True),
    Field("topic", gettext_noop("Topic"), CLAIM, is_text=True),
    Field("media_kind", gettext_noop("Picture, video or sound"), CLAIM),
    Field(
        "language", gettext_noop("Language"), CLAIM, freezes=lambda claim: claim.language or "en",
        sql="coalesce(nullif(claim.language, ''), 'en')",
    ),
    Field("rating", gettext_noop("Verdict"), VERSION, withheld=True),
    Field(
        "label", gettext_noop("Label"), VERSION, withheld=True, freezes=_words_and_number, sql=LABEL_SQL,
        column="label_id",
    ),
    Field(
        "media_rating", gettext_noop("What it is found to be"), VERSION, withheld=True, freezes=_if_media,
        sql="CASE WHEN claim.media_kind <> '' THEN r.media_rating ELSE '' END"
    ),
    Field("summary", gettext_noop("Summary"), VERSION, suggestable=True, withheld=True, is_text=True),
    Field("how_checked", gettext_noop("How we checked"), VERSION, suggestable=True, withheld=True, is_text=True),
    Field(
        "looked_for", gettext_noop("What we looked for and did not find"), VERSION, suggestable=True, withheld=True,
        is_text=True, freezes=_if_unverifiable, sql="CASE WHEN r.rating = 'unverifiable' THEN r.looked_for ELSE '' END",
    ),
    Field(
        "not_established", gettext_noop("What we could not establish"), VERSION, suggestable=True, withheld=True,
        is_text=True,
    ),
    Field("asked", gettext_noop("Asked the person who said it?"), VERSION),
    Field("asked_on", gettext_noop("Asked on"), VERSION, is_text=True),
    Field("answer", gettext_noop("Their answer, or why nobody asked"), VERSION, suggestable=True, is_text=True),
    Field("correction_reason", gettext_noop("What is corrected"), VERSION, suggestable=True, withheld=True),
    Field("correction_kind", gettext_noop("Kind of correction"), VERSION, withheld=True),
)  # fmt: skip

LABELS = {field.name: field.label for field in FIELDS}
OF_CLAIM = tuple(field.name for field in FIELDS if field.row is CLAIM)
OF_VERSION = tuple(field.name for field in FIELDS if field.row is VERSION)
SUGGESTABLE = tuple(field.name for field in FIELDS if field.suggestable)
WITHHELD = tuple(field.name for field in FIELDS if field.withheld)
TEXTS = tuple(field.name for field in FIELDS if field.is_text)


def frozen_fields(version: Any) -> dict[str, Any]:
    """{name: what freezes of it} of every field, from a ClaimReview with its claim."""
    return {field.name: field.frozen(version) for field in FIELDS}
