"""One search: what is asked in one way is found however it was written, and the right answer comes first."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet

from annotations.models import Article, Claim, Claimant, ClaimReview, SearchWord, Source, User
from annotations.services.evidence import removals
from annotations.services.newsroom import search
from tests import factories

pytestmark = pytest.mark.django_db

#: (language, wording, speaker)
CLAIMS = {
    "malaga": ("es", "El puerto de Málaga recibió 4.100 camiones en mayo.", "Autoridad Portuaria"),
    "mayor": ("en", "The mayor’s office said that the ferries carried 4,100 people.", "A. Rowan"),
    "mayors": ("en", "Twelve mayors wrote to the minister about unemployment.", "B. Juhl"),
    "ahmad": ("ar", "قال أحمد إنّ المدينة استقبلت ٤١٠٠ سفينة", "وزارة الموانئ"),
    "yolki": ("ru", "В порту росли ёлки, и корабли ждали.", "Порт"),
    "toyota": ("ja", "トヨタは7月に四千台の車を港から送った。", "港湾局"),
    "busan": ("ko", "부산항은 3분기에 1,204척이 입항했다고 밝혔다.", ""),
    "thai": ("th", "ท่าเรือกล่าวว่าเวลารอลดลงครึ่งหนึ่ง", ""),
    "zurich": ("de", "Die Züge nach Zürich fuhren über die Straße.", "Ö. Ångström"),
    "covid": ("en", "COVID-19 vaccines cost “half as much” as tests.", "Health Office"),
    "decimal": ("en", "Prices rose by 4.1 percent in the second quarter.", "Statistics Office"),
    "thin": ("fr", "L’eau a coûté 12 500 euros à l’école.", "Mairie"),
    "lodz": ("pl", "W Łodzi mieszka 640 000 osób.", ""),
    "istanbul": ("tr", "İstanbul limanında gemiler bekledi.", ""),
    "hindi": ("hi", "बंदरगाह ने कहा कि तीसरी तिमाही में १,२०४ जहाज़ आए।", ""),
    "greek": ("el", "Το λιμάνι του Πειραιά έκλεισε.", ""),
}

#: What is asked, and the claim that comes first.
ASKED = [
    ("Malaga", "malaga"), ("MÁLAGA", "malaga"), ("Ma\u0301laga", "malaga"), ("camión", "malaga"), ("camion", "malaga"),
    ("puertos", "malaga"), ("4.100 camiones", "malaga"), ("autoridad portuaria", "malaga"),
    ("mayor's", "mayor"), ("mayor’s office", "mayor"), ("mayor ferry", "mayor"), ("4,100 people", "mayor"),
    ("4100 people", "mayor"), ("4 100 people", "mayor"), ("4\u202f100 people", "mayor"), ("ferry carries", "mayor"),
    ("Rowan ferries", "mayor"), ("rowan", "mayor"), ("'ferries'", "mayor"), ("(ferries)", "mayor"),
    ("twelve mayor", "mayors"), ("ministers", "mayors"), ("unemployed minister", "mayors"),
    ("احمد", "ahmad"), ("أحمد", "ahmad"), ("المدينه", "ahmad"), ("مدينة", "ahmad"), ("4100 سفينة", "ahmad"),
    ("٤١٠٠ سفينة", "ahmad"), ("إن", "ahmad"), ("وزارة", "ahmad"),
    ("елки", "yolki"), ("ЁЛКИ", "yolki"), ("корабль", "yolki"),
    ("トヨタ", "toyota"), ("ﾄﾖﾀ", "toyota"), ("四千台", "toyota"), ("７月", "toyota"), ("港湾局", "toyota"),
    ("부산", "busan"), ("1204척", "busan"), ("입항", "busan"), ("เวลารอ", "thai"),
    ("Zurich", "zurich"), ("strasse", "zurich"), ("Strasse Zug", "zurich"), ("angstrom", "zurich"),
    ("covid 19", "covid"), ("COVID-19 vaccine", "covid"), ("\"half as much\"", "covid"), ("“half as much”", "covid"),
    ("«half as much»", "covid"), ("covid19 OR vaccine", "covid"), ("how much do the vaccines cost", "covid"),
    ("4.1 percent", "decimal"), ("4,1 percent", "decimal"), ("price rose", "decimal"),
    ("eau", "thin"), ("l'eau", "thin"), ("12500", "thin"), ("12,500", "thin"), ("ecole", "thin"),
    ("Lodzi", "lodz"), ("640000", "lodz"), ("istanbul", "istanbul"), ("İSTANBUL", "istanbul"),
    ("तिमाही", "hindi"), ("1204 जहाज़", "hindi"), ("λιμανι", "greek"), ("ΠΕΙΡΑΙΑ", "greek"),
    # mistyped, or begun
    ("Malga", "malaga"), ("vacines", "covid"), ("unemploymnet", "mayors"), ("minster", "mayors"), ("ferrys", "mayor"),
    ("Zurcih", "zurich"), ("vacc", "covid"), ("unempl", "mayors"), ("covid vaccin tests", "covid"),
    ("quater", "decimal"),
]  # fmt: skip

#: What is asked and found nowhere.
NOTHING = ["xyzzy", "malaga zurich", "\"much as half\"", "ferries -people", "410", "%", "'", "\"", "-", "or", "()", "!!",
           ":*", "& | !", "\\", "-ferries", "a:b:c", "\u200b", "'); DROP TABLE x; --"]  # fmt: skip


@pytest.fixture
def claims(checker: User) -> dict[str, int]:
    made = {}
    for name, (language, wording, speaker) in CLAIMS.items():
        who = Claimant.objects.get_or_create(name=speaker)[0] if speaker else None
        row = Claim.objects.create(
            wording=wording, language=language, claimant=who, created_by=checker, changed_by=checker
        )
        made[name] = row.pk
    return made


def found(asked: str, rows: QuerySet[Any] | None = None, *paths: str) -> list[int]:
    return search.find(Claim.objects.all() if rows is None else rows, asked, *paths).keys


def test_what_is_asked_is_found_first(claims: dict[str, int]) -> None:
    names = {key: name for name, key in claims.items()}
    wrong = [(asked, right, [names[key] for key in found(asked)][:3]) for asked, right in ASKED
             if found(asked)[:1] != [claims[right]]]  # fmt: skip
    assert not wrong, "\n".join(map(str, wrong))


def test_what_nothing_holds_is_not_found(claims: dict[str, int]) -> None:
    names = {key: name for name, key in claims.items()}
    assert {asked: [names[key] for key in found(asked)] for asked in NOTHING} == {asked: [] for asked in NOTHING}


def test_the_exact_word_counts_more_than_its_kin_and_the_claim_more_than_an_aside(checker: User) -> None:
    make = {"created_by": checker, "changed_by": checker, "language": "en"}
    exact = Claim.objects.create(wording="The port closed on Monday.", **make)
    kin = Claim.objects.create(wording="All ports closed on Monday.", **make)
    aside = Claim.objects.create(wording="Nobody came on Monday.", context="speech at the port", **make)
    assert found("port") == [exact.pk, aside.pk, kin.pk]


def test_which_other_spelling_was_looked_for_is_told(claims: dict[str, int]) -> None:
    assert search.find(Claim.objects.all(), "Malga camiones").spellings == {"malga": ["malaga"]}
    assert search.find(Claim.objects.all(), "Malaga").spellings == {}


def test_an_edit_is_known_at_once_and_a_new_name_finds_the_claims(checker: User, claims: dict[str, int]) -> None:
    Claim.objects.filter(pk=claims["mayor"]).update(wording="Nothing of the kind.")
    assert found("ferries") == []
    Claimant.objects.filter(name="A. Rowan").update(name="A. Rowanberry")
    assert found("rowanberry") == [claims["mayor"]]


def test_what_a_copy_holds_is_told_to_those_who_may_read_it(checker: User, other_checker: User) -> None:
    from tests.views.evidence.test_source_library import kept

    secret = kept(checker, "Letter", "The dredger sank at noon.", protected=True)
    open_one = kept(checker, "Log", "The dredgers came back at noon.")
    assert found("dredger", Source.objects.visible_to(checker), search.SOURCES) == [secret.pk, open_one.pk]
    assert found("dredger", Source.objects.visible_to(other_checker), search.SOURCES) == [open_one.pk]


def test_readers_find_what_is_published_and_nothing_else(checker: User, editor: User) -> None:
    review = factories.published(checker, editor, summary="Bulletin number nine says otherwise.")
    factories.submitted(checker, summary="Bulletin number nine is a forgery.")
    assert found("bulletins otherwise", ClaimReview.objects.public()) == [review.pk]
    assert found("forgery", ClaimReview.objects.all()) == []
    assert found("mean waiting bulletin", ClaimReview.objects.public()) == []


def test_a_text_removed_by_law_is_forgotten_to_its_last_word(
    checker: User, editor: User, other_editor: User, django_capture_on_commit_callbacks: Any
) -> None:
    article = factories.article(checker, text="Quentinella sold the wharf.")
    source = factories.cite(checker, factories.draft(checker))
    copy = source.snapshots.get()
    assert found("quentinella", Article.objects.all()) == [article.pk]
    assert found("waiting", Source.objects.all(), search.SOURCES) == [source.pk]
    for subject in ({"version": article.versions.get()}, {"snapshot": copy}):
        asked = removals.ask(by=editor, ground="Order 12/2026 of the city court.", **subject)
        with django_capture_on_commit_callbacks(execute=True):
            removals.decide(removal=asked, by=other_editor, remove=True)
    assert found("quentinella", Article.objects.all()) == []
    assert found("waiting", Source.objects.all(), search.SOURCES) == []
    assert not SearchWord.objects.filter(word="quentinella").exists()


def test_everything_can_be_made_anew(checker: User, claims: dict[str, int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE annotations_claimentry SET words = ''")
    SearchWord.objects.create(word="nowhere")
    assert found("Malaga") == []
    call_command("reindex_search", verbosity=0)
    assert found("Malaga") == [claims["malaga"]]
    assert not SearchWord.objects.filter(word="nowhere").exists()


@pytest.mark.parametrize("text", ["港" * 250_000, "".join(chr(0x4E00 + n % 20_000) for n in range(250_000)),
                                  " ".join(str(n) for n in range(60_000)), "a," * 120_000, "1,100" * 60_000,
                                  "'s" * 100_000, "\u0301" * 200_000, "-" * 200_000],
                         ids=["one sign", "all signs", "numbers", "commas", "thousands", "possessives", "accents", "rules"])  # fmt: skip
def test_texts_of_any_kind_fit(checker: User, text: str) -> None:
    factories.article(checker, text=f"{text[:200]}\n\nEnd.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT length(search_vector('en', %s))", [text])
        assert cursor.fetchone()[0] >= 0
