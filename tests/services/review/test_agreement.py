"""Krippendorff's alpha, and the matrix of first and second ratings."""

import pytest
from django.urls import reverse

from annotations.models import Newsroom, User
from annotations.services.review import agreement, opinions
from tests import factories


def test_alpha_is_that_of_the_paper() -> None:
    """Table C of the paper: observers A to D by unit 1 to 12; unit 12 has one value and does not count."""
    a = [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None]
    b = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3]
    c = [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None]
    d = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]
    units = [[str(v) for v in unit if v is not None] for unit in zip(a, b, c, d, strict=True)]
    assert agreement.alpha(units) == pytest.approx(0.743, abs=0.0005)


def test_alpha_of_two_people_by_hand() -> None:
    """Ten units, two values: the 2011 paper's example A, alpha .095."""
    a = ["0", "1", "0", "0", "0", "0", "0", "0", "1", "0"]
    b = ["1", "1", "1", "0", "0", "1", "0", "0", "0", "0"]
    assert agreement.alpha(list(zip(a, b, strict=True))) == pytest.approx(0.095, abs=0.0005)


@pytest.mark.parametrize(
    ("units", "value"),
    [
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], pytest.approx(-0.5)),
        ([("a", "a"), ("a", "a")], None),
        ([("a",)], None),
        ([], None),
    ],
)
def test_edges(units: list[tuple[str, ...]], value: float | None) -> None:
    assert agreement.alpha(units) == value


def test_too_few_have_no_alpha() -> None:
    assert agreement.alpha_of({("verified", "verified"): 10, ("disputed", "disputed"): 9}) is None
    assert agreement.alpha_of({("verified", "verified"): 10, ("disputed", "disputed"): 10}) == 1.0


@pytest.mark.django_db
def test_the_matrix_counts_blind_opinions_and_leads_to_them(
    checker: User, editor: User, other_editor: User, checker_client
) -> None:
    Newsroom.objects.update_or_create(pk=1, defaults={"mode": "blind"})
    agreed = factories.submitted(checker)
    opinions.rate(review=agreed, by=editor, rating="disputed")
    differs = factories.submitted(checker)
    opinions.rate(review=differs, by=editor, rating="verified")
    Newsroom.objects.update(mode="panel")
    opinions.rate(review=factories.submitted(checker), by=editor, rating="verified")
    counts = agreement.matrix(agreement.double_ratings())
    assert counts == {("disputed", "disputed"): 1, ("disputed", "verified"): 1}
    page = checker_client.get(reverse("agreement")).content.decode()
    assert "too few to tell" in page
    listed = checker_client.get(reverse("reviews") + "?first=disputed&second=verified").content.decode()
    assert listed.count('class="row-main"') == 1
    assert f"/reviews/{differs.pk}/" in listed
    told = checker_client.get(reverse("agreement_csv")).content.decode("utf-8-sig").split()
    assert told == ["first,second,count", "disputed,disputed,1", "disputed,verified,1"]
