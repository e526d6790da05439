"""What can't be done with claims, highlights, sources, people: what a person was about to do, and does otherwise."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

#: Articles, their versions, and what is marked in them.
TEXTS = {
    "outside_text": _("The selected words are outside the text. Select them again."),
    "only_blanks": _("Only blank space was selected. Select some words."),
    "other_words": _(
        "The words you selected are not the words of the text at that place. Reload the page and select them again."
    ),
    "words_not_there": _("These words are not in the text. Copy them from it."),
    "quote_too_long": _(
        "These are %(count)s characters; a highlight has at most %(most)s. Select the words that are claimed."
    ),
    "no_address_paste": _("This article has no address. Paste its new text instead."),
    "no_address_fetch": _("This article has no address that could be fetched again."),
    "text_not_pasted": _("This text was fetched or uploaded. Look for a new version instead."),
    "no_interval": _("Choose how often to look for changes."),
    "other_article": _("This highlight was not made in another version of this article."),
    "highlight_moved": _("Somebody just moved this highlight to another claim. Reload the page."),
    "highlight_gone": _("This highlight was taken away meanwhile. Reload the page."),
    "not_part_of_highlight": _("Select some of the words of this highlight, not all of them and none beside it."),
    "nothing_left": _("Nothing would be left of this highlight. Select fewer of its words."),
    "same_claim": _("This is the same claim. Choose another one."),
}

#: Claims, who said them, and whoever is asked about them.
CLAIMS = {
    "not_assigned": _("This is not assigned to you, so there is nothing to hand back."),
    "waits_for_nobody": _("Nothing of this claim waits for anybody."),
    "claim_published": _("This claim's verdict is published. Ask an editor to issue a correction."),
    "only_editor_unmarks": _("Only an editor who wrote nothing in this version may say that a claim is not sensitive."),
    "has_published_check": _("This claim has a published fact-check. Correct or retract that instead."),
    "rework_of_this": _("That claim was itself reworked from this one. Choose the one that came first."),
    "rework_line_too_long": _("That claim is the last of a long line of reworked ones. Choose one that came earlier."),
    "spelling_itself": _("This name is another spelling itself. Reload the page."),
    "stands_for_itself": _("It stands for itself already."),
    "outcome_written": _("What came of it is written down already. Log another attempt instead."),
    "answer_held": _("There is no answer that the draft does not hold already."),
    "question_retired": _("This question is not asked any more. Reload the page."),
    "newer_version": _("A newer version stands in its place. Ask about that one."),
    "withheld_from_expert": _("The verdict is withheld. Ask an expert once somebody has rated the claim."),
    "link_closed": _("This link does not open any more. Ask for a new one."),
    "only_comments": _("The verdict is withheld for now. You can leave a comment."),
    "answered_enough": _("You have answered often enough. Write to the person who asked you."),
    "text_changed": _("The text was changed after you opened this page. Read it again, then send your answer."),
    "not_who_asked": _("Only who asked the expert, or an editor, may close the link."),
    "link_used_often": _("This link was used very often just now. Try again in an hour."),
    "text_withheld": _("This text is withheld from you for now, so no other words can be suggested for it."),
    "not_a_thread": _("Only a whole thread is resolved. Press Resolve at its first note."),
    "nothing_to_accept": _("There is nothing to accept here."),
    "suggestion_too_long": _("These words are too long for a claim. Copy what you want of them by hand."),
    "suggestion_outdated": _(
        "The text was changed since these words were suggested. Copy what you want of them by hand."
    ),
}

#: Sources and what is kept of them.
SOURCES = {
    "never_fetched": _("This source is never fetched. Upload the document."),
    "no_browser_here": _("No browser is installed where pages are captured. Ask whoever runs this site."),
    "no_recorder_here": _("yt-dlp is not installed where recordings are kept. Ask whoever runs this site."),
    "protected_cite": _("This source is protected. Only its author and editors may cite it."),
    "protected_add": _("This source is protected. Only its author and editors may add to it."),
    "protected_change": _("This source is protected. Only its author and editors may change it."),
    "no_other_copy": _("We hold no other copy of this document. Reload the page."),
    "not_its_copy": _("This is no copy of this source. Reload the page."),
    "no_recording_here": _("This is no recording. Reload the page."),
    "no_shared_address": _("This source has no address that others may know."),
    "not_for_readers": _("This copy can't be shown to readers: it is of a protected source or of an article."),
    "nothing_to_show": _("There is no readable text in this copy to show."),
    "nothing_to_remove": _("There is no content to remove."),
    "content_removed": _("This content was removed already."),
    "removal_asked": _("Somebody has asked for this already; another editor must decide it."),
    "removal_decided": _("This was decided already. Reload the page."),
    "decides_own_removal": _("You asked for this, so another editor must decide it."),
}

#: People, and how the newsroom works.
NEWSROOM = {
    "invitation_used": _("This invitation was used already or is too old. Ask for a new one."),
    "own_account": _("You can't change your own role or close your own account. Ask another admin."),
    "label_fixed": _("A label keeps its verdict and language. Add another one."),
    "usual_label": _("Make another label of this verdict the usual one first."),
}
