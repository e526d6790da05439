"""An outside expert's link: what it opens, what it does not, until when."""

import datetime
import re

import pytest
from django.core import signing
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from annotations.models import AuditEvent, ExpertAnswer, ExpertLink, Mail, Newsroom, Notification, User
from annotations.review.permissions import Refused
from annotations.services.review import claim_reviews, corrections, experts
from factcheck.logs import loggable_path
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db
ASKED = {"name": "Dr. Tide", "field": "Hydrology", "question": "Is the log complete?", "days": "14"}


def answer(link: ExpertLink, judgement: str = "agrees", comment: str = "") -> ExpertAnswer:
    """What they say of the content as it is now."""
    read = experts.content_of(link.review)[1]
    return experts.answer(link=link, judgement=judgement, comment=comment, read=read)


def test_asked_opened_and_answered(checker: User, checker_client) -> None:
    review = factories.submitted(checker)
    page = reverse("review", args=[review.pk])
    answer = checker_client.post(
        reverse("review_ask", args=[review.pk]), {**ASKED, "email": "tide@institute.example"}, follow=True
    ).content.decode()
    address = re.search(r'value="http://[^/]+(/expert/[^"]+)"', answer)[1]  # type: ignore[index]
    assert address not in checker_client.get(page).content.decode(), "shown once"
    mailed = re.search(r"/expert/([^/]+)/", Mail.objects.get().body)[1]  # type: ignore[index]
    assert experts.find(mailed) == ExpertLink.objects.get()
    stranger = client_of(None)
    told = stranger.get(address)
    words = told.content.decode()
    assert told.headers["X-Robots-Tag"] == "noindex"
    assert told.headers["Referrer-Policy"] == "same-origin"
    for shown in ("Is the log complete?", review.claim.wording, "Mean waiting time was 27 hours", review.summary):
        assert shown in words
    sent = {"judgement": "agrees", "comment": "The log is complete.", "read": told.context["digest"]}
    assert stranger.post(address, sent).url == address
    assert "The log is complete." in stranger.get(address).content.decode()
    assert "The log is complete." in checker_client.get(page).content.decode()
    verbs = AuditEvent.objects.filter(chain_id=review.claim_id, chain_kind="claim").values_list("verb", flat=True)
    assert list(verbs)[-4:] == ["expert.asked", "expert.opened", "expert.answered", "expert.opened"]
    row = Notification.objects.get(person=checker, event__verb="expert.answered")
    assert checker_client.get(reverse("notification", args=[row.pk])).url == page + "#experts"
    assert not review.approvals.exists()


def test_the_copy_of_a_cited_source_and_no_other(checker: User) -> None:
    review = factories.submitted(checker)
    other = factories.submitted(checker)
    link, _address = experts.ask(review=review, by=checker, name="Dr. Tide", days=3)
    token = experts.token_of(link)
    stranger = client_of(None)
    cited, foreign = review.citations.get(), other.citations.get()
    told = stranger.get(reverse("expert_copy", args=[token, cited.pk])).content.decode()
    assert "Mean waiting time was 27 hours" in told
    assert stranger.get(reverse("expert_copy", args=[token, foreign.pk])).status_code == 404
    assert stranger.get(reverse("review", args=[review.pk])).status_code == 302


def test_a_protected_source_stays_protected(checker: User) -> None:
    review = factories.draft(checker)
    source = factories.cite(checker, review, protected=True, title="Letter of the pilot")
    link, _address = experts.ask(review=review, by=checker, name="Dr. Tide", days=3)
    token = experts.token_of(link)
    words = client_of(None).get(reverse("expert", args=[token])).content.decode()
    assert "Letter of the pilot" not in words
    assert "A source we protect" in words
    cited = source.citations.get()
    assert client_of(None).get(reverse("expert_copy", args=[token, cited.pk])).status_code == 404


def test_forged_old_and_closed_links_open_nothing(checker: User, checker_client) -> None:
    review = factories.submitted(checker)
    link, _address = experts.ask(review=review, by=checker, name="Dr. Tide", days=3)
    token = experts.token_of(link)
    stranger = client_of(None)
    forged = signing.dumps(link.pk, salt="something else")
    assert stranger.get(reverse("expert", args=[forged])).status_code == 404
    assert stranger.get(reverse("expert", args=[token + "x"])).status_code == 404
    ExpertLink.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    assert stranger.get(reverse("expert", args=[token])).status_code == 404
    ExpertLink.objects.update(expires_at=timezone.now() + datetime.timedelta(days=1))
    assert stranger.get(reverse("expert", args=[token])).status_code == 200
    checker_client.post(reverse("expert_revoke", args=[link.pk]))
    assert stranger.get(reverse("expert", args=[token])).status_code == 404
    assert stranger.post(reverse("expert", args=[token]), {"judgement": "agrees"}).status_code == 404


def test_an_answer_is_asked_for_again_where_it_says_nothing(checker: User) -> None:
    link, _address = experts.ask(review=factories.submitted(checker), by=checker, name="Dr. Tide", days=3)
    page = reverse("expert", args=[experts.token_of(link)])
    for sent in ({}, {"judgement": "comments", "comment": " "}, {"judgement": "loves"}):
        assert client_of(None).post(page, sent).status_code == 422
    assert not ExpertAnswer.objects.exists()


def test_answers_stay(checker: User) -> None:
    link, _address = experts.ask(review=factories.submitted(checker), by=checker, name="Dr. Tide", days=3)
    answer(link)
    with pytest.raises(DatabaseError, match="kept as they are"), transaction.atomic():
        ExpertAnswer.objects.update(judgement="disagrees")


def test_an_answer_to_another_wording_says_so(checker: User, checker_client) -> None:
    review = factories.submitted(checker)
    link, _address = experts.ask(review=review, by=checker, name="Dr. Tide", days=3)
    answer(link)
    claim_reviews.take_back(review=review, by=checker)
    claim_reviews.save_draft(review=review, by=checker, changes={"summary": "Other words."})
    claim_reviews.submit(review=review, by=checker)
    assert "of another wording" in checker_client.get(reverse("review", args=[review.pk])).content.decode()


def test_a_withheld_verdict_is_withheld_here_too(checker: User, editor: User, editor_client) -> None:
    Newsroom.objects.update_or_create(pk=1, defaults={"mode": "blind"})
    review = factories.submitted(checker, summary="Fell by thirteen. Not by half.")
    refused = editor_client.post(reverse("review_ask", args=[review.pk]), ASKED)
    assert refused.status_code == 422
    link, _address = experts.ask(review=review, by=checker, name="Dr. Tide", days=3)
    page = reverse("expert", args=[experts.token_of(link)])
    assert "Fell by thirteen" not in client_of(None).get(page).content.decode()
    assert client_of(None).post(page, {"judgement": "agrees"}).status_code == 422
    sent = {"judgement": "comments", "comment": "See page 3.", "read": experts.content_of(review)[1]}
    assert client_of(None).post(page, sent).status_code == 302


def test_an_answer_is_to_what_was_read(checker: User) -> None:
    review = factories.draft(checker)
    link, _address = experts.ask(review=review, by=checker, name="Dr. Tide", days=3)
    page = reverse("expert", args=[experts.token_of(link)])
    stranger = client_of(None)
    sent = {"judgement": "agrees", "comment": "So it is.", "read": stranger.get(page).context["digest"]}
    claim_reviews.save_draft(
        review=review, by=checker, changes={"rating": "verified", "summary": "All true after all."}
    )
    refused = stranger.post(page, sent)
    assert refused.status_code == 422
    words = refused.content.decode()
    assert "changed after you opened this page" in words
    assert "All true after all." in words
    assert "So it is." in words
    assert not ExpertAnswer.objects.exists()
    assert stranger.post(page, {**sent, "read": refused.context["digest"]}).status_code == 302


def test_words_for_a_closed_link_are_given_back(checker: User) -> None:
    link, _address = experts.ask(review=factories.submitted(checker), by=checker, name="Dr. Tide", days=3)
    experts.revoke(link=link, by=checker)
    page = reverse("expert", args=[experts.token_of(link)])
    gone = client_of(None).post(page, {"judgement": "comments", "comment": "See page 3."})
    assert gone.status_code == 410
    assert "See page 3." in gone.content.decode()


def test_words_are_given_back_where_the_link_is_closed_while_they_are_sent(
    checker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    link, _address = experts.ask(review=factories.submitted(checker), by=checker, name="Dr. Tide", days=3)

    def closed_meanwhile(**_values: object) -> None:
        experts.revoke(link=link, by=checker)
        raise Refused("This link does not open any more.")

    monkeypatch.setattr(experts, "answer", closed_meanwhile)
    page = reverse("expert", args=[experts.token_of(link)])
    gone = client_of(None).post(page, {"judgement": "comments", "comment": "See page 3."})
    assert gone.status_code == 410
    assert "See page 3." in gone.content.decode()


def test_openings_are_limited(checker: User, settings) -> None:
    settings.LIMITS = {**settings.LIMITS, "expert_openings": "2/h"}
    link, _address = experts.ask(review=factories.submitted(checker), by=checker, name="Dr. Tide", days=3)
    page = reverse("expert", args=[experts.token_of(link)])
    assert [client_of(None).get(page).status_code for _ in range(3)] == [200, 200, 429]
    assert AuditEvent.objects.filter(verb="expert.opened").count() == 2


def test_who_asked_or_an_editor_closes_a_link(checker: User, other_checker: User, editor: User) -> None:
    for by in (checker, editor):
        link, _address = experts.ask(review=factories.submitted(checker), by=checker, name="Dr. Tide", days=3)
        with pytest.raises(Refused, match="not_who_asked"):
            experts.revoke(link=link, by=other_checker)
        assert experts.revoke(link=link, by=by).revoked_at


def test_nobody_is_asked_about_a_version_that_was_replaced(checker: User, editor: User, other_editor: User) -> None:
    first = factories.published(checker, editor)
    second = corrections.correct(claim=first.claim, by=other_editor, reason="The week was wrong.")
    claim_reviews.save_draft(review=second, by=checker, changes={"summary": "It fell by 12%. Not by half."})
    claim_reviews.submit(review=second, by=checker)
    second.refresh_from_db()
    claim_reviews.approve_and_publish(review=second, by=editor, digest=second.digest)
    first.refresh_from_db()
    with pytest.raises(Refused, match="newer_version"):
        experts.ask(review=first, by=checker, name="Dr. Tide", days=3)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "Say who is asked."),
        ({"days": "90"}, "60"),
        ({"email": "x"}, "valid"),
        ({"email": f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 20}.org"}, "254"),
    ],
)
def test_what_is_missing_is_named_and_kept(checker: User, checker_client, change: dict[str, str], said: str) -> None:
    review = factories.submitted(checker)
    answer = checker_client.post(reverse("review_ask", args=[review.pk]), {**ASKED, **change})
    assert answer.status_code == 422
    words = answer.content.decode()
    assert said in words
    assert "Is the log complete?" in words


def test_the_link_is_not_in_the_logs() -> None:
    assert loggable_path("/expert/abc:def/copies/3/") == "/expert/[secret]/copies/3/"
