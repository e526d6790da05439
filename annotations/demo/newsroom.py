"""The demo newsroom: made through the services, by several people, so that every page has something to show."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import transaction

from annotations.anchoring.selectors import describe
from annotations.demo import clinic, desk, evidence, texts
from annotations.extraction.texts.plain import extract_plain
from annotations.models import Article, Claim, ClaimReview, Origin, Role, User
from annotations.services.claims import claimants, claims
from annotations.services.evidence import citations
from annotations.services.review import claim_reviews, corrections
from annotations.services.store.uploads import Upload
from annotations.services.text import articles, notes, versions

PEOPLE = [
    ("checker", "okafor", "M. Okafor"),
    ("checker", "haddad", "S. Haddad"),
    ("editor", "juhl", "T. Juhl"),
    ("editor", "marsh", "E. Marsh"),
    ("admin", "admin", "N. Adler"),
    ("auditor", "auditor", "P. Quist"),
]
HTML, TEXT = "text/html", "text/plain"
#: Speakers that are no persons.
BODIES = ("Dockers' union", "Lindow waterworks", "وزارة الموانئ")


@transaction.atomic
def load() -> list[dict[str, str]]:
    """Make people, articles and claims; give the log-ins (`role`, `username`, `password`)."""
    people, accounts = {}, []
    for role, username, name in PEOPLE:
        password = secrets.token_urlsafe(9)
        people[username] = User.objects.create_user(
            username, f"{username}@newsroom.example", password, role=Role(role), display_name=name
        )
        accounts.append({"role": role, "username": username, "password": password})
    room = Newsroom(people)
    room.fill()
    evidence.load()
    desk.load(people)
    clinic.load(room)
    return accounts


class Newsroom:
    """The work of a week, in the order in which people did it."""

    def __init__(self, people: dict[str, User]) -> None:
        self.people = people

    def fill(self) -> None:
        self._port()
        self._water()
        self._arabic()

    def article(self, by: str, text: str, **facts: Any) -> Article:
        return articles.add_pasted(by=self.people[by], document=extract_plain(text), facts=facts)

    def claim(self, by: str, article: Article, quote: str, **facts: Any) -> Claim:
        version = article.versions.get()
        start = version.text.index(quote)
        selector = describe(version.text, start, start + len(quote))
        claim = claims.mark_claim(by=self.people[by], version=version, selector=selector).claim
        return claims.save_claim(claim=claim, by=self.people[by], changes=facts) if facts else claim

    def draft(self, by: str, claim: Claim, rating: str, **texts: Any) -> ClaimReview:
        review = claim.reviews.open().get()
        if speaker := claim.claimant:
            if not speaker.kind:
                kind = "Organization" if speaker.name in BODIES else "Person"
                claimants.edit(claimant=speaker, by=self.people[by], values={"kind": kind})
            texts = {"asked": "no", "answer": "What was said can be checked in the records alone.", **texts}
        return claim_reviews.save_draft(review=review, by=self.people[by], changes={"rating": rating, **texts})

    def _label(self, review: ClaimReview, by: str, words: str) -> None:
        from annotations.models import Label

        label = Label.objects.get(words=words, language="en")
        claim_reviews.save_draft(review=review, by=self.people[by], changes={"label": label})

    def cite(
        self, by: str, review: ClaimReview, stance: str, quote: str, file: tuple[str, str, str], **facts: Any
    ) -> None:
        name, words, media_type = file
        citations.cite_upload(
            review=review, by=self.people[by], upload=Upload(name, words.encode(), media_type),
            url=facts.pop("url", ""), protected=facts.pop("protected", False),
            citation={"stance": stance, "quoted_words": quote, "shows": facts.pop("shows", "")},
            source={"type": facts.pop("type", "primary"), **facts},
        )  # fmt: skip

    def _approve(self, by: str, review: ClaimReview, *, publish: bool = True) -> None:
        review.refresh_from_db()
        act = claim_reviews.approve_and_publish if publish else claim_reviews.approve
        act(review=review, by=self.people[by], digest=review.digest)

    def submit(self, by: str, review: ClaimReview) -> ClaimReview:
        return claim_reviews.submit(review=review, by=self.people[by])

    def _port(self) -> None:
        port = self.article(
            "okafor", texts.PORT, title="Port minister says new cranes halved waiting times",
            publisher="The Quay Gazette", url="https://quay-gazette.example/ports/new-cranes",
        )  # fmt: skip
        bulletin = ("bulletin-q3.html", texts.BULLETIN, HTML)
        said = {"claimant": "A. Rowan", "context": "speech at the harbour", "topic": "Ports"}
        cranes = self.claim("okafor", port, "the four new cranes went into service in May", **said,
                             wording="The four new cranes of the port went into service in May.")  # fmt: skip
        review = self.draft(
            "okafor", cranes, "verified", summary="All four cranes were handed over on 12 May and have worked since.",
            how_checked="We read the ministry's bulletin for the third quarter, which lists the **hours worked** by each crane.",
        )  # fmt: skip
        facts = {"url": "https://ports.example/bulletin/q3", "publisher": "Ministry of Ports"}
        self.cite("okafor", review, "supports", "Cranes 5 to 8 were handed over on 12 May", bulletin, **facts)
        self.submit("okafor", review)
        self._approve("juhl", review)
        self._halved(port, bulletin, facts)
        cost = self.claim("okafor", port, "310 million crowns, a tenth below budget")
        self.draft("okafor", cost, "")
        boxes = self.claim("haddad", port, "the same number of boxes as two years ago, with two hundred fewer people")
        said = {"claimant": "Dockers' union", "context": "statement"}
        boxes = claims.save_claim(claim=boxes, by=self.people["haddad"], changes=said)
        review = self.draft(
            "haddad", boxes, "unverifiable", summary="Nobody publishes the number of dockers by year.",
            looked_for="The ministry's staff tables: no dockers in them. The union's yearly report: not published since the strike.",
        )  # fmt: skip
        self.submit("haddad", review)
        staff = self.claim("haddad", port, "No other port in the region handles as many ships with so few staff")
        claims.set_aside(claim=staff, by=self.people["haddad"], reason="no_time")
        full = self.claim("okafor", port, "the northern terminal to be full by the end of the decade")
        claims.set_aside(claim=full, by=self.people["okafor"], reason="prediction")
        self.claim(
            "okafor",
            port,
            "waiting times for container ships have halved since then. A. Rowan, who has led the ministry for two years",
        )

    def _halved(self, port: Article, bulletin: tuple[str, str, str], facts: dict[str, str]) -> None:
        """Returned once, approved, corrected: the longest way a verdict can go."""
        halved = self.claim("okafor", port, "waiting times for container ships have halved since then",
                             wording="Waiting times for container ships have halved since May.")  # fmt: skip
        review = self.draft(
            "okafor", halved, "disputed", summary="Waiting times fell by 13%, not by half. The minister compared with a strike week.",
            how_checked="We compared the ministry's bulletin with the year before, and looked for the period that would give “half”.\n\n- The quarter: 27 hours against 31\n- The strike week: about half, but that was one week in November",
            asked="yes", answer="The ministry has not answered.",
        )  # fmt: skip
        self._label(review, "okafor", "Misleading")
        self.cite(
            "okafor",
            review,
            "contradicts",
            "Mean waiting time of container ships was 27 hours (31 hours in the third quarter of the year before).",
            bulletin,
            **facts,
        )
        self.submit("okafor", review)
        claim_reviews.return_(
            review=review,
            by=self.people["juhl"],
            comment="Which week would give half? Please cite the diary.",
        )
        diary = ("strike-diary.txt", texts.DIARY, TEXT)
        self.cite(
            "okafor",
            review,
            "background",
            "By the fifth day 44 ships lay at anchor",
            diary,
            type="secondary",
            title="Strike diary, November",
            url="https://union.example/strike-diary",
        )
        self.submit("okafor", review)
        self._approve("juhl", review)
        why = "The diary says 41 ships at anchor, not 44. The verdict is unchanged."
        correction = corrections.correct(claim=halved, by=self.people["juhl"], kind="typo", reason=why)
        citation = correction.citations.filter(stance="background").get()
        citations.change(
            citation=citation,
            by=self.people["okafor"],
            values={"quoted_words": "By the fifth day 41 ships lay at anchor, twice the usual number."},
        )
        self.submit("okafor", correction)
        self._approve("marsh", correction)

    def _water(self) -> None:
        water = self.article(
            "haddad", texts.WATER, title="Lindow votes to replace every lead pipe", publisher="Northern Mail"
        )
        works = ("lead-pipes.html", texts.WATERWORKS, HTML)
        said = {"claimant": "B. Aster", "context": "council meeting", "topic": "Water"}
        ninth = self.claim("haddad", water, "one household in nine still drinks from lead", **said)
        review = self.draft(
            "haddad",
            ninth,
            "disputed",
            summary="The register knows 1,800 of 54,300 households: one in thirty.",
        )
        self._label(review, "haddad", "False")
        self.cite("haddad", review, "contradicts", "Households with a lead pipe, known: 1,800", ("register.txt", texts.REGISTER, TEXT),
                   title="Household register of Lindow", publisher="City of Lindow")  # fmt: skip
        self.submit("haddad", review)
        self._approve("marsh", review)
        claim_reviews.retract(
            review=review,
            by=self.people["marsh"],
            reason="The register leaves out tenants. We are checking the claim again.",
        )
        pipes = self.claim("okafor", water, "it has replaced 4,200 of 6,000 known pipes since the programme began")
        said = {"claimant": "Lindow waterworks", "context": "written answer"}
        pipes = claims.save_claim(claim=pipes, by=self.people["okafor"], changes=said)
        review = self.draft(
            "okafor",
            pipes,
            "verified",
            summary="Its own published count says the same, and the tenders add up to it.",
        )
        self.cite("okafor", review, "supports", "4,200 have been replaced", works, publisher="Lindow waterworks")
        self.submit("okafor", review)
        self._approve("juhl", review, publish=False)
        self._samples_and_fountains(water, works, said)
        self._later(water, pipes)

    def _later(self, water: Article, pipes: Claim) -> None:
        """The outlet changes a figure after the fact; the checkers talk about it beside the text."""
        version = water.versions.get()
        start = version.text.index("The waterworks answered")
        passage = describe(version.text, start, start + len("The waterworks answered"))
        note = notes.note_passage(
            version=version, by=self.people["juhl"], selector=passage,
            text="@okafor do we have this answer in writing, or only from the meeting?",
        )  # fmt: skip
        notes.answer(note=note, by=self.people["okafor"], text="In writing. It is cited with the claim on the pipes.")
        told = notes.note_claim(
            claim=pipes, by=self.people["okafor"], text="The count is of streets begun, not finished."
        )
        notes.set_resolved(note=told, by=self.people["juhl"], resolved=True)
        changed = version.text.replace("4,200 of 6,000", "4,300 of 6,000")
        versions.write_version(article=water, by=self.people["haddad"], text=changed, origin=Origin.OUTLET)

    def _samples_and_fountains(self, water: Article, works: tuple[str, str, str], said: dict[str, str]) -> None:
        samples = self.claim("haddad", water, "samples above the legal limit fell to three in the whole of last year")
        review = self.draft(
            "haddad", samples, "verified", summary="Three of 2,950 samples, after eleven the year before."
        )
        self.cite("haddad", review, "supports", "three samples out of 2,950 were above the legal limit", works)
        self.submit("haddad", review)
        fountains = self.claim("haddad", water, "the city spends twice as much on fountains as on pipes", **said)
        review = self.draft("haddad", fountains, "disputed", summary="We found no budget line for fountains.")
        self.cite("haddad", review, "background", "never shown how the ministry counts", ("note.txt", texts.STATEMENT, TEXT),
                   protected=True, type="expert", title="Note from the budget office", shows="The budget has no line for fountains.")  # fmt: skip
        self.submit("haddad", review)
        claim_reviews.return_(
            review=review,
            by=self.people["marsh"],
            comment="Then it is unverifiable, or we need the accounts.",
        )

    def _arabic(self) -> None:
        article = self.article(
            "haddad",
            texts.ARABIC,
            title="الرافعات الجديدة في الميناء",
            publisher="صحيفة المرفأ",
            language="ar",
        )
        claim = self.claim(
            "haddad",
            article,
            "مدة انتظار سفن الحاويات انخفضت إلى النصف منذ ذلك الحين",
            claimant="وزارة الموانئ",
        )
        review = self.draft("haddad", claim, "disputed", summary="انخفضت مدة الانتظار بنسبة 13 في المئة فقط.")
        self.cite("haddad", review, "contradicts", "Mean waiting time of container ships was 27 hours",
                   ("bulletin-q3.html", texts.BULLETIN, HTML), publisher="Ministry of Ports")  # fmt: skip
        self.submit("haddad", review)
        self.claim("haddad", article, "بلغت 310 ملايين كراون")
