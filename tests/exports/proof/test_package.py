"""The proof of a fact-check, made by the site and verified without it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from annotations.exports.proof import verify
from annotations.models import AuditEvent, Citation, ClaimReview, User
from annotations.services.evidence import capture_work, captures, removals
from annotations.services.publishing import public_copies
from annotations.services.review import claim_reviews, corrections
from annotations.services.text import highlights
from tests import factories
from tests.capture.made import URL, FakeBrowser, cite, publish, work
from tests.conftest import client_of

pytestmark = pytest.mark.django_db
Files = dict[str, bytes]


@pytest.fixture
def review(checker: User, editor: User) -> ClaimReview:
    """A corrected check: one source that readers may see, one that they may not, one that is protected."""
    made = factories.draft(checker)
    factories.cite(checker, made, url="https://ports.example/bulletin")
    factories.cite(checker, made, title="Diary")
    factories.cite(checker, made, protected=True, title="Name of a source")
    claim_reviews.submit(review=made, by=checker)
    claim_reviews.approve(review=made, by=editor, digest=ClaimReview.objects.get(pk=made.pk).digest)
    claim_reviews.publish(review=made, by=editor)
    first = made.citations.order_by("pk")[0]
    public_copies.show(snapshot=first.snapshot, by=editor)
    return ClaimReview.objects.select_related("claim").get(pk=made.pk)


def proof(review: ClaimReview, editor: User, **chosen: str) -> bytes:
    answer = client_of(editor).post(f"/reviews/{review.pk}/proof/", chosen)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/zip"
    return b"".join(answer)


def files_of(data: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def told(files: Files) -> list[str]:
    """What is wrong with them, by the package's own program."""
    return [words for right, words in verify.verify(files) if not right]


def test_everything_is_as_it_was_put_there(review: ClaimReview, editor: User, tmp_path: Path) -> None:
    files = files_of(proof(review, editor))
    assert told(files) == []
    for name, data in files.items():
        path = tmp_path / "proof" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    alone = [sys.executable, "-I", str(tmp_path / "proof" / "verify.py")]
    done = subprocess.run(alone, capture_output=True, text=True, check=False, cwd="/")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Everything is as it was put here." in done.stdout
    assert "left out: a source, because it is protected" in done.stdout
    packed = tmp_path / "proof.zip"
    packed.write_bytes(proof(review, editor))
    assert subprocess.run([*alone, str(packed)], capture_output=True, check=False).returncode == 0


def test_what_readers_may_not_see_leaves_only_by_choice(review: ClaimReview, editor: User) -> None:
    few, all_ = files_of(proof(review, editor)), files_of(proof(review, editor, with_copies="on", with_article="on"))
    assert [len([n for n in files if n.endswith(".warc.gz")]) for files in (few, all_)] == [1, 2]
    assert not [n for n in few if n.startswith("articles/")]
    (article,) = [n for n in all_ if n.startswith("articles/")]
    assert all_[article].decode() == factories.TEXT
    assert told(all_) == []
    for files in (few, all_):
        whole = b"".join(data for name, data in files.items() if not name.endswith(".gz"))
        assert b"Name of a source" not in whole
    events = AuditEvent.objects.filter(verb="claim.proof_given").order_by("pk")
    assert [(e.data["copies"], e.data["article"]) for e in events] == [(False, False), (True, True)]


def test_copies_are_web_archives_and_quotes_stand_in_their_texts(review: ClaimReview, editor: User) -> None:
    files = files_of(proof(review, editor, with_copies="on"))
    for name in (n for n in files if n.endswith(".warc.gz")):
        kinds = [record.rec_type for record in ArchiveIterator(io.BytesIO(files[name]))]
        assert kinds == ["warcinfo", "resource", "metadata"]
    quotes = json.loads(files["quotes.json"])
    assert len(quotes) == 2
    for quote in quotes:
        text = files[quote["text_file"]].decode()
        assert text[quote["start"] : quote["end"]] == factories.QUOTE == quote["words"]


def touch_text(files: Files) -> str:
    name = next(n for n in files if n.endswith(".txt") and n.startswith("copies/"))
    files[name] = files[name].replace(b"27", b"13")
    return f"{name}: is not the file"


def take_file(files: Files) -> str:
    del files["claimreview.json"]
    return "claimreview.json: is missing"


def add_file(files: Files) -> str:
    files["copies/9999.txt"] = b"Another source."
    return "copies/9999.txt: is not in the list"


def listed_anew(files: Files, name: str, value: object) -> None:
    """As somebody would who knows how: with the list of files made anew."""
    files[name] = json.dumps(value).encode()
    manifest = json.loads(files["manifest.json"])
    manifest["files"][name]["sha256"] = verify.sha256(files[name])
    files["manifest.json"] = json.dumps(manifest).encode()


def other_verdict(files: Files) -> str:
    version = json.loads(files["versions/1.json"])
    version["content"]["summary"] = "It fell by half."
    listed_anew(files, "versions/1.json", version)
    return "does not have the digest"


def other_approval(files: Files) -> str:
    version = json.loads(files["versions/1.json"])
    version["content"]["summary"] = "It fell by half."
    version["digest"] = verify.digest(version["content"])
    listed_anew(files, "versions/1.json", version)
    return "approved another content"


def other_event(files: Files) -> str:
    trail = json.loads(files["audit.json"])
    trail["events"][1]["actor"] = 999
    listed_anew(files, "audit.json", trail)
    return "event 2: was changed"


def left_out_event(files: Files) -> str:
    trail = json.loads(files["audit.json"])
    del trail["events"][1]
    listed_anew(files, "audit.json", trail)
    return "events before it are missing"


def swapped_event(files: Files) -> str:
    trail = json.loads(files["audit.json"])
    event = trail["events"][1]
    event["actor"] = 999
    event["hash"] = verify.digest({k: v for k, v in event.items() if k != "hash"})
    listed_anew(files, "audit.json", trail)
    return "event 3: does not follow the event before it"


def other_quote(files: Files) -> str:
    quotes = json.loads(files["quotes.json"])
    quotes[0]["words"] = "Mean waiting time has doubled"
    listed_anew(files, "quotes.json", quotes)
    return "“Mean waiting time has doubled”: stands in"


def no_approval(files: Files) -> str:
    version = json.loads(files["versions/1.json"])
    version["approvals"] = []
    listed_anew(files, "versions/1.json", version)
    return "nobody approved it"


def test_a_package_is_known_again_by_its_list(review: ClaimReview, editor: User) -> None:
    files = files_of(proof(review, editor))
    assert AuditEvent.objects.get(verb="claim.proof_given").data["manifest"] == verify.sha256(files["manifest.json"])


def test_what_joined_the_claim_later_is_not_given_away(review: ClaimReview, checker: User, editor: User) -> None:
    secret = factories.article(
        checker, "An unpublished text says that waiting times fell by half, too.", title="Secret"
    )
    later = factories.claim(checker, secret, "An unpublished text")
    highlights.same_as(claim=later, other=review.claim, by=checker)
    files = files_of(proof(review, editor, with_article="on"))
    assert b"unpublished text" not in b"".join(data for name, data in files.items() if not name.endswith(".gz"))


@pytest.mark.parametrize(
    "forge",
    [
        other_quote,
        no_approval,
        touch_text,
        take_file,
        add_file,
        other_verdict,
        other_approval,
        other_event,
        left_out_event,
        swapped_event,
    ],
)
def test_every_forgery_is_told(review: ClaimReview, editor: User, forge: Callable[[Files], str]) -> None:
    files = files_of(proof(review, editor, with_copies="on"))
    expected = forge(files)
    assert any(expected in words for words in told(files)), told(files)


def test_a_correction_and_a_retraction_are_in_it(review: ClaimReview, checker: User, editor: User) -> None:
    second = corrections.correct(claim=review.claim, by=editor, reason="The share.", kind="typo")
    claim_reviews.save_draft(review=second, by=checker, changes={"summary": "It fell by 14%."})
    claim_reviews.submit(review=second, by=checker)
    other = factories.UserFactory(role="editor")
    claim_reviews.approve(review=second, by=other, digest=ClaimReview.objects.get(pk=second.pk).digest)
    claim_reviews.publish(review=second, by=other)
    second.refresh_from_db()
    files = files_of(proof(second, editor))
    assert {"versions/1.json", "versions/2.json"} <= set(files)
    assert told(files) == []
    claim_reviews.retract(review=second, by=editor, reason="The count was wrong.")
    files = files_of(proof(second, editor))
    assert json.loads(files["versions/2.json"])["retraction_reason"] == "The count was wrong."
    assert "claimreview.json" not in files
    assert told(files) == []


def test_what_was_removed_by_law_is_named_and_not_there(review: ClaimReview, editor: User) -> None:
    copy = review.citations.order_by("pk")[0].snapshot
    removal = removals.ask(snapshot=copy, by=editor, ground="Order 12/2026")
    removals.decide(removal=removal, by=factories.UserFactory(role="editor"), remove=True)
    files = files_of(proof(review, editor, with_copies="on"))
    assert not [n for n in files if n.startswith("copies/")]
    assert any("removed by law" in left["why"] for left in json.loads(files["manifest.json"])["left_out"])
    assert told(files) == []


def test_only_of_what_is_published_and_only_by_editors(review: ClaimReview, checker: User, editor: User) -> None:
    waiting = factories.submitted(checker)
    assert client_of(editor).get(f"/reviews/{waiting.pk}/proof/").status_code == 302
    assert client_of(checker).post(f"/reviews/{review.pk}/proof/").status_code == 403
    page = client_of(editor).get(f"/reviews/{review.pk}/").content.decode()
    assert f'href="/reviews/{review.pk}/proof/"' in page
    assert (
        "It does not prove that a source is right"
        in client_of(editor).get(f"/reviews/{review.pk}/proof/").content.decode()
    )


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a package"])
def test_what_is_no_package_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "proof.zip").write_bytes(data)
    assert verify.main([str(tmp_path / "proof.zip")]) == 1
    assert verify.main([str(tmp_path)]) == 1


def test_of_a_page_that_a_browser_showed_its_picture_is_in_it(
    checker: User, editor: User, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.CAPTURE = "yes"
    monkeypatch.setattr(capture_work, "capture", FakeBrowser())
    monkeypatch.setattr(capture_work, "browser", lambda: "/bin/chromium")
    cited = cite(checker, URL)
    captures.ask(source=cited.source, by=checker)
    work()
    publish(Citation.objects.get(pk=cited.pk), checker, editor)
    review = ClaimReview.objects.select_related("claim").get(pk=cited.review_id)
    files = files_of(proof(review, editor, with_copies="on"))
    assert files[f"copies/{cited.source.snapshots.get().pk}.png"] == factories.picture(1280, 900)
    assert told(files) == []
