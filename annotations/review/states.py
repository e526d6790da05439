"""The editorial workflow as one table: from where to where, who may, what must be said, what is recorded.

README.md's diagram is made from STEPS, and so is the trigger that refuses every other way.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"


#: On the way to publication; a claim has at most one such version.
OPEN = (Status.DRAFT, Status.IN_REVIEW, Status.RETURNED, Status.APPROVED)
#: The only states in which content may change.
WRITABLE = (Status.DRAFT, Status.RETURNED)


class Who(StrEnum):
    WRITER = "writer"  # whoever may write: checkers and editors
    AUTHOR = "author"  # an author of this very version
    OTHER_EDITOR = "other editor"  # an editor who wrote nothing in this version
    EDITOR = "editor"  # any editor
    SITE = "site"  # follows from another step, in the same transaction


@dataclass(frozen=True)
class Step:
    """One arrow of the diagram. `needs` names the text that must come with it, or is empty."""

    name: str
    start: Status
    end: Status
    who: Who
    event: str
    needs: str = ""


STEPS = (
    Step("submit", Status.DRAFT, Status.IN_REVIEW, Who.WRITER, "review.submitted"),
    Step("submit", Status.RETURNED, Status.IN_REVIEW, Who.WRITER, "review.submitted"),
    Step("take_back", Status.IN_REVIEW, Status.DRAFT, Who.AUTHOR, "review.taken_back"),
    Step("return", Status.IN_REVIEW, Status.RETURNED, Who.OTHER_EDITOR, "review.returned", "comment"),
    Step("return", Status.APPROVED, Status.RETURNED, Who.OTHER_EDITOR, "review.returned", "comment"),
    Step("approve", Status.IN_REVIEW, Status.APPROVED, Who.OTHER_EDITOR, "review.approved"),
    Step("publish", Status.APPROVED, Status.PUBLISHED, Who.OTHER_EDITOR, "review.published"),
    Step("supersede", Status.PUBLISHED, Status.SUPERSEDED, Who.SITE, "review.superseded"),
    Step("supersede", Status.RETRACTED, Status.SUPERSEDED, Who.SITE, "review.superseded"),
    Step("retract", Status.PUBLISHED, Status.RETRACTED, Who.EDITOR, "review.retracted", "reason"),
)


def find_step(name: str, start: str) -> Step | None:
    """The step called `name` that leaves `start`, None when there is none."""
    return next((step for step in STEPS if step.name == name and step.start == start), None)


def mermaid() -> str:
    """The diagram for README.md, in Mermaid's words; each arrow tells who may."""
    lines = ["stateDiagram-v2", "    [*] --> draft"]
    for step in STEPS:
        needs = f", with {step.needs}" if step.needs else ""
        lines.append(f"    {step.start} --> {step.end}: {step.name.replace('_', ' ')} ({step.who}{needs})")
    lines.append("    published --> draft: issue a correction, as version n+1 (editor, with reason)")
    return "\n".join(lines)
