"""The sentence of each code, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise

from annotations.coded import Coded
from annotations.extraction.walls.doubts import noted
from annotations.wording import decisions, documents, work

#: Other programs' own words have no code of ours: they are kept as `words`.
SAID = "said"
TABLES = (
    decisions.ROLES, decisions.PANELS, decisions.MISSING, decisions.CHECKS, work.TEXTS, work.CLAIMS, work.SOURCES,
    work.NEWSROOM, documents.FETCHING, documents.BROWSER, documents.READING, documents.OTHERS,
    {noted(doubt): sentence for doubt, sentence in documents.DOUBTS.items()},
)  # fmt: skip
SENTENCES: dict[str, str | Promise] = {code: sentence for table in TABLES for code, sentence in table.items()}


class _Given(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return "…"


def say(code: str, params: Mapping[str, Any] | None = None) -> str:
    """The sentence of `code` with `params` in it; "" for no code.

    A code that is not known, as of a newer release, stands for itself, and what is not given is left open: a page about
    a failure must not fail.
    """
    given = _Given(params or {})
    if code == SAID:
        return str(given.get("words", ""))
    if "state" in given:
        given["state"] = decisions.STATES.get(given["state"], given["state"])
    sentence = str(SENTENCES.get(code, code))
    return sentence % given if "%(" in sentence else sentence


def sentence_of(error: Coded) -> str:
    """What a person is told of it."""
    return say(error.code, error.params)
