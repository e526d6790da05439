"""May this thing change now? What a version must hold before it is submitted and before it is published."""

from __future__ import annotations

from collections.abc import Iterable
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
    """What is missing, at which field of the card, in words that say what to do."""

    field: str
    message: str


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
        missing.append(Missing("wording", "Say in neutral words what is claimed."))
    if speaker and not speaker_kind:
        missing.append(
            Missing("claimant_kind", "Say whether who said it is a person or an organisation; readers are told.")
        )
    if not draft.rating:
        missing.append(Missing("rating", "Choose a verdict."))
    elif draft.label_id is None:
        missing.append(Missing("rating", "This verdict has no label. Ask an admin to add one."))
    if media and not draft.media_rating:
        missing.append(Missing("media_rating", "Say what the picture, video or sound is found to be."))
    if not draft.summary.strip():
        missing.append(Missing("summary", "Add a summary: two sentences that a reader understands alone."))
    if draft.rating == "unverifiable":
        if not draft.looked_for.strip():
            missing.append(Missing("looked_for", "Name at least one place you searched and what you found there."))
    elif not citations:
        missing.append(Missing("sources", "Add at least one source."))
    if without_stance:
        missing.append(
            Missing("sources", "Say of each source whether it supports or contradicts the claim, or gives background.")
        )
    if speaker and not draft.asked:
        missing.append(Missing("asked", "Say whether the person who said it was asked; readers are told."))
    if draft.number > 1 and not draft.correction_reason.strip():
        missing.append(Missing("correction_reason", "Say what is corrected; readers will see it."))
    if draft.number > 1 and not draft.correction_kind:
        missing.append(Missing("correction_kind", "Say what kind of correction it is."))
    if retracted and draft.correction_kind not in ("", REINSTATED):
        missing.append(
            Missing("correction_kind", "It is retracted. Choose “Published again after a retraction”, and say why.")
        )
    if unanswered:
        missing.append(Missing("checklist", "Answer the questions of the check-list that have to be answered."))
    return missing


def missing_for_publication(cited: Iterable[CitedSource]) -> list[Missing]:
    """Each source needs a kept copy or a stated reason why there is none."""
    return [
        Missing("sources", f"{source.name}: there is no copy of it yet. Wait for it, upload one, or say why not.")
        for source in cited
        if not source.has_copy and not source.no_copy_because.strip()
    ]
