"""The questions that the site ships with, in the language of the page. A newsroom may word them anew."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

#: (key, question, what it means); none has to be answered until an admin says so.
SHIPPED = (
    ("literal", _("Is it literally true?"), _("Word for word, at the time it was said.")),
    (
        "other_reading",
        _("Is there another way to read it?"),
        _("Say in the note which reading was checked, and why that one."),
    ),
    ("proof", _("Did the speaker give proof?"), _("Note what was given and when.")),
    (
        "ruled_before",
        _("Does it agree with how we ruled before?"),
        _("Name the like cases; say why, where this one is ruled otherwise."),
    ),
    ("primary", _("Is there a primary source?"), _("The document itself, not a report of it.")),
    ("second", _("Is there a second, independent source?"), _("One that does not rest on the first.")),
    ("asked", _("Was the speaker asked?"), _("With time enough to answer.")),
    (
        "evidence_against",
        _("Is the evidence against the verdict named, too?"),
        _("What speaks for the other side stands in the text."),
    ),
)
KNOWN = frozenset(words for _key, *pair in SHIPPED for words in pair)


def question_words(words: str) -> str:
    """A shipped question or hint in the language of the page; what a newsroom worded as it stands.

    Answers keep the question as it stood, so a shipped one is known by its words.
    """
    return gettext(words) if words in KNOWN else words
