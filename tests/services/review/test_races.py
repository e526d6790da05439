"""Steps of one claim, two at once: one waits for the other, and both end in an answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import combinations_with_replacement

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, OperationalError, connection
from django.utils import timezone
from psycopg import errors

from annotations.anchoring.selectors import describe
from annotations.connections import atomic
from annotations.models import Claim, ClaimReview, User
from annotations.review.permissions import Refused
from annotations.services.claims import claims
from annotations.services.evidence import citations
from annotations.services.review import assignments, claim_reviews, contacts, corrections, experts
from annotations.services.review.claim_reviews import OtherContent
from annotations.services.text import highlights, notes
from tests import factories
from tests.conftest import DRILL

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 25 if DRILL else 1

Step = Callable[[Claim, User, User], object]


def newest(claim: Claim) -> ClaimReview:
    return ClaimReview.objects.filter(claim=claim).order_by("-number")[0]


def public(claim: Claim) -> ClaimReview:
    return ClaimReview.objects.filter(claim=claim, status="published").get()


def add_place(claim: Claim, checker: User, editor: User) -> object:
    version = claim.article.versions.get()
    at = version.text.index("in spring")
    selector = describe(version.text, at, at + 9)
    return highlights.add_highlight(claim=claim, by=checker, version=version, selector=selector)


def cite(claim: Claim, checker: User, editor: User) -> object:
    return citations.cite(
        review=newest(claim), by=checker, url="https://port.example/log", protected=False,
        citation={"stance": "background"}, source={"type": "primary", "title": "Log"},
    )  # fmt: skip


STEPS: dict[str, Step] = {
    "save": lambda claim, checker, editor: claim_reviews.save_draft(
        review=newest(claim), by=checker, changes={"summary": "Other words."}
    ),
    "word": lambda claim, checker, editor: claims.save_claim(claim=claim, by=checker, changes={"topic": "ports"}),
    "place": add_place,
    "cite": cite,
    "note": lambda claim, checker, editor: notes.note_claim(claim=claim, by=editor, text="Look again."),
    "comment": lambda claim, checker, editor: notes.comment(
        review=newest(claim), by=editor, about="summary", text="Shorter.", suggestion="It fell."
    ),
    "expert": lambda claim, checker, editor: experts.ask(review=newest(claim), by=checker, name="Dr. Tide", days=3),
    "contact": lambda claim, checker, editor: contacts.log(
        claim=claim, by=checker, whom="A. Rowan", channel="email", question="Which log?", asked_at=timezone.now()
    ),
    "assign": lambda claim, checker, editor: assignments.take(claim=claim, by=editor),
    "submit": lambda claim, checker, editor: claim_reviews.submit(review=newest(claim), by=checker),
    "take back": lambda claim, checker, editor: claim_reviews.take_back(review=newest(claim), by=checker),
    "return": lambda claim, checker, editor: claim_reviews.return_(review=newest(claim), by=editor, comment="No."),
    "approve and publish": lambda claim, checker, editor: claim_reviews.approve_and_publish(
        review=newest(claim), by=editor, digest=newest(claim).digest
    ),
    "publish": lambda claim, checker, editor: claim_reviews.publish(review=newest(claim), by=editor),
    "retract": lambda claim, checker, editor: claim_reviews.retract(review=public(claim), by=editor, reason="Wrong."),
    "correct": lambda claim, checker, editor: corrections.correct(claim=claim, by=editor, reason="A number."),
}
#: What a step may say instead of being done.
ANSWERS = (Refused, ValidationError, OtherContent, ClaimReview.DoesNotExist)


def at_once(*acts: Callable[[], object]) -> list[Exception]:
    """Run them in threads that begin together; what broke."""
    broken: list[Exception] = []
    together = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        try:
            together.wait()
            act()
        except ANSWERS:
            pass
        except Exception as exc:
            broken.append(exc)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return broken


def drafted(checker: User, editor: User) -> Claim:
    review = factories.draft(checker)
    factories.cite(checker, review)
    return review.claim


def submitted(checker: User, editor: User) -> Claim:
    return factories.submitted(checker).claim


def corrected(checker: User, editor: User) -> Claim:
    """Published, with an approved correction on its way."""
    claim = factories.published(checker, editor).claim
    corrections.correct(claim=claim, by=checker_editor(), reason="A number.", kind="facts")
    review = newest(claim)
    claim_reviews.save_draft(review=review, by=checker, changes={"summary": "It fell by 12%. Not by half."})
    review = claim_reviews.submit(review=review, by=checker)
    claim_reviews.approve(review=review, by=editor, digest=review.digest)
    return claim


def checker_editor() -> User:
    return User.objects.get(username="editor2")


@pytest.mark.parametrize("begin", [drafted, submitted, corrected], ids=lambda begin: begin.__name__)
def test_each_pair_of_steps_at_once(begin, checker: User, editor: User, other_editor: User) -> None:
    fitting = {
        drafted: ("save", "word", "place", "cite", "note", "assign", "submit"),
        submitted: (
            "place", "note", "comment", "expert", "contact", "assign", "take back", "return", "approve and publish",
        ),
        corrected: ("word", "place", "note", "publish", "retract", "return", "correct"),
    }[begin]  # fmt: skip
    for one, other in combinations_with_replacement(fitting, 2):
        for _ in range(ROUNDS):
            claim = begin(checker, editor)
            acts = [lambda name=name, claim=claim: STEPS[name](claim, checker, editor) for name in (one, other)]
            assert at_once(*acts) == [], f"{one} beside {other}"


def test_what_got_in_the_way_is_done_again(checker: User) -> None:
    tries = []

    @atomic
    def act() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise OperationalError from errors.DeadlockDetected()
        return "done"

    assert act() == "done"
    assert len(tries) == 2


def test_it_is_done_again_once_and_nothing_else_is() -> None:
    tries = []

    @atomic
    def act(cause: Exception) -> None:
        tries.append(1)
        raise OperationalError from cause

    for cause, count in ((errors.DeadlockDetected(), 2), (errors.LockNotAvailable(), 1), (ValueError(), 1)):
        tries.clear()
        with pytest.raises(DatabaseError):
            act(cause)
        assert len(tries) == count


def test_somebody_who_holds_on_is_told_of_in_words(checker: User, checker_client, monkeypatch) -> None:
    claim = factories.claim(checker)

    def busy(**_values: object) -> None:
        raise OperationalError from errors.LockNotAvailable()

    monkeypatch.setattr(claims, "reopen", busy)
    page = checker_client.post(f"/claims/{claim.pk}/reopen/")
    assert page.status_code == 503
    assert "Somebody else is changing the same thing" in page.content.decode()
    part = checker_client.post(f"/claims/{claim.pk}/reopen/", headers={"HX-Request": "true"})
    assert part.status_code == 422
    assert part["HX-Reswap"] == "none"
