import pytest
from django.db import connection

from annotations.models import AuditEvent, User
from annotations.services import audit
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_chain_verifies(checker: User, editor: User) -> None:
    review = factories.published(checker, editor)
    assert audit.broken_links("claim", review.claim_id) == []


@pytest.mark.parametrize("change", ["verb = 'x'", 'data = \'{"quote": "other"}\'', "actor_id = NULL", "seq = seq + 10"])
def test_tampering_shows(checker: User, editor: User, change: str) -> None:
    """By the owner of the tables, past the triggers: the chain still tells."""
    claim = factories.claim(checker)
    audit.record(by=editor, verb="later", chain=claim)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"UPDATE annotations_auditevent SET {change} WHERE chain_kind = 'claim' AND seq = 1")
        cursor.execute("SET session_replication_role = DEFAULT")
    assert audit.broken_links("claim", claim.pk) != []


def test_blanked_values_still_verify(checker: User) -> None:
    """As a legal removal leaves them: values and salt gone, hashes kept."""
    claim = factories.claim(checker)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE annotations_auditevent SET data = '{}', salt = '' WHERE chain_kind = 'claim'")
        cursor.execute("SET session_replication_role = DEFAULT")
    assert audit.broken_links("claim", claim.pk) == []


def test_one_head_a_day(checker: User) -> None:
    factories.claim(checker)
    head = audit.seal_day()
    assert head is not None
    assert head.chains >= 2
    assert audit.seal_day() is None


def test_canonical_bytes_do_not_depend_on_order() -> None:
    assert audit.digest({"b": 1, "a": "é"}) == audit.digest({"a": "é", "b": 1})


def test_a_protected_source_leaves_no_detail(checker: User) -> None:
    review = factories.draft(checker)
    factories.cite(checker, review, protected=True, url="https://secret.example/a", title="Secret name")
    assert not any("ecret" in str(event.data) for event in AuditEvent.objects.all())
