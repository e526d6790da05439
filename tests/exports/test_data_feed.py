import json

import pytest

from annotations.models import User
from tests import factories
from tests.conftest import client_of
from tests.linted import errors_in

pytestmark = pytest.mark.django_db


def feed() -> dict:
    answer = client_of(None).get("/feeds/claimreview.json")
    assert answer.streaming
    assert answer["Content-Type"].startswith("application/json")
    return json.loads(b"".join(answer.streaming_content))


def test_an_empty_feed_is_valid(labels: None) -> None:
    assert feed()["dataFeedElement"] == []


def test_every_published_review_and_each_retraction(checker: User, editor: User) -> None:
    on = factories.article(checker)
    one = factories.published(checker, editor, factories.claim(checker, on, "1,204 ships"))
    gone = factories.retracted(checker, editor)
    factories.submitted(checker, factories.claim(checker, on, "in spring"))
    elements = {e["url"]: e for e in feed()["dataFeedElement"]}
    assert len(elements) == 2
    kept = next(e for e in elements.values() if e["item"])
    assert errors_in(kept["item"][0]) == []
    assert str(one.claim_id) in kept["item"][0]["url"]
    removed = next(e for e in elements.values() if not e["item"])
    assert removed["item"] == []
    assert removed["dateDeleted"] == gone.retracted_at.isoformat()
