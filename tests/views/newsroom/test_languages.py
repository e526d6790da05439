"""The interface speaks the reader's language; articles and what is published keep their own."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import translation

from annotations.exports.claim_review import script_body
from annotations.models import Mail, User
from annotations.services.newsroom import people
from annotations.services.review.frozen_content import freeze
from tests import factories
from tests.conftest import client_of, words_of

pytestmark = pytest.mark.django_db
ARABIC = "قالت وزارة الموانئ إن 1204 سفن رست في الربع الثالث من العام.\n\nوتنتظر النقابة تقريرًا ثانيًا في الربيع."


def read(client: Client, path: str, language: str = "") -> str:
    answer = client.get(path, headers={"Accept-Language": language} if language else {})
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "language", "direction", "words"),
    [
        ("es-AR,es;q=0.9", "es", "ltr", "Verificaciones"),
        ("ar", "ar", "rtl", "التحققات"),
        ("en", "en", "ltr", "Fact-checks"),
        ("xx", "en", "ltr", "Fact-checks"),
        ("", "en", "ltr", "Fact-checks"),
    ],
)
def test_the_browser_is_asked(asked: str, language: str, direction: str, words: str) -> None:
    page = read(Client(), "/", asked)
    assert f'<html lang="{language}" dir="{direction}"' in page
    assert f'<h1 class="hidden">{words}</h1>' in page


def test_the_answer_differs_by_the_browsers_language() -> None:
    assert "Accept-Language" in Client().get("/")["Vary"]


def test_ones_own_choice_wins_over_the_browser(checker: User) -> None:
    client = client_of(checker)
    assert client.post("/profile/", {"display_name": "C. Checker", "language": "ar"}).status_code == 302
    checker.refresh_from_db()
    assert checker.language == "ar"
    answer = client.get("/articles/", headers={"Accept-Language": "es"})
    assert 'lang="ar" dir="rtl"' in answer.content.decode()
    assert answer["Content-Language"] == "ar"
    client.post("/profile/", {"display_name": "C. Checker", "language": ""})
    assert '<html lang="es" dir="ltr"' in read(client, "/articles/", "es")


def test_only_languages_we_have_can_be_chosen(checker: User) -> None:
    answer = client_of(checker).post("/profile/", {"display_name": "C. Checker", "language": "xx"})
    assert answer.status_code == 422


def test_an_english_article_in_an_arabic_interface(checker: User) -> None:
    on = factories.article(checker, language="en")
    page = read(client_of(checker), f"/articles/{on.pk}/", "ar")
    assert '<html lang="ar" dir="rtl"' in page
    assert re.search(r'<article id="text"[^>]* lang="en" dir="ltr"', page)
    assert re.search(r'<a class="mark-here" lang="ar" dir="rtl"', page)


def test_an_arabic_article_in_an_english_interface(checker: User) -> None:
    on = factories.article(checker, ARABIC, title="")
    page = read(client_of(checker), f"/articles/{on.pk}/")
    assert '<html lang="en" dir="ltr"' in page
    assert re.search(r'<article id="text"[^>]* lang="ar" dir="rtl"', page)
    assert re.search(r'<a class="mark-here" lang="en" dir="ltr"', page)


def test_what_is_published_stays_as_it_was_approved(checker: User, editor: User) -> None:
    review = factories.published(checker, editor)
    review.claim.refresh_from_db()
    path = f"/checks/{review.claim_id}-{review.claim.slug}/"
    pages = {language: read(Client(), path, language) for language in ("en", "es", "ar")}
    markup = {re.findall(r'<script type="application/ld\+json">.*?</script>', page)[0] for page in pages.values()}
    assert len(markup) == 1
    for page in pages.values():
        assert '<article class="check" dir="ltr" lang="en">' in page
        assert "“waiting times fell by half”" in words_of(page)
        assert "<span>Disputed</span>" in page
        assert "It fell by 13%. Not by half." in page
    assert "Cómo" not in pages["en"]
    assert "Qué dicen las fuentes" in pages["es"]
    assert "ما تقوله المصادر" in pages["ar"]


def test_nothing_frozen_or_exported_depends_on_who_looks(checker: User, editor: User) -> None:
    review = factories.published(checker, editor)
    seen = set()
    for language in ("en", "es", "ar"):
        with translation.override(language):
            seen.add((str(freeze(review)), script_body(review)))
    assert len(seen) == 1
    feeds = [Client().get("/feeds/claimreview.json", headers={"Accept-Language": code}) for code in ("en", "ar")]
    first, second = (re.sub(r"\d\d:\d\d:\d\d[.\d]*", "", b"".join(f.streaming_content).decode()) for f in feeds)
    assert first == second


def test_a_mail_is_in_the_sites_language(admin: User) -> None:
    with translation.override("ar"):
        people.invite(by=admin, email="new@newsroom.example", role="checker")
    assert "as checker." in Mail.objects.get().body
    assert mail.outbox == []


def test_refusals_are_in_the_persons_language(checker: User) -> None:
    review = factories.draft(checker, summary="")
    answer = client_of(checker).post(f"/reviews/{review.pk}/submit/", headers={"Accept-Language": "es"})
    assert "Añadir un resumen: dos frases que un lector entienda por sí solas." in answer.content.decode()


@pytest.mark.parametrize(("count", "words"), [(1, "ادعاء واحد"), (2, "ادعاءان"), (3, "3 ادعاءات")])
def test_arabic_counts_in_its_own_forms(checker: User, count: int, words: str) -> None:
    on = factories.article(checker)
    for quote in ("1,204 ships", "fell by half", "in spring")[:count]:
        factories.claim(checker, on, quote)
    assert f"{words}: " in read(client_of(checker), f"/articles/{on.pk}/", "ar")


def test_drawings_keep_their_points(checker: User, editor: User) -> None:
    """Spanish writes 12,5; SVG must not."""
    review = factories.published(checker, editor)
    client = client_of(editor)
    for path in ("/dashboard/", f"/articles/{review.claim.article_id}/"):
        page = read(client, path, "es")
        assert "<rect" in page
        assert not re.search(r'<(?:rect|text)[^>]*="\d+,\d', page)


def test_dates_are_written_as_the_language_has_them(checker: User) -> None:
    on = factories.article(checker, published_on="2026-11-02")
    client = client_of(checker)
    assert "2 November 2026" in read(client, f"/articles/{on.pk}/")
    assert "2 de noviembre de 2026" in read(client, f"/articles/{on.pk}/", "es")
    assert "2 نوفمبر 2026" in read(client, f"/articles/{on.pk}/", "ar")


def test_the_scripts_words() -> None:
    assert "Nota a\\u00f1adida." in read(Client(), "/i18n/es.js", "ar")
    assert Client().get("/i18n/es.js")["Content-Type"].startswith("text/javascript")
    assert Client().get("/i18n/xx.js").status_code == 404
    page = "/accounts/login/"
    assert 'src="/static/js/' in read(Client(), page)
    assert "/i18n/" not in read(Client(), page, "en")
    assert '<script src="/i18n/ar.js" defer>' in read(Client(), page, "ar")


@pytest.mark.parametrize("language", ["es", "ar"])
@pytest.mark.parametrize("page", ["checker", "editor", "admin", "reader"])
def test_help_is_translated(language: str, page: str) -> None:
    path = "/about/methods/" if page == "reader" else f"/help/{page}/"
    assert read(Client(), path, language) != read(Client(), path, "en")
