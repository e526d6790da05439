"""Each component of the newsroom's pages in every state that it has, with made-up things in it, nothing of which is
kept: for those who change how pages look.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.models import Article, Citation, Claim, ClaimReview, Rating, Source, SourceType, Stance, User
from annotations.presenters.evidence.citations import CitationView, SourceState
from annotations.presenters.review.lines import Line
from annotations.presenters.review.verdicts import Verdict
from annotations.presenters.text.highlights import QUOTE, BlockView, Mark, render_blocks

WORDS = "The port handled 4,100 ships in 2025, the Ministry of Ports says."
MARKED = (
    *(("verified", False), ("disputed", False), ("unverifiable", False), ("disputed", True), ("none", False)),
    *(("aside", False), ("retracted", False), (QUOTE, False)),
)
SOURCES = (
    SourceState("kept", "Kept"), SourceState("waiting", "Waiting to be fetched"), SourceState("fetching", "Fetching"),
    SourceState("doubt", "Kept: is this the page?", "This looks like a log-in page, not like the document."),
    SourceState("failed", "Failed", "The site says there is no such page (404). Check the address."),
    SourceState("no-copy", "No copy", "Upload the document."), SourceState("protected", "Protected source"),
)  # fmt: skip


class SampleForm(forms.Form):
    """A field of each kind."""

    words = forms.CharField(label=_("Title"), help_text=_("Readers will see this."), max_length=40)
    lines = forms.CharField(
        label=_("Summary"), widget=forms.Textarea(attrs={"rows": 2}), max_length=400, required=False
    )
    choice = forms.ChoiceField(label=_("Label"), choices=Rating.choices)
    radio = forms.ChoiceField(label=_("Verdict"), choices=Rating.choices, widget=forms.RadioSelect)
    yes = forms.BooleanField(label=_("protected"), required=False)
    file = forms.FileField(label=_("File"), required=False)


class SampleFilter(forms.Form):
    """What a list is asked for."""

    q = forms.CharField(label=_("Title"), max_length=40, required=False)
    verdict = forms.ChoiceField(label=_("Verdict"), choices=Rating.choices, required=False)


def samples() -> dict[str, Any]:
    """What `help/components.html` shows."""
    return {
        "empty_form": SampleForm(auto_id="empty-%s"),
        "wrong_form": SampleForm({"words": "w" * 50, "choice": "nothing"}, auto_id="wrong-%s"),
        "filter": SimpleNamespace(form=SampleFilter(auto_id="filter-%s")),
        "verdicts": _verdicts(),
        "views": [_source(number, state) for number, state in enumerate(SOURCES, 1)],
        "lines": [Line(_review(), verdict, own=verdict.proposed) for verdict in _verdicts()],
        "blocks": _text(),
        "page": SimpleNamespace(next_query="after=1", first=False, first_query=""),
        "bars": [(words, SimpleNamespace(share=share)) for words, share in (("Verified", 100), ("Disputed", 40))],
        "words": {
            "primary": "Save",
            "button": "Look",
            "disabled": "Not now",
            "link": "Take out",
            "here": "Here",
            "there": "There",
            "notice": "Something was done, or has to be.",
            "empty": "Nothing waits.",
            "tag": "supports",
        },
    }


def _verdicts() -> list[Verdict]:
    told = (("verified", "Verified"), ("disputed", "False"), ("unverifiable", "Unverifiable"))
    return [
        Verdict("none", proposed=False, words="No verdict yet"),
        *(Verdict(state, proposed=True, words=f"Proposed: {words.lower()}") for state, words in told),
        *(Verdict(state, proposed=False, words=words) for state, words in told),
        Verdict("aside", proposed=False, words="Set aside: opinion"),
        Verdict("retracted", proposed=False, words="Retracted"),
    ]


def _source(number: int, state: SourceState) -> CitationView:
    url = "https://port.example/bulletin"
    source = Source(pk=number, url=url, title="Bulletin of the port", publisher="Ministry of Ports")
    source.original_url = source.ruled = ""
    source.type = SourceType.PRIMARY
    citation = Citation(
        pk=number, source=source, stance=Stance.SUPPORTS, quoted_words=WORDS, shows="How many there were."
    )
    visible = state.key != "protected"
    found = {"kept": True, "doubt": False}.get(state.key)
    return CitationView(citation, source, visible, source.title if visible else "A source we protect", state, found)


def _review() -> ClaimReview:
    article = Article(pk=1, title="A year in the port")
    claim = Claim(pk=1, wording=WORDS, article=article)
    return ClaimReview(pk=1, claim=claim, author=User(username="rowan", display_name="A. Rowan"), number=2)


def _text() -> list[BlockView]:
    """A block of each kind, the first with a mark of each kind in it."""
    marks, at = [], 0
    said = []
    for number, (state, proposed) in enumerate(MARKED, 1):
        words = f"{state} {'proposed' if proposed else 'words'}"
        marks.append(Mark(at, at + len(words), number, number, state, proposed, words))
        said.append(words)
        at += len(words) + 1
    lines = [
        ("paragraph", " ".join(said), None), ("heading", "A heading", None), ("quote", "Words of somebody.", None),
        ("item", "One of a list", None), ("item", "Another one", None), ("preformatted", "a = 1\n  b = 2", None),
        *(("cell", words, (1, n // 2 + 1, n % 2 + 1)) for n, words in enumerate(("Year", "Ships", "2025", "4,100"))),
    ]  # fmt: skip
    raw, start = [], 0
    for kind, words, cell in lines:
        raw.append({"kind": kind, "start": start, "end": start + len(words), **({"cell": cell} if cell else {})})
        start += len(words) + 1
    return render_blocks("\n".join(words for _kind, words, _cell in lines), raw, [], [], marks)
