"""Each code that something raises has its sentence, and no sentence stands there for nothing."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator

import pytest
from django.utils import translation

from annotations.coded import Coded
from annotations.extraction.document import Unreadable
from annotations.extraction.walls.doubts import DOUBTS, noted
from annotations.fetching.errors import CODES, FetchError, for_status
from annotations.matching.hints import REASONS
from annotations.review.states import Status
from annotations.services.store.blobs import NotStored
from annotations.wording.decisions import STATES
from annotations.wording.documents import HINTS
from annotations.wording.sentences import SAID, SENTENCES, TABLES, say, sentence_of
from tests.architecture.source import files, name_of

#: What takes a code as its first argument, or as its second.
RAISED = {"Refused", "Unreadable", "QuoteMismatch", "ArchiveError", "explained", "_fail"}
OF_FIELD = {"Missing", "said_by_it"}


def chosen(node: ast.AST) -> list[ast.AST]:
    """What the argument may be: itself, or both sides of an `if`."""
    return [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]


def coded() -> Iterator[tuple[str, str, set[str]]]:
    """(where, code, names of the values given) of each call with a code in it."""
    for path in files("annotations"):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            place = 0 if name in RAISED else 1 if name in OF_FIELD else None
            if place is None or len(node.args) <= place:
                continue
            given = {keyword.arg or "" for keyword in node.keywords}
            for other in node.args[place + 1 :]:
                given |= {k.value for k in getattr(other, "keys", []) if isinstance(k, ast.Constant)}
            yield from (
                (f"{name_of(path)}:{node.lineno}", part.value, given)
                for part in chosen(node.args[place])
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value
            )


def names_in(code: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", str(SENTENCES[code])))


def test_every_code_has_a_sentence() -> None:
    found = list(coded())
    assert len(found) > 120
    assert [(where, code) for where, code, _ in found if code not in {*SENTENCES, SAID}] == []
    assert {*CODES, *map(noted, DOUBTS)} <= set(SENTENCES)
    assert set(HINTS) == set(REASONS)
    assert set(STATES) == set(Status)


def test_every_sentence_has_its_values() -> None:
    wrong = [(where, code) for where, code, given in coded() if code in SENTENCES and not names_in(code) <= given]
    assert wrong == []
    for status in (401, 404, 410, 418, 429, 451, 503):
        assert "…" not in sentence_of(for_status(status))


def test_no_sentence_is_left_over() -> None:
    written = "".join(path.read_text() for path in files("annotations") if "wording" not in path.parts)
    of_doubts = set(map(noted, DOUBTS))
    assert [code for code in SENTENCES if code not in of_doubts and f'"{code}"' not in written] == []


def test_a_code_stands_in_one_table() -> None:
    assert sum(len(table) for table in TABLES) == len(SENTENCES)
    assert SAID not in SENTENCES


def test_it_is_said_in_the_language_of_the_page() -> None:
    error = FetchError("not_found", status=404)
    assert sentence_of(error) == "The site says there is no such page (404). Check the address."
    with translation.override("es"):
        assert [code for code in SENTENCES if str(SENTENCES[code]) == english(code)] == []
        assert "404" in sentence_of(error)
        assert "borrador" in say("other_state", {"state": "draft"})


def english(code: str) -> str:
    with translation.override("en"):
        return str(SENTENCES[code])


@pytest.mark.parametrize(
    ("code", "params", "said"),
    [
        ("", {}, ""),
        ("said", {"words": "Blocked. 100% sure"}, "Blocked. 100% sure"),
        ("of_a_newer_release", {"kind": "x"}, "of_a_newer_release"),
        ("http_status", {}, "The site answered with status … instead of the document. Upload it instead."),
        ("no_copy", {"name": "90% of it"}, "90% of it: there is no copy of it yet. Wait for it, upload one, or say why not."),
    ],
)  # fmt: skip
def test_what_is_said(code: str, params: dict[str, str], said: str) -> None:
    assert say(code, params) == said


def test_a_log_tells_the_code() -> None:
    assert str(Coded("kind_without_text", kind="application/zip")) == "kind_without_text kind=application/zip"


@pytest.mark.parametrize(
    "error", [FetchError("login", status=401, retry_after=3.0), Unreadable("kind_without_text", kind="x"), NotStored()]
)
def test_an_error_crosses_processes_as_it_is(error: Coded) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert type(again) is type(error)
    assert (again.code, again.params, vars(again)) == (error.code, error.params, vars(error))
