"""A sensitive article in the demo: a blind review, a returned version with suggested words, an attempt to ask."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from annotations.models import Article, ChecklistQuestion
from annotations.services.newsroom import newsroom
from annotations.services.review import checklist, claim_reviews, contacts, experts
from annotations.services.text import notes

if TYPE_CHECKING:
    from annotations.demo.newsroom import Newsroom

ARTICLE = """The mobile clinics of the eastern district saw 3,400 patients in their first year, the health board writes in its report. Nine out of ten of them had never been to a doctor before, B. Lindqvist, who leads the board, said when she presented it.

The clinics cost less than a third of what a new ward would have cost, she said. An opposition councillor called that a comparison of apples and pears: a ward is open at night.

The board wants to send two more vans from spring on."""
REPORT = """<!doctype html><html><head><title>Mobile clinics: report on the first year</title></head><body>
<h1>Mobile clinics: report on the first year</h1>
<p>From March to February the two vans were on the road for 228 days and saw 3,412 patients.</p>
<p>Asked at their first visit, 61 per cent of patients said that they had not seen a doctor within the last five years;
7 per cent said that they had never seen one.</p>
<p>The vans cost 1.9 million crowns in the year, drivers and staff included.</p></body></html>"""
FILE = ("clinics.html", REPORT, "text/html")
FACTS = {"url": "https://health-board.example/clinics/first-year", "publisher": "Health board"}
SAID = {"claimant": "B. Lindqvist", "context": "press conference", "topic": "Health"}

PAGES = {
    "who-we-are": "We are the fact-checking desk of a demo newsroom. Everybody in it is invented.",
    "funding": "Paid for by the newsroom's readers. Nobody who pays chooses what we check.",
    "people": "The desk has six people:\n\n- M. Okafor and S. Haddad check\n- T. Juhl and E. Marsh edit\n\nAll of them are invented.",
    "complaints": "Write to the desk, or use the form under each fact-check.",
}


def load(room: Newsroom) -> None:
    people = room.people
    newsroom.change(by=people["admin"], values={"sensitive_mode": "blind"})
    for kind, text in PAGES.items():
        newsroom.write_page(by=people["admin"], kind=kind, language="en", text=text)
    article = room.article(
        "haddad", ARTICLE, title="Mobile clinics: a first year on the road", publisher="The Quay Gazette",
        url="https://quay-gazette.example/health/mobile-clinics",
    )  # fmt: skip
    never = room.claim("haddad", article, "Nine out of ten of them had never been to a doctor before", **SAID,
                        wording="Nine in ten patients of the mobile clinics had never seen a doctor.",
                        sensitive="health")  # fmt: skip
    review = room.draft(
        "haddad", never, "disputed", summary="The board's own report says 7 per cent. Most had not gone for five years.",
        how_checked="We read the report and asked the board how patients were counted.",
    )  # fmt: skip
    room.cite("haddad", review, "contradicts", "7 per cent said that they had never seen one", FILE, **FACTS)
    asked = timezone.now() - datetime.timedelta(hours=30)
    contact = contacts.log(
        claim=never, by=people["haddad"], whom="B. Lindqvist, by her office", channel="email", asked_at=asked,
        due_at=asked + datetime.timedelta(hours=24), into_draft=True,
        question="Where does “nine out of ten” come from? Your report says 7 per cent.",
    )  # fmt: skip
    contacts.close(
        contact=contact, by=people["haddad"], outcome="answered",
        answer="She meant those who had not seen a doctor for years, and regrets the slip.",
    )  # fmt: skip
    contacts.use_answer(contact=contact, by=people["haddad"])
    answers = {q.pk: ("yes", "") for q in ChecklistQuestion.objects.asked()[4:7]}
    checklist.answer(review=review, by=people["haddad"], answers=answers)
    room.submit("haddad", review)
    _cost(room, article)


def _cost(room: Newsroom, article: Article) -> None:
    people = room.people
    cost = room.claim("okafor", article, "less than a third of what a new ward would have cost", **SAID,
                       wording="The mobile clinics cost less than a third of a new ward.")  # fmt: skip
    review = room.draft(
        "okafor", cost, "unverifiable", summary="What a ward would have cost was never worked out. So nobody can say.",
        looked_for="The board's budget and minutes of three years: no estimate for a ward.",
    )  # fmt: skip
    room.cite("okafor", review, "background", "The vans cost 1.9 million crowns in the year", FILE, **FACTS)
    review = room.submit("okafor", review)
    notes.comment(
        review=review, by=people["marsh"], about="summary", text="Plainer, and without “never”: we can't know that.",
        suggestion="We found no estimate of what a ward would have cost. So the comparison can't be checked.",
    )  # fmt: skip
    experts.ask(
        review=review, by=people["okafor"], name="R. Amadi", field="Hospital finance; no interest declared", days=14,
        question="Is there a usual cost of a ward of this size that we could name?",
    )  # fmt: skip
    claim_reviews.return_(review=review, by=people["marsh"], comment="Close. See the words I suggest for the summary.")
