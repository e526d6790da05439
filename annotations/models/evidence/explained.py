"""Rows that keep why something failed or is doubtful: by code, so that it is told in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

from annotations.coded import Coded


class Explained(models.Model):
    #: A code of annotations/wording/, with what its sentence names; empty where there is nothing to tell.
    why = models.CharField(max_length=40, blank=True, db_default="")
    why_params = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))

    class Meta:
        abstract = True


def explained(why: str = "", params: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The columns of an Explained row."""
    return {"why": why, "why_params": dict(params or {})}


def explained_by(error: Coded) -> dict[str, Any]:
    """The same for what an error tells."""
    return explained(error.code, error.params)
