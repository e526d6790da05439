"""Captured pages under a published verdict: watched, and removed by law with all that is theirs."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from annotations.fetching.errors import FetchError
from annotations.models import Blob, CapturedPage, CaptureOrder, EvidenceChange, Removal, Source, User
from annotations.review.permissions import Refused
from annotations.services.evidence import captures, removals
from annotations.services.newsroom import newsroom
from annotations.services.store import blobs
from tests import factories
from tests.capture.made import FakeBrowser, captured, cite, fetch, publish, work
from tests.capture.pages import TEXT, Web
from tests.capture.sandbox import is_usable
from tests.web import LocalWeb

pytestmark = pytest.mark.django_db


def test_published_verdicts_that_rest_on_it_are_watched(
    fake: FakeBrowser, opened: LocalWeb, checker: User, editor: User
) -> None:
    cited = cite(checker, opened.url("/scripts"))
    fetch(cited.source)
    work()
    publish(cited, checker, editor)
    fetch(cited.source, reason="watch")
    assert EvidenceChange.objects.count() == 0  # the shell is no news
    work()
    assert EvidenceChange.objects.count() == 0
    assert Source.objects.get(pk=cited.source_id).health == "same"
    fake.found = captured(text="The bulletin was withdrawn. A new one is expected in summer, with the ferries.")
    fetch(cited.source, reason="watch")
    work()
    change = EvidenceChange.objects.get()
    assert (change.kind, change.attempt.by_browser) == ("quote_gone", True)
    assert Source.objects.get(pk=cited.source_id).health == "changed"


def test_what_is_removed_by_law_goes_with_all_that_was_captured(
    fake: FakeBrowser,
    source: Source,
    checker: User,
    editor: User,
    other_editor: User,
    django_capture_on_commit_callbacks,
) -> None:
    for text in (TEXT, TEXT + " More."):
        fake.found = captured(text=text, picture=factories.picture(100 + len(text), 60))
        captures.ask(source=source, by=checker)
        work()
    first, second = CapturedPage.objects.order_by("pk")
    shared = set(first.resources.exclude(blob=None).values_list("blob", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        asked = removals.ask(by=editor, ground="Order 12", snapshot=first.snapshot)
        removals.decide(removal=asked, by=other_editor, remove=True)

    def there(sha256: str) -> bool:
        return default_storage.exists(Blob(sha256=sha256).storage_name)

    assert not any(map(there, [first.snapshot.blob_id, first.picture_id, first.words_id]))
    assert all(map(there, [second.snapshot.blob_id, second.picture_id, second.words_id, *shared]))
    assert not [damage for damage in blobs.verify() if damage.is_damage]
    assert {damage.sha256 for damage in blobs.verify()} == {first.snapshot.blob_id, first.picture_id, first.words_id}
    assert removals.sweep() == 0


def test_by_a_real_browser(settings: object, checker: User) -> None:
    settings.CAPTURE = ""  # type: ignore[attr-defined]
    settings.CAPTURE_SANDBOX = is_usable()  # type: ignore[attr-defined]
    settings.FETCH_ALLOWED_NETWORKS = ["127.0.0.1/32"]  # type: ignore[attr-defined]
    settings.FETCH_HOST_PAUSE_SECONDS = 0  # type: ignore[attr-defined]
    with Web() as pages:
        cited = cite(checker, pages.url("/scripts"))
        fetch(cited.source)
        assert work().state == "done"
    cited.refresh_from_db()
    assert cited.snapshot is not None
    assert cited.snapshot.by_browser
    assert list(blobs.verify()) == []


@pytest.mark.parametrize(
    ("brought", "kind", "health"),
    [
        ({"text": "Page not found. The page you are looking for does not exist."}, "gone", "gone"),
        ({"error": FetchError("not_found", status=404)}, "gone", "gone"),
        ({"error": FetchError("login", status=403)}, "walled", "walled"),
    ],
)
def test_a_page_that_lives_in_a_browser_is_missed_when_it_goes(
    fake: FakeBrowser, opened: LocalWeb, checker: User, editor: User, brought: dict, kind: str, health: str
) -> None:
    cited = cite(checker, opened.url("/scripts"))
    fetch(cited.source)
    work()
    publish(cited, checker, editor)
    fake.found = captured(**brought)
    fetch(cited.source, reason="watch")
    work()
    assert EvidenceChange.objects.get().kind == kind
    assert Source.objects.get(pk=cited.source_id).health == health
    fake.found = captured()
    fetch(cited.source, reason="watch")
    work()
    assert EvidenceChange.objects.get().outcome == "back"


def test_a_site_that_becomes_a_shell_is_watched_on(
    fake: FakeBrowser, opened: LocalWeb, checker: User, editor: User
) -> None:
    cited = cite(checker, opened.url("/page"))
    fetch(cited.source)
    publish(cited, checker, editor)
    Source.objects.filter(pk=cited.source_id).update(url=opened.url("/scripts"))
    cited.source.refresh_from_db()
    fake.found = captured(text="The bulletin was withdrawn. A new one is expected in summer, with the ferries.")
    fetch(cited.source, reason="watch")
    work()
    assert EvidenceChange.objects.open().get().kind == "quote_gone"


def test_what_was_removed_by_law_is_not_captured_again(
    fake: FakeBrowser,
    opened: LocalWeb,
    checker: User,
    editor: User,
    other_editor: User,
    django_capture_on_commit_callbacks,
) -> None:
    cited = cite(checker, opened.url("/scripts"))
    fetch(cited.source)
    work()
    with django_capture_on_commit_callbacks(execute=True):
        copy = cited.source.snapshots.get(by_browser=True)
        removals.decide(removal=removals.ask(by=editor, ground="Order 12", snapshot=copy), by=other_editor, remove=True)
    fetch(cited.source)
    assert CaptureOrder.objects.filter(state="waiting").count() == 0
    with pytest.raises(Refused, match="removed_content"):
        captures.ask(source=cited.source, by=checker)


def test_everything_that_holds_bytes_is_asked_before_they_go(
    fake: FakeBrowser, source: Source, checker: User, admin: User
) -> None:
    """A new relation to Blob has to be told to `held_alone`, or its bytes go with a removed page.

    A hash of a picture holds nothing.
    """
    relations = {(r.related_model.__name__, r.field.name) for r in Blob._meta.get_fields(include_hidden=True)
                 if r.is_relation}  # fmt: skip
    assert relations == {
        ("Snapshot", "blob"), ("CapturedResource", "blob"), ("Newsroom", "logo"), ("PictureHash", "blob"),
        *(("CapturedPage", name) for name in CapturedPage.FILES),
    }  # fmt: skip
    logo = newsroom.set_logo(by=admin, data=factories.picture()).logo
    fake.found = captured(picture=blobs.read(logo))
    captures.ask(source=source, by=checker)
    work()
    page = CapturedPage.objects.get()
    Removal.objects.create(
        snapshot=page.snapshot, sha256=page.snapshot.blob_id, ground="Order", asked_by=checker, decided_by=admin,
        decided_at=timezone.now(), removed_at=timezone.now(),
    )  # fmt: skip
    assert page.picture_id not in CapturedPage.objects.removed().held_alone()
    assert page.words_id in CapturedPage.objects.removed().held_alone()
