"""Words of the packages that know no Django, put into the person's language.

Review, fetching, extraction, anchoring and matching speak English; some of what they say is stored. It is translated
where it is shown.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

#: Listed here so that the catalogues hold them; tests/architecture/test_translations.py compares the list.
PHRASES = (
    # review/permissions.py
    _("Log in first."),
    _("Only checkers and editors may change this. Ask one of them."),
    _("Only an editor may decide this."),
    _("Only an admin may manage people."),
    _("Only an admin may change how the newsroom works."),
    _("Only somebody who wrote this version may take it back. Ask an editor to return it."),
    _("You wrote part of this version, so another editor must decide it."),
    _(
        "This version is no longer a draft, so its words can't change. "
        "Take it back, or ask an editor to return it or to issue a correction."
    ),
    # review/modes.py
    _("No opinion is asked for here any more. Reload the page."),
    _("You wrote part of this version, so somebody else must rate it."),
    _("You have rated this version already."),
    _("You approved it already. A second editor has to approve it, too."),
    _("Others have to rate it before it can be approved."),
    _("The panel did not carry this verdict. Return it with a comment."),
    _("Your rating differs from the proposed one, so a third person must decide."),
    _("Rate it first: the verdict is shown afterwards, and then it can be returned."),
    # review/policies.py
    _("Say in neutral words what is claimed."),
    _("Say whether who said it is a person or an organisation; readers are told."),
    _("Choose a verdict."),
    _("This verdict has no label. Ask an admin to add one."),
    _("Add a summary: two sentences that a reader understands alone."),
    _("Name at least one place you searched and what you found there."),
    _("Add at least one source."),
    _("Say of each source whether it supports or contradicts the claim, or gives background."),
    _("Say whether the person who said it was asked; readers are told."),
    _("Say what the picture, video or sound is found to be."),
    _("It is retracted. Choose “Published again after a retraction”, and say why."),
    _("Say what is corrected; readers will see it."),
    _("Say what kind of correction it is."),
    _("Answer the questions of the check-list that have to be answered."),
    # anchoring/selectors.py
    _("The selected words are outside the text. Select them again."),
    _("Only blank space was selected. Select some words."),
    _("The words you selected are not the words of the text at that place. Reload the page and select them again."),
    # extraction/doubts.py
    _("This looks like a page that asks about cookies, not like the document."),
    _("This looks like a log-in page, not like the document."),
    _("This looks like the beginning of an article that only subscribers can read."),
    _("This looks like a page that says there is no such page."),
    _("This looks like a page that keeps out robots, not like the document."),
    _("This looks like a page that keeps out readers of this country, not like the document."),
    _("This looks like a site that is closed, for sale or out of order, not like the document."),
    _("This page only sends on to another one."),
    _("The site sent us to its front page instead of this address."),
    _("This page shows its text only by scripts; we have what stands there without them."),
    _("This page shows its text only by scripts, so we kept a page without text."),
    _("Some letters of this document could not be read: its charset is not what it says."),
    _("This document is longer than what we read of it: its end is not in the text."),
    # fetching/errors.py
    _("This is not a web address we can open. It must begin with http:// or https://."),
    _("This address contains a user name or password. Take it out of the address."),
    _("This address belongs to a private or reserved network, so we don't open it."),
    _("This address uses an unusual port, so we don't open it."),
    _("No site answers to this name. Check the address for a typing error."),
    _("The site refused the connection. Try again later."),
    _("The connection broke off. Try again later."),
    _("The site took too long to answer. Try again later, or upload the document."),
    _("The site's security certificate is not valid. Upload the document instead."),
    _("The site sends us from address to address without end. Upload it instead."),
    _("The document is larger than we keep. Upload the part you need."),
    _("The site sent the document in a compression we can't read. Upload it instead."),
    _("The site's answer makes no sense. Try again later, or upload the document."),
    _("The site sent an empty document. Check the address, or upload the document."),
    _("Getting this document failed again and again. Try again later, or upload it."),
    _("This address gives a file and no page, so there is nothing to look at as a reader would."),
    _("There is no readable text in this page, not even in a browser. Paste its text instead."),
    _("No browser is installed where pages are captured. Tell whoever runs this site."),
    _("The browser can't be locked in on that machine, so it opens nothing. Tell whoever runs it."),
    _("The browser broke while it showed this page. Try again later, or upload the document."),
    _("This page takes more memory than we allow to a browser. Upload the document instead."),
    _("No video or sound that can be kept was found at this address. Upload the file instead."),
    _("This is still going on or has not begun. Keep it when it is over."),
    _("The site shows this recording only after a log-in. Upload the file instead."),
    _("This recording is protected against copying. Upload the part you need."),
    _("Taking this recording failed. Try again later, or upload the file."),
    _("yt-dlp is not installed where recordings are kept. Tell whoever runs this site."),
    _("Our store is full or can't be reached, so nothing was kept. Tell whoever runs this site."),
    # extraction, parsing.py
    _("This file is damaged and can't be opened."),
    _("This file is damaged and can't be read."),
    _("This file holds more than we read."),
    _("This file is locked with a password."),
    _("There is no text in this file."),
    _("There is no text in this message."),
    _("This table is damaged and can't be read."),
    _("There is no text in it."),
    _("There is no readable text in this page. It may need scripts, or be empty."),
    _("There is no text in this PDF: its pages are pictures."),
    _("This archive is not switched on."),
    _("The archive took too long. Try again later."),
    _("The archive's answer makes no sense. Try again later."),
    _("The archive took no order."),
    _("The archive could not keep the page."),
    _("This PDF has no such page."),
    _("The content of this copy was removed for legal reasons."),
    _("The content of this document was removed for legal reasons, so it is not kept again."),
    _("There is no page in this archive file."),
    _("This archive file holds more than we read."),
    _("This archive file is damaged and can't be read."),
    _("This is a recording: what is said in it stands in its transcript."),
    _("No words could be read in this picture."),
    _("There are no times in this transcript. Begin each passage with one, as in 1:23."),
    _("This is a picture: there is no text to be read in it."),
    _("This PDF is locked with a password."),
    _("This PDF is damaged and can't be opened."),
    _("This document needs more memory to be read than we allow."),
    _("Reading this document took too long, so we stopped."),
    _("This document could not be read: it broke our reader."),
    # matching/hints.py
    _("It holds a number"),
    _("It tells of a time"),
    _("It compares"),
    _("It tells what somebody said"),
    # models/checklist.py, as shipped
    _("Is it literally true?"),
    _("Word for word, at the time it was said."),
    _("Is there another way to read it?"),
    _("Say in the note which reading was checked, and why that one."),
    _("Did the speaker give proof?"),
    _("Note what was given and when."),
    _("Does it agree with how we ruled before?"),
    _("Name the like cases; say why, where this one is ruled otherwise."),
    _("Is there a primary source?"),
    _("The document itself, not a report of it."),
    _("Is there a second, independent source?"),
    _("One that does not rest on the first."),
    _("Was the speaker asked?"),
    _("With time enough to answer."),
    _("Is the evidence against the verdict named, too?"),
    _("What speaks for the other side stands in the text."),
    # What a step needs, and the states of a version.
    _("comment"),
    _("reason"),
    _("draft"),
    _("in review"),
    _("in_review"),
    _("returned"),
    _("approved"),
    _("published"),
    _("superseded"),
    _("retracted"),
    # services/outbox.py
    _("It was sent by hand, so we don't know what the other program calls it. Change it there."),
    # services/frozen_content.py, shown to those who may not know the source.
    _("A source we protect"),
)
#: The same with words put in, each at a %(name)s.
PATTERNS = (
    _("This fact-check is %(status)s now, so that can't be done. Reload the page."),
    _("%(name)s: there is no copy of it yet. Wait for it, upload one, or say why not."),
    _("The site asks for a log-in (%(status)s). Upload the document instead."),
    _("The site says there is no such page (%(status)s). Check the address."),
    _("The site says this page was removed (%(status)s). Upload a copy if you have one."),
    _("The site may not show this page for legal reasons (%(status)s). Upload a copy if you have one."),
    _("The site asks us to wait (%(status)s). We try again by ourselves."),
    _("The site has an error of its own (%(status)s). Try again later."),
    _("The site answered with status %(status)s instead of the document. Upload it instead."),
    _("The other program did not take it (status %(status)s). We try again by ourselves."),
    _("There is no text to be read in a file of this kind (%(kind)s)."),
    _("There is no page in a file of this kind (%(kind)s)."),
    _("This document could not be read (%(error)s)."),
)
KNOWN = frozenset(PHRASES)


def _matcher(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"%\\?\((\w+)\\?\)s", r"(?P<\1>.+)", re.escape(pattern)), re.DOTALL)


MATCHERS = tuple((pattern, _matcher(pattern)) for pattern in PATTERNS)


def translated(words: str) -> str:
    """`words` in the language of the page, as they are where they are none of the above."""
    if words in KNOWN:
        return gettext(words)
    for pattern, matcher in MATCHERS:
        if found := matcher.fullmatch(words):
            return gettext(pattern) % {name: translated(value) for name, value in found.groupdict().items()}
    return words
