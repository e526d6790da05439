from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from annotations.models import AuditEvent, AuditHead, Removal, User
from annotations.services.evidence import citations
from annotations.services.record import audit, audit_check
from annotations.services.review import claim_reviews
from annotations.services.text import articles
from tests import factories
from tests.triggers import past_triggers

pytestmark = pytest.mark.django_db

EVENT = "annotations_auditevent"
FIRST = "WHERE chain_kind = 'claim' AND seq = 1"


def tamper(*lines: str) -> None:
    """As the owner of the tables, past the triggers."""
    with past_triggers(connection) as cursor:
        for line in lines:
            cursor.execute(line)


def findings() -> list[str]:
    return [str(finding) for finding in audit_check.check() if finding.is_damage]


def noon(days: int) -> datetime:
    """Noon so many days from today, when the day before is sealed."""
    today = timezone.now().astimezone(UTC).date()
    return datetime(today.year, today.month, today.day, 12, tzinfo=UTC) + timedelta(days=days)


def test_a_chain_verifies(checker: User, editor: User) -> None:
    factories.published(checker, editor)
    assert findings() == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (f"UPDATE {EVENT} SET verb = 'x' {FIRST}", "event 1: was changed"),
        (f"UPDATE {EVENT} SET actor_id = NULL {FIRST}", "event 1: was changed"),
        (f"UPDATE {EVENT} SET at = at - interval '1 day' {FIRST}", "event 1: was changed"),
        (f'UPDATE {EVENT} SET data = \'{{"quote": "x"}}\' {FIRST}', "event 1: shows other values than were written"),
        (f"UPDATE {EVENT} SET data = '{{}}', salt = '' {FIRST}", "event 1: its values are gone, and no legal removal"),
        (f"DELETE FROM {EVENT} WHERE chain_kind = 'claim' AND seq = 2", "event 3: the events before it are missing"),
        (f"UPDATE {EVENT} SET seq = seq + 10 {FIRST}", "event 11: the events before it are missing or out of order"),
        (f"DELETE FROM {EVENT} WHERE chain_kind = 'claim'", ": has no history"),
    ],
)
def test_tampering_shows(checker: User, editor: User, change: str, said: str) -> None:
    claim = factories.claim(checker)
    for verb in ("one", "two", "three"):
        audit.record(by=editor, verb=verb, chain=claim)
    tamper(change)
    assert any(line.startswith(f"claim {claim.pk}") and said in line for line in findings())


def test_two_events_that_changed_places_show(checker: User, editor: User) -> None:
    claim = factories.claim(checker)
    for verb in ("one", "two"):
        audit.record(by=editor, verb=verb, chain=claim)
    own = f"chain_kind = 'claim' AND chain_id = {claim.pk}"
    tamper(*(f"UPDATE {EVENT} SET seq = {new} WHERE {own} AND seq = {old}" for old, new in ((2, 99), (3, 2), (99, 3))))
    assert any("event 2: does not follow the event before it" in line for line in findings())


def test_what_the_law_took_out_is_told_apart(checker: User, editor: User) -> None:
    """As a legal removal leaves it: values and salt gone, hashes kept, two people and a day in the tombstone."""
    copy = factories.submitted(checker).citations.get().snapshot
    now = timezone.now()
    Removal.objects.create(
        snapshot=copy, sha256=copy.blob_id, ground="Order", asked_by=checker, decided_by=editor, decided_at=now,
        removed_at=now,
    )  # fmt: skip
    tamper(f"UPDATE {EVENT} SET data = '{{}}', salt = '' WHERE chain_kind = 'source' AND chain_id = {copy.source_id}")
    told = list(audit_check.check())
    assert told
    assert all(f"removed on {now.date().isoformat()}" in str(finding) for finding in told)
    assert not any(finding.is_damage for finding in told)


def test_one_head_a_day_and_none_while_the_day_settles(checker: User) -> None:
    factories.claim(checker)
    head = audit.seal_day(noon(1))
    assert head is not None
    assert head.chains >= 2
    assert audit.seal_day(noon(1)) is None
    assert audit.seal_day(noon(2) - timedelta(hours=11, minutes=55)) is None


def test_a_cut_tail_shows_by_the_head(checker: User, editor: User) -> None:
    claim = factories.claim(checker)
    audit.record(by=editor, verb="later", chain=claim)
    audit.seal_day(noon(1))
    assert findings() == []
    tamper(f"DELETE FROM {EVENT} WHERE chain_kind = 'claim' AND chain_id = {claim.pk} AND verb = 'later'")
    (line,) = findings()
    assert line.startswith("head of ")
    assert "now there are" in line


def test_what_comes_after_a_head_does_not_disturb_it(checker: User, editor: User) -> None:
    claim = factories.claim(checker)
    audit.seal_day(noon(0))
    audit.record(by=editor, verb="later", chain=claim)
    assert findings() == []


def test_heads_kept_elsewhere_tell_of_a_trail_written_anew(checker: User, editor: User, tmp_path: Path) -> None:
    """Who owns the tables can write chains and heads that fit; not the file on another machine."""
    claim = factories.claim(checker)
    audit.record(by=editor, verb="later", chain=claim)
    audit.seal_day(noon(1))
    kept, out, error = tmp_path / "heads", StringIO(), StringIO()
    call_command("verify_audit", save=kept, stdout=out)
    assert "1 heads written" in out.getvalue()
    call_command("verify_audit", heads=kept, stdout=out)
    tamper(
        f"DELETE FROM {EVENT} WHERE chain_kind = 'claim' AND chain_id = {claim.pk} AND verb = 'later'",
        "DELETE FROM annotations_audithead",
    )
    audit.seal_day(noon(1))
    assert findings() == []
    with pytest.raises(CommandError, match="not as it was written: 1 findings"):
        call_command("verify_audit", heads=kept, stdout=out, stderr=error)
    assert "is not the one that was kept elsewhere" in error.getvalue()


@pytest.mark.parametrize("words", ["{", "[]", '{"day": "yesterday"}', '{"day": "2026-01-01"}'])
def test_a_file_that_holds_no_heads_is_named(tmp_path: Path, words: str) -> None:
    (tmp_path / "heads").write_text(words)
    with pytest.raises(CommandError, match="is no head"):
        call_command("verify_audit", heads=tmp_path / "heads")
    with pytest.raises(CommandError, match="can't be read"):
        call_command("verify_audit", heads=tmp_path / "none")


def test_a_head_of_the_older_rule_is_not_made_again(checker: User) -> None:
    factories.claim(checker)
    AuditHead.objects.create(day=noon(-3).date(), chains=9, events=9, digest="0" * 64, rule=1)
    assert findings() == []


def test_canonical_bytes_do_not_depend_on_order() -> None:
    assert audit.digest({"b": 1, "a": "é"}) == audit.digest({"a": "é", "b": 1})


def test_a_protected_source_leaves_no_detail(checker: User) -> None:
    review = factories.draft(checker)
    factories.cite(checker, review, protected=True, url="https://secret.example/a", title="Secret name")
    assert not any("ecret" in str(event.data) for event in AuditEvent.objects.all())


def test_a_sitting_keeps_what_it_found(checker: User) -> None:
    review = factories.draft(checker, rating="disputed", summary="It fell by 13%.")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audit, "SITTING", timedelta(0))
        claim_reviews.save_draft(review=review, by=checker, changes={"rating": "verified", "summary": ""})
    event = AuditEvent.objects.filter(verb="review.edited").latest("pk")
    assert (event.data["before"]["rating"], event.data["before"]["summary"]) == ("disputed", "It fell by 13%.")


def test_of_a_protected_source_the_history_keeps_no_words(checker: User) -> None:
    review = factories.draft(checker)
    factories.cite(checker, review, protected=True, title="Letter of the pilot")
    citation = review.citations.get()
    citations.change(citation=citation, by=checker, values={"shows": "The pilot saw it."})
    citations.remove(citation=citation, by=checker)
    for event in AuditEvent.objects.filter(verb__startswith="citation."):
        assert "pilot" not in str(event.data)
        assert "27 hours" not in str(event.data)


def test_facts_are_kept_before_and_after(checker: User) -> None:
    article = factories.article(checker, title="Harbour figures")
    articles.edit_facts(article=article, by=checker, facts={"title": "Figures of the harbour"})
    data = AuditEvent.objects.get(verb="article.edited").data
    assert data["before"] == {"title": "Harbour figures"}
    assert data["after"] == {"title": "Figures of the harbour"}
