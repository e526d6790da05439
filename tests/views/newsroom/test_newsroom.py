"""An admin's pages: modes, texts, labels, check-list; each change in the history."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse

from annotations.models import AuditEvent, ChecklistQuestion, Label, Newsroom, NewsroomPage, User
from annotations.services.newsroom import newsroom
from annotations.services.record.audit_check import check_chains
from annotations.services.review import claim_reviews
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db
SENT = {"mode": "one", "sensitive_mode": "two", "colour": "", "ifcn_url": "", "efcsn_url": ""}


def test_modes_are_saved_with_their_history(admin_client) -> None:
    sent = {**SENT, "mode": "two", "sensitive_mode": "panel", "colour": "#0A3D62"}
    assert admin_client.post(reverse("newsroom"), sent).status_code == 302
    row = Newsroom.objects.get()
    assert (row.mode, row.sensitive_mode, row.colour) == ("two", "panel", "#0a3d62")
    event = AuditEvent.objects.get(verb="newsroom.changed")
    assert event.data["before"] == {"mode": "one", "sensitive_mode": "two", "colour": ""}
    assert event.data["after"] == {"mode": "two", "sensitive_mode": "panel", "colour": "#0a3d62"}
    assert list(check_chains("newsroom", 1)) == []
    admin_client.post(reverse("newsroom"), sent)
    assert AuditEvent.objects.filter(verb="newsroom.changed").count() == 1


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("colour", "red", "Write a colour as #16324f."),
        ("colour", "#ffcc00", "Too light to be read: its contrast with the page is 1.4 to 1, and 4.5 is needed."),
        ("ifcn_url", "https://poynter.org.example/us", "This has to be an address at poynter.org."),
        ("efcsn_url", "javascript:alert(1)", "Enter a valid URL."),
        ("sensitive_mode", "none", "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_told_and_kept(admin_client, name: str, given: str, told: str) -> None:
    answer = admin_client.post(reverse("newsroom"), {**SENT, name: given})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert name == "sensitive_mode" or f'value="{given}"' in answer.content.decode()
    assert not Newsroom.objects.exists()


def test_sensitive_claims_are_asked_for_no_less(admin_client) -> None:
    sent = {**SENT, "mode": "panel", "sensitive_mode": "two", "colour": "#0a3d62"}
    answer = admin_client.post(reverse("newsroom"), sent)
    assert answer.status_code == 422
    assert "asked for less than all others" in answer.content.decode()
    assert "#0a3d62" in answer.content.decode()
    assert not Newsroom.objects.filter(mode="panel").exists()


def test_two_admins_write_over_nothing_of_each_other(admin: User, admin_client) -> None:
    page = reverse("newsroom_page", args=["who-we-are", "en"])
    bases = {f"base-{name}": mark for name, mark in admin_client.get(page).context["form"].bases().items()}
    newsroom.write_page(by=admin, kind="who-we-are", language="en", text="A desk of five.")
    sent = {**bases, "text": "A desk of six."}
    answer = admin_client.post(page, sent)
    assert answer.status_code == 422
    assert "It reads now: “A desk of five.”" in answer.content.decode()
    assert "A desk of six." in answer.content.decode()
    again = {f"base-{name}": mark for name, mark in answer.context["form"].bases().items()}
    assert admin_client.post(page, {**sent, **again}).status_code == 302
    assert NewsroomPage.objects.newest().get().text == "A desk of six."


def test_what_is_in_review_keeps_its_mode(checker: User, editor: User, admin_client) -> None:
    review = factories.submitted(checker)
    admin_client.post(reverse("newsroom"), {**SENT, "mode": "panel", "sensitive_mode": "panel"})
    assert claim_reviews.approve(review=review, by=editor, digest=review.digest).status == "approved"


def test_labels_of_a_language_are_offered_for_its_claims(checker: User, admin_client) -> None:
    page = reverse("newsroom_labels")
    for rating, words in (("verified", "Verdadero"), ("disputed", "Falso")):
        sent = {"rating": rating, "language": "es", "words": words, "number": "1", "position": "1", "is_default": "on"}
        assert admin_client.post(page, sent).status_code == 302
    spanish = factories.claim(checker, factories.article(checker, language="es"))
    assert factories.draft(checker, spanish).label.words == "Falso"
    assert factories.draft(checker, spanish, rating="unverifiable").label.words == "Unverifiable", "there is no other"
    english = factories.draft(checker)
    assert english.label.words == "Disputed"
    card = client_of(checker).get(reverse("claim", args=[english.claim_id])).content.decode()
    assert "Misleading" in card
    assert "Falso" not in card


def test_a_renamed_label_changes_nothing_published(checker: User, editor: User, admin_client) -> None:
    review = factories.published(checker, editor)
    label = Label.objects.get(words="Disputed")
    sent = {"words": "Doubtful", "number": "2", "position": "2", "is_default": "on"}
    assert admin_client.post(reverse("label_change", args=[label.pk]), sent).status_code == 302
    public = client_of(None).get(reverse("check", args=[review.claim_id, review.claim.slug])).content.decode()
    assert "Doubtful" not in public
    assert factories.draft(checker).label.words == "Doubtful"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"words": "misleading"}, "There is a label with these words already."),
        ({"words": ""}, "Write the label"),
        ({"is_default": ""}, "the usual one instead"),
        ({"number": "7"}, "7"),
    ],
)
def test_what_a_label_cannot_be_is_named_in_place(admin_client, change: dict[str, str], said: str) -> None:
    Label.objects.ensure_defaults()
    label = Label.objects.get(words="Disputed")
    sent = {"words": "Disputed", "number": "2", "position": "2", "is_default": "on", **change}
    sent = {name: value for name, value in sent.items() if value or name == "words"}
    answer = admin_client.post(reverse("label_change", args=[label.pk]), sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_label_carries_one_number_on_the_whole_site(checker: User, editor: User, admin_client) -> None:
    factories.published(checker, editor)
    disputed = Label.objects.get(words="Disputed")
    sent = {"words": "Disputed", "number": "1", "position": "2", "is_default": "on"}
    answer = admin_client.post(reverse("label_change", args=[disputed.pk]), sent)
    assert answer.status_code == 422
    assert "published with another number" in answer.content.decode()
    renamed = {**sent, "words": "Contested", "number": "2"}
    assert admin_client.post(reverse("label_change", args=[disputed.pk]), renamed).status_code == 302
    again = {"rating": "disputed", "language": "en", "words": "disputed", "number": "1", "position": "9"}
    assert admin_client.post(reverse("newsroom_labels"), again).status_code == 422, "its words stand published"
    spanish = {"rating": "disputed", "language": "es", "words": "FALSE", "number": "2", "position": "9"}
    answer = admin_client.post(reverse("newsroom_labels"), spanish)
    assert "carries the number 1 in another language" in answer.content.decode()
    assert admin_client.post(reverse("newsroom_labels"), {**spanish, "number": "1"}).status_code == 302


def test_another_label_becomes_the_usual_one(admin_client) -> None:
    label = Label.objects.get(words="False")
    sent = {"words": "False", "number": "1", "position": "3", "is_default": "on"}
    admin_client.post(reverse("label_change", args=[label.pk]), sent)
    assert list(Label.objects.filter(rating="disputed", is_default=True).values_list("words", flat=True)) == ["False"]


def test_a_label_is_retired_and_offered_again(checker: User, admin_client) -> None:
    finer = Label.objects.get(words="Misleading")
    review = factories.draft(checker)
    claim_reviews.save_draft(review=review, by=checker, changes={"label": finer})
    page = reverse("label_change", args=[finer.pk])
    admin_client.post(page, {"retire": "1"})
    client = client_of(checker)
    assert "Misleading" in client.get(reverse("claim", args=[review.claim_id])).content.decode(), "it has it"
    assert "Misleading" not in client.get(reverse("claim", args=[factories.draft(checker).claim_id])).content.decode()
    usual = {"words": "Misleading", "number": "2", "position": "2", "is_default": "on"}
    assert "Offer it again first." in admin_client.post(page, usual).content.decode()
    admin_client.post(page, {"offer": "1"})
    finer.refresh_from_db()
    assert finer.retired_at is None
    usual = Label.objects.get(words="Disputed")
    answer = admin_client.post(reverse("label_change", args=[usual.pk]), {"retire": "1"}, follow=True)
    assert "the usual one first" in answer.content.decode()


def test_questions_are_added_changed_and_taken_off(admin_client) -> None:
    page = reverse("newsroom_checklist")
    assert admin_client.post(page, {"words": "Who paid?", "hint": "", "required": "on"}).status_code == 302
    question = ChecklistQuestion.objects.get()
    assert question.required
    again = admin_client.post(page, {"words": "Who paid?", "hint": "Name them."})
    assert again.status_code == 422
    assert "asked already" in again.content.decode()
    change = reverse("question_change", args=[question.pk])
    assert admin_client.post(change, {"words": "Who pays?", "hint": "", "position": "3"}).status_code == 302
    question.refresh_from_db()
    assert (question.words, question.required, question.position) == ("Who pays?", False, 3)
    assert admin_client.post(change, {"words": ""}).status_code == 422
    assert admin_client.post(change, {"words": "Who pays?", "required": "on", "position": ""}).status_code == 302
    question.refresh_from_db()
    assert question.position == 3
    admin_client.post(change, {"retire": "1"})
    assert admin_client.post(change, {"words": "Who?"}).status_code == 404
    assert not ChecklistQuestion.objects.asked().exists()
    verbs = AuditEvent.objects.filter(chain_kind="newsroom").values_list("verb", flat=True)
    assert list(verbs) == ["checklist.changed", "checklist.changed", "checklist.changed", "checklist.retired"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("newsroom_labels", {"rating": "disputed", "language": "fr", "words": "Trompeur", "position": "50"}),
        ("newsroom_checklist", {"words": "Who paid?"}),
    ],
)
def test_the_same_twice_at_once_is_added_once(admin: User, page: str, sent: dict[str, str]) -> None:
    def press(_n: int) -> int:
        try:
            return client_of(admin).post(reverse(page), sent).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(press, range(4))) == [302, 422, 422, 422]
