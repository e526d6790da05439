"""The principles pack: what is in it, what is not, and that nobody picks the sample."""

import csv
import datetime
import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from annotations.exports.principles_pack import FAIRNESS, drawn, pack
from annotations.models import ChecklistQuestion, ClaimReview, NewsroomPage, User
from annotations.services.publishing import reports
from annotations.services.review import checklist, claim_reviews, contacts, corrections
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 1, 1)


def opened(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def lines(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.fixture
def period(checker: User, editor: User, other_editor: User) -> tuple[datetime.date, datetime.date]:
    """One published and corrected verdict with a check-list, one with a protected source, one retracted."""
    ChecklistQuestion.objects.ensure_defaults()
    NewsroomPage.objects.create(kind="funding", language="en", number=1, text="Paid by readers.")
    review = factories.draft(checker)
    factories.cite(checker, review)
    question = ChecklistQuestion.objects.all()[0]
    checklist.answer(review=review, by=checker, answers={question.pk: ("no", "By 13%.")})
    contacts.log(
        claim=review.claim, by=checker, whom="A. Rowan", channel="email", question="SECRET?", asked_at=timezone.now()
    )
    review = claim_reviews.submit(review=review, by=checker)
    claim_reviews.approve_and_publish(review=review, by=editor, digest=review.digest)
    corrections.correct(claim=review.claim, by=editor, reason="The week.", kind="facts")
    second = claim_reviews.submit(review=review.claim.reviews.get(number=2), by=editor)
    claim_reviews.approve_and_publish(review=second, by=other_editor, digest=second.digest)
    hidden = factories.draft(checker, factories.claim(checker, factories.article(checker), "1,204 ships"))
    factories.cite(checker, hidden, protected=True, title="Letter of the pilot")
    cited = hidden.citations.get()
    cited.no_copy_because = "Protected."
    cited.save()
    hidden = claim_reviews.submit(review=hidden, by=checker)
    hidden = claim_reviews.approve_and_publish(review=hidden, by=editor, digest=hidden.digest)
    reports.report(review=hidden, message="SECRET words", reply_to="reader@home.example")
    factories.retracted(checker, editor)
    today = timezone.localdate()
    return today, today


def test_everything_an_assessor_asks_for(period: tuple[datetime.date, datetime.date]) -> None:
    files = opened(pack(*period, 50))
    verdicts = lines(files["verdicts.csv"])
    assert [(v["version"], v["status"]) for v in verdicts] == [
        ("1", "superseded"), ("2", "published"), ("1", "published"), ("1", "retracted"),
    ]  # fmt: skip
    assert verdicts[1]["approved_by"] == "F. Editor"
    (answer, _carried) = lines(files["check-list.csv"])
    assert (answer["answer"], answer["note"]) == ("no", "By 13%.")
    assert [(c["what"], c["reason"]) for c in lines(files["corrections.csv"])] == [
        ("correction", "The week."), ("retraction", "The count was wrong."),
    ]  # fmt: skip
    assert lines(files["right-of-reply.csv"])[0]["whom"] == "A. Rowan"
    assert len(lines(files["reports-by-readers.csv"])) == 1
    assert {f"figures-by-{by}.csv" for by in FAIRNESS} <= set(files)
    assert sum(int(row["all"]) for row in lines(files["figures-by-month.csv"])) == 2
    assert "Paid by readers." in files["index.html"]
    assert "agreement.csv" in files


def test_what_is_protected_or_a_readers_is_not_in_it(period: tuple[datetime.date, datetime.date]) -> None:
    whole = "".join(opened(pack(*period, 50)).values())
    for secret in ("Letter of the pilot", "SECRET", "reader@home.example"):
        assert secret not in whole
    assert "A source we protect" in whole


def test_the_lot_is_the_periods(checker: User, editor: User) -> None:
    for _ in range(6):
        factories.published(checker, editor)
    rows = ClaimReview.objects.all()
    chosen = drawn(rows, TODAY, TODAY, 3)
    assert drawn(rows, TODAY, TODAY, 3) == chosen
    assert len(chosen) == 3
    assert any(drawn(rows, TODAY, TODAY + datetime.timedelta(days=n), 3) != chosen for n in range(1, 9))


def test_other_days_hold_nothing(period: tuple[datetime.date, datetime.date]) -> None:
    files = opened(pack(datetime.date(2020, 1, 1), datetime.date(2020, 12, 31), 50))
    assert lines(files["verdicts.csv"]) == lines(files["corrections.csv"]) == []


def test_the_page_gives_the_file_and_names_what_is_wrong(
    period: tuple[datetime.date, datetime.date], checker_client
) -> None:
    page = reverse("principles_pack")
    assert "Download" in checker_client.get(page).content.decode()
    first = period[0].isoformat()
    answer = checker_client.get(f"{page}?first={first}&last={first}&sample=5")
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == f'attachment; filename="principles-pack-{first}-{first}.zip"'
    assert "index.html" in opened(answer.content)
    wrong = checker_client.get(f"{page}?first={first}&last=2020-01-01&sample=5")
    assert wrong.status_code == 422
    assert "lies before the first one" in wrong.content.decode()
    assert checker_client.get(f"{page}?first={first}&last={first}&sample=9999").status_code == 422
