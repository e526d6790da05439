"""Every address × every kind of person, compared with the resolver: an unlisted route fails."""

from __future__ import annotations

import pytest

from annotations.models import User
from annotations.services.newsroom import people
from tests import factories
from tests.conftest import client_of
from tests.views.conftest import own_routes

pytestmark = pytest.mark.django_db

ANYBODY = {"anonymous": 200, "checker": 200, "editor": 200, "admin": 200, "auditor": 200}
INSIDE = ANYBODY | {"anonymous": 302}
WRITERS = INSIDE | {"admin": 403, "auditor": 403}
#: A copy that is a plain text has no page and no pictures.
MISSING = INSIDE | dict.fromkeys(("checker", "editor", "admin", "auditor"), 404)
DECIDERS = INSIDE | dict.fromkeys(("checker", "admin", "auditor"), 403)
ADMINS = {"anonymous": 302, "checker": 403, "editor": 403, "admin": 200, "auditor": 403}

GET: dict[str, dict[str, int]] = {
    "front": ANYBODY, "check_markup": ANYBODY, "claims_search": ANYBODY, "check": ANYBODY, "story": ANYBODY, "feed": ANYBODY, "feed_lines": ANYBODY, "feed_pages": ANYBODY, "outbox": DECIDERS, "outbox_file": DECIDERS, "checks_feed": ANYBODY, "robots": ANYBODY, "feed_table": ANYBODY, "help": ANYBODY, "help_page": ANYBODY, "components": ADMINS,
    "check_version": ANYBODY, "healthz": ANYBODY, "readyz": ANYBODY, "invitation": ANYBODY,
    "report": ANYBODY, "corrections": ANYBODY, "corrections_feed": ANYBODY, "claimant": INSIDE, "verdict_figures": INSIDE, "verdict_figures_csv": INSIDE, "history": INSIDE, "mine": WRITERS, "report_list": INSIDE, "queue": INSIDE, "report_answer": INSIDE,
    "catalog": ANYBODY, "kept_copy": ANYBODY, "topic": ANYBODY, "speaker": ANYBODY, "embed": ANYBODY, "about": ANYBODY,
    "about_version": ANYBODY, "logo": ANYBODY, "colours": ANYBODY, "check_corrections_feed": ANYBODY,
    "oembed": dict.fromkeys(ANYBODY, 404), "newsroom_pages": ADMINS, "newsroom_page": ADMINS, "newsroom_logo": ADMINS,
    "share_picture": ANYBODY, "from_browser": ANYBODY, "extension_file": WRITERS, "claim_live": DECIDERS, "claim_live_status": DECIDERS | {"editor": 204}, "review_proof": DECIDERS,
    "check_short": dict.fromkeys(ANYBODY, 301), "story_short": dict.fromkeys(ANYBODY, 301),
    "home": dict.fromkeys(INSIDE, 302), "dashboard": INSIDE, "articles": INSIDE, "article": INSIDE,
    "article_status": INSIDE | dict.fromkeys(("checker", "editor", "admin", "auditor"), 204),
    "article_rows": INSIDE | dict.fromkeys(("checker", "editor", "admin", "auditor"), 302),
    "article_blocks": INSIDE | dict.fromkeys(("checker", "editor", "admin", "auditor"), 204),
    "article_changes": INSIDE | dict.fromkeys(("checker", "editor", "admin", "auditor"), 204),
    "article_add": WRITERS, "article_edit": WRITERS, "paragraph": WRITERS,
    "claims": INSIDE, "claim": INSIDE, "claim_new": WRITERS, "reviews": INSIDE, "review": INSIDE,
    "citation_edit": WRITERS | {"checker": 302, "editor": 302},  # published
    "sources": INSIDE, "source": INSIDE, "source_upload": WRITERS,
    "snapshot": INSIDE, "snapshot_original": INSIDE, "snapshot_warc": INSIDE, "evidence_list": INSIDE,
    "evidence": INSIDE, "removals": INSIDE, "fetch_health": INSIDE, "snapshot_page": MISSING,
    "snapshot_seen": MISSING, "snapshot_unpressed": MISSING, "snapshot_print": MISSING, "snapshot_wacz": MISSING,
    "snapshot_recording": MISSING, "snapshot_captions": MISSING, "transcript_add": MISSING | {"admin": 403, "auditor": 403},
    "kept_picture": dict.fromkeys(ANYBODY, 404), "snapshot_picture": MISSING, "snapshot_pdf_page": MISSING, "people": ADMINS, "profile": INSIDE, "claim_changes": INSIDE,
    "highlight": WRITERS, "versions": INSIDE, "version_compare": INSIDE, "version_write": WRITERS,
    "review_checklist": WRITERS | {"checker": 302, "editor": 302},  # published: its page has the answers
    "claim_contacts": INSIDE, "contact": INSIDE | dict.fromkeys(("checker", "editor", "admin", "auditor"), 302),
    "agreement": INSIDE, "agreement_csv": INSIDE,
    "notifications": INSIDE, "notification": MISSING,  # somebody else's
    "newsroom": ADMINS, "newsroom_labels": ADMINS, "newsroom_checklist": ADMINS,
    "expert": ANYBODY, "expert_copy": ANYBODY,
    "expert_link": INSIDE | dict.fromkeys(("checker", "editor", "admin", "auditor"), 302),
    "principles_pack": INSIDE,
    "speaker_suggestions": WRITERS, "queue_news": INSIDE, "search": INSIDE, "article_sheet": INSIDE,
    "article_blank_card": WRITERS, "claim_similar": INSIDE, "notes": INSIDE, "note": INSIDE | dict.fromkeys(("checker", "editor", "admin", "auditor"), 302),
}  # fmt: skip
POST_ONLY = {
    "report_confirm": "decide", "queue_assign": "decide", "claim_take": WRITERS,
    "article_try_again": WRITERS, "claim_mark": WRITERS, "article_publish": "decide", "claim_save": WRITERS,
    "claimant_spelling": WRITERS, "claimant_part": WRITERS, "claim_set_aside": WRITERS, "claim_reopen": WRITERS, "claim_appearance": WRITERS, "review_submit": WRITERS,
    "review_take_back": WRITERS, "review_approve": "decide", "review_publish": "decide", "review_return": "decide",
    "review_rate": WRITERS, "queue_save": INSIDE, "review_ask": WRITERS, "expert_revoke": WRITERS, "label_change": ADMINS, "question_change": ADMINS, "notifications_read": INSIDE, "profile_notices": INSIDE, "contact_close": WRITERS, "contact_use": WRITERS,
    "review_correct": "decide", "claim_pin": "decide", "outbox_sent": "decide", "claim_live_look": "decide", "review_retract": "decide", "review_confirm": "decide", "citation_add": WRITERS,
    "highlight_range": WRITERS, "highlight_split": WRITERS, "highlight_move": WRITERS, "highlight_remove": WRITERS,
    "version_look": WRITERS, "version_recheck": WRITERS, "version_place": WRITERS, "version_note": WRITERS,
    "claim_same_as": WRITERS, "claim_rework": WRITERS, "source_is_ruling": WRITERS, "note_passage": WRITERS, "note_claim": WRITERS, "note_answer": WRITERS, "note_resolve": WRITERS, "note_accept": WRITERS, "review_comment": WRITERS,
    "citation_remove": WRITERS, "citation_pin": WRITERS, "citation_use_held": WRITERS, "evidence_take": WRITERS,
    "source_outside": WRITERS, "source_capture": WRITERS, "source_record": WRITERS, "source_confirm": WRITERS, "snapshot_remove": "decide", "snapshot_show": "decide", "version_remove": "decide", "removal_decide": "decide", "source_try_again": WRITERS, "person_change": ADMINS, "invitation_withdraw": ADMINS,
}  # fmt: skip


def test_every_route_is_in_the_table() -> None:
    assert {route.name for route in own_routes()} == set(GET) | set(POST_ONLY)


@pytest.mark.parametrize("role", ["anonymous", "checker", "editor", "admin", "auditor"])
def test_who_may_read_what(role: str, everybody: dict[str, User | None], places: dict[str, str]) -> None:
    client = client_of(everybody[role])
    seen = {}
    for name in GET:
        answer = client.get(places[name])
        seen[name] = answer.status_code
        if answer.streaming:
            b"".join(answer)  # read to its end, which closes the file
    assert seen == {name: table[role] for name, table in GET.items()}


@pytest.mark.parametrize("role", ["anonymous", "checker", "editor", "admin", "auditor"])
def test_who_may_post_where(role: str, everybody: dict[str, User | None], places: dict[str, str]) -> None:
    """Refused by log-in (302) or permission (403); whoever may gets anything else, and never a server error."""
    client = client_of(everybody[role])
    for name, table in POST_ONLY.items():
        assert client.get(places[name]).status_code == 302, name
        status = client.post(places[name]).status_code
        if table == "decide":
            table = WRITERS | {"checker": 403}
        if table[role] == 200:
            assert status < 500, name
            assert status != 403, name
        else:
            assert status == table[role], name


def test_nothing_unpublished_is_public(checker: User, editor: User) -> None:
    """Draft, in review, returned, approved: no trace of them for a reader, at any public address."""
    from annotations.services.review import claim_reviews

    on = factories.article(checker)
    factories.published(checker, editor, factories.claim(checker, on, "1,204 ships"))
    made = [
        factories.claim(checker, on, quote)
        for quote in ("waiting times fell by half", "Nobody showed us the log", "in spring")
    ]
    for claim in made:
        factories.draft(checker, claim, summary="SECRET summary")
    factories.cite(checker, made[1].reviews.get())
    claim_reviews.submit(review=made[1].reviews.get(), by=checker)
    factories.cite(checker, made[2].reviews.get())
    review = claim_reviews.submit(review=made[2].reviews.get(), by=checker)
    claim_reviews.approve(review=review, by=editor, digest=review.digest)
    client = client_of(None)
    on.refresh_from_db()
    for path in ("/", f"/stories/{on.pk}-{on.slug}/"):
        page = client.get(path).content.decode()
        assert "1,204 ships" in page
        assert "SECRET" not in page
        assert "waiting times" not in page
    assert "SECRET" not in b"".join(client.get("/feeds/claimreview.json").streaming_content).decode()
    for claim in made:
        assert client.get(f"/checks/{claim.pk}-x/").status_code == 404
        assert client.get(f"/checks/{claim.pk}-x/versions/1/").status_code == 404


def test_a_closed_account_is_out_at_once(checker: User, admin: User) -> None:
    client = client_of(checker)
    assert client.get("/articles/").status_code == 200
    people.change_person(by=admin, person=checker, role="checker", is_active=False)
    assert client.get("/articles/").status_code == 302
