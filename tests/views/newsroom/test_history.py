"""The history page: every step in words, and no more of it than the person may know."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from annotations.models import AuditEvent, User
from annotations.presenters.newsroom.history import WORDS
from annotations.services.evidence import removals
from annotations.services.newsroom import people
from tests import factories
from tests.architecture.source import ROOT
from tests.conftest import client_of

pytestmark = pytest.mark.django_db


def read(client: Client, query: str = "") -> str:
    answer = client.get(f"/history/?{query}")
    assert answer.status_code == 200
    page = answer.content.decode()
    return page[page.index('class="filters"') :].partition("</form>")[2]


def test_every_act_has_its_words() -> None:
    """Verbs are written in services and in the table of steps."""
    files = [*Path(ROOT, "annotations/services").rglob("*.py"), Path(ROOT, "annotations/review/states.py")]
    written = {verb for path in files for verb in re.findall(r'"([a-z]+\.[a-z_]+)"', path.read_text())}
    kinds = {verb.partition(".")[0] for verb in WORDS}
    assert {verb for verb in written if verb.partition(".")[0] in kinds} == set(WORDS)


def test_newest_first_and_where_it_was(checker: User, editor: User, auditor: User) -> None:
    review = factories.published(checker, editor)
    page = read(client_of(auditor))
    assert page.index("published it") < page.index("approved it") < page.index("marked the claim")
    assert f'href="/claims/{review.claim_id}/"' in page


def test_filters(checker: User, editor: User, auditor: User) -> None:
    review = factories.published(checker, editor)
    client = client_of(auditor)
    page = read(client, f"by={editor.pk}")
    assert "approved it" in page
    assert "C. Checker marked" not in page
    page = read(client, "verb=review.submitted")
    assert "<ol" in page
    assert "E. Editor approved it" not in page
    assert "No step fits" in read(client, "kind=claim&number=999999")
    assert "marked the claim" in read(client, f"kind=claim&number={review.claim_id}")
    assert client.get("/history/?number=x&since=y&after=z&by=q").status_code == 200


def test_what_happens_to_accounts_is_for_admins_and_auditors(checker: User, admin: User, auditor: User) -> None:
    people.invite(by=admin, email="new@newsroom.example", role="checker")
    said = re.compile(r"A. Admin</bdi> invited somebody")
    assert said.search(read(client_of(auditor)))
    assert said.search(read(client_of(admin)))
    assert not said.search(read(client_of(checker)))
    assert "new@newsroom.example" not in read(client_of(auditor))


def test_of_a_protected_source_it_tells_that_and_not_why(checker: User, editor: User, auditor: User) -> None:
    review = factories.draft(checker)
    source = factories.cite(checker, review, protected=True)
    removals.ask(by=editor, ground="SECRET ground", snapshot=source.snapshots.get())
    assert "SECRET ground" in read(client_of(editor))
    page = read(client_of(auditor))
    assert "asked for a legal removal" in page
    assert "SECRET" not in page
    assert f'href="/sources/{source.pk}/"' not in page


def test_pages_hold_each_step_once(checker: User, auditor: User) -> None:
    for _ in range(20):
        factories.draft(checker)
    client, seen, query = client_of(auditor), 0, ""
    while True:
        page = read(client, query)
        seen += len(re.findall(r"\bstep \d+", page))
        following = re.search(r'href="\?(after=[^"]+)">Next', page)
        if not following:
            break
        query = following[1]
    assert seen == AuditEvent.objects.count()
