"""What a person may not do, and what a version lacks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from annotations.review.states import Status

#: annotations/review/permissions.py
ROLES = {
    "log_in_first": _("Log in first."),
    "only_writers": _("Only checkers and editors may change this. Ask one of them."),
    "only_editors": _("Only an editor may decide this."),
    "only_admins_people": _("Only an admin may manage people."),
    "only_admins_newsroom": _("Only an admin may change how the newsroom works."),
    "only_its_authors": _("Only somebody who wrote this version may take it back. Ask an editor to return it."),
    "not_its_author": _("You wrote part of this version, so another editor must decide it."),
    "other_state": _("This fact-check is %(state)s now, so that can't be done. Reload the page."),
    "no_draft": _(
        "This version is no longer a draft, so its words can't change. "
        "Take it back, or ask an editor to return it or to issue a correction."
    ),
}

#: annotations/review/modes.py
PANELS = {
    "no_opinion_asked": _("No opinion is asked for here any more. Reload the page."),
    "rates_own": _("You wrote part of this version, so somebody else must rate it."),
    "rated_already": _("You have rated this version already."),
    "approved_already": _("You approved it already. A second editor has to approve it, too."),
    "ratings_first": _("Others have to rate it before it can be approved."),
    "panel_did_not_carry": _("The panel did not carry this verdict. Return it with a comment."),
    "third_person": _("Your rating differs from the proposed one, so a third person must decide."),
    "rate_before_return": _("Rate it first: the verdict is shown afterwards, and then it can be returned."),
    "submitted_anew": _("It was submitted anew after you opened this page. Read it again before you rate it."),
}

#: annotations/review/policies.py
MISSING = {
    "no_wording": _("Say in neutral words what is claimed."),
    "no_claimant_kind": _("Say whether who said it is a person or an organisation; readers are told."),
    "no_rating": _("Choose a verdict."),
    "no_label_for_rating": _("This verdict has no label. Ask an admin to add one."),
    "no_media_rating": _("Say what the picture, video or sound is found to be."),
    "no_summary": _("Add a summary: two sentences that a reader understands alone."),
    "no_search": _("Name at least one place you searched and what you found there."),
    "no_source": _("Add at least one source."),
    "no_stance": _("Say of each source whether it supports or contradicts the claim, or gives background."),
    "not_told_if_asked": _("Say whether the person who said it was asked; readers are told."),
    "no_correction_reason": _("Say what is corrected; readers will see it."),
    "no_correction_kind": _("Say what kind of correction it is."),
    "not_as_reinstated": _("It is retracted. Choose “Published again after a retraction”, and say why."),
    "no_answers": _("Answer the questions of the check-list that have to be answered."),
    "no_copy": _("%(name)s: there is no copy of it yet. Wait for it, upload one, or say why not."),
    "no_label": _("There is no label, so no verdict to publish. Return it."),
    "preflight_errors": _("The pre-flight found errors. Mend them, or say why it is right all the same."),
}

#: What becomes of a fact-check.
CHECKS = {
    "not_that_way": _("A %(state)s version can't be changed that way."),
    "claim_set_aside": _("This claim is set aside. Reopen it first."),
    "retracted_since": _(
        "It was retracted after this was written. Return it: publishing it again needs a reason of its own."
    ),
    "retracted_alone": _("%(person)s retracted this alone, so two other people have to publish it again."),
    "no_retraction_waits": _("There is no retraction here that waits for confirmation."),
    "confirms_own_retraction": _("You retracted it, so another editor must confirm."),
    "not_published_to_correct": _("Only a published fact-check can be corrected."),
    "correct_or_reinstate": _(
        "What is retracted is published again, for a reason of its own; what is published is corrected."
    ),
    "correction_on_its_way": _("A correction of this fact-check is on its way already."),
    "not_published_to_rework": _("Only a published fact-check can be reworked."),
    "reworked_already": _("It was reworked from another claim already. Take that one out first."),
    "not_published_to_pin": _("Only a published fact-check can be pinned."),
    "pins_full": _("Three fact-checks are pinned already. Take one of them down first."),
    "not_published_to_appear": _("Only a published fact-check can appear somewhere."),
    "no_answer_proposed": _("Nobody has proposed an answer yet."),
    "confirms_own_answer": _("You proposed this answer, so another editor must confirm it."),
    "answer_changed": _("The answer was changed after you opened this page. Read it before you confirm."),
    "report_answered": _("This report is answered already. Reload the page."),
    "change_closed": _("Somebody has closed this already. Reload the page."),
}

#: States of a version, as they stand in a sentence.
STATES = {
    Status.DRAFT: _("draft"),
    Status.IN_REVIEW: _("in review"),
    Status.RETURNED: _("returned"),
    Status.APPROVED: _("approved"),
    Status.PUBLISHED: _("published"),
    Status.SUPERSEDED: _("superseded"),
    Status.RETRACTED: _("retracted"),
}
