"""May this thing change now? What a version must hold before it is submitted and before it is published."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

#: The kind of a version that stands in for a retraction.
REINSTATED = "reinstated"


class Draft(Protocol):
    rating: str
    label_id: int | None
    summary: str
    how_checked: str
    looked_for: str
    asked: str
    media_rating: str
    correction_reason: str
    correction_kind: str
    number: int


@dataclass(frozen=True)
class Missing:
    """What is missing, at which field of the card; `code` and `params` as of coded.py."""

    field: str
    code: str
    params: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class CitedSource:
    """What publication wants to know of one citation."""

    name: str
    has_copy: bool
    no_copy_because: str


def missing_for_submission(
    draft: Draft, *, wording: str, citations: int, unanswered: int = 0, without_stance: int = 0, speaker: bool = False,
    speaker_kind: str = "", media: str = "", retracted: bool = False,
) -> list[Missing]:  # fmt: skip
    """Everything that keeps `draft` from being submitted, in the order of the card's fields.

    `without_stance` counts citations of which nobody has said what they do to the claim; `speaker` tells that somebody
    is named who said it, and `speaker_kind` what they are; `media`, what is shown; `retracted`, that what readers see
    now is a retraction.
    """
    missing = []
    if not wording.strip():
        missing.append(Missing("wording", "no_wording"))
    if speaker and not speaker_kind:
        missing.append(Missing("claimant_kind", "no_claimant_kind"))
    if not draft.rating:
        missing.append(Missing("rating", "no_rating"))
    elif draft.label_id is None:
        missing.append(Missing("rating", "no_label_for_rating"))
    if media and not draft.media_rating:
        missing.append(Missing("media_rating", "no_media_rating"))
    if not draft.summary.strip():
        missing.append(Missing("summary", "no_summary"))
    if draft.rating == "unverifiable":
        if not draft.looked_for.strip():
            missing.append(Missing("looked_for", "no_search"))
    elif not citations:
        missing.append(Missing("sources", "no_source"))
    if without_stance:
        missing.append(Missing("sources", "no_stance"))
    if speaker and not draft.asked:
        missing.append(Missing("asked", "not_told_if_asked"))
    if draft.number > 1 and not draft.correction_reason.strip():
        missing.append(Missing("correction_reason", "no_correction_reason"))
    if draft.number > 1 and not draft.correction_kind:
        missing.append(Missing("correction_kind", "no_correction_kind"))
    if retracted and draft.correction_kind not in ("", REINSTATED):
        missing.append(Missing("correction_kind", "not_as_reinstated"))
    if unanswered:
        missing.append(Missing("checklist", "no_answers"))
    return missing


def missing_for_publication(cited: Iterable[CitedSource]) -> list[Missing]:
    """Each source needs a kept copy or a stated reason why there is none."""
    return [
        Missing("sources", "no_copy", {"name": source.name})
        for source in cited
        if not source.has_copy and not source.no_copy_because.strip()
    ]
