"""What is wrong with a ClaimReview, or what its readers may trip over: by code, with the place and the values of it."""

from __future__ import annotations

from dataclasses import dataclass, field

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Finding:
    """`code` is stable; `path` leads to the property ("reviewRating.ratingValue"); `values` fill the sentence.

    The sentences stand where they are shown (annotations/presenters/publishing/markup_findings.py).
    """

    code: str
    path: str
    severity: str = ERROR
    values: dict[str, str] = field(default_factory=dict)


def warning(code: str, path: str, **values: object) -> Finding:
    return Finding(code, path, WARNING, {name: str(value) for name, value in values.items()})


def error(code: str, path: str, **values: object) -> Finding:
    return Finding(code, path, ERROR, {name: str(value) for name, value in values.items()})
