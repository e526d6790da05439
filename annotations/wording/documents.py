"""Why a document could not be had or read, and what looks wrong with one."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

#: annotations/fetching/errors.py
FETCHING = {
    "bad_address": _("This is not a web address we can open. It must begin with http:// or https://."),
    "credentials": _("This address contains a user name or password. Take it out of the address."),
    "forbidden_address": _("This address belongs to a private or reserved network, so we don't open it."),
    "forbidden_port": _("This address uses an unusual port, so we don't open it."),
    "name_not_found": _("No site answers to this name. Check the address for a typing error."),
    "refused": _("The site refused the connection. Try again later."),
    "connection": _("The connection broke off. Try again later."),
    "timeout": _("The site took too long to answer. Try again later, or upload the document."),
    "certificate": _("The site's security certificate is not valid. Upload the document instead."),
    "too_many_redirects": _("The site sends us from address to address without end. Upload it instead."),
    "too_large": _("The document is larger than we keep. Upload the part you need."),
    "encoding": _("The site sent the document in a compression we can't read. Upload it instead."),
    "bad_answer": _("The site's answer makes no sense. Try again later, or upload the document."),
    "login": _("The site asks for a log-in (%(status)s). Upload the document instead."),
    "not_found": _("The site says there is no such page (%(status)s). Check the address."),
    "removed": _("The site says this page was removed (%(status)s). Upload a copy if you have one."),
    "legal": _("The site may not show this page for legal reasons (%(status)s). Upload a copy if you have one."),
    "busy": _("The site asks us to wait (%(status)s). We try again by ourselves."),
    "server_error": _("The site has an error of its own (%(status)s). Try again later."),
    "http_status": _("The site answered with status %(status)s instead of the document. Upload it instead."),
    "empty": _("The site sent an empty document. Check the address, or upload the document."),
    "removed_content": _("The content of this document was removed for legal reasons, so it is not kept again."),
    "gave_up": _("Getting this document failed again and again. Try again later, or upload it."),
    "not_stored": _("Our store is full or can't be reached, so nothing was kept. Tell whoever runs this site."),
}

#: annotations/capture
BROWSER = {
    "not_a_page": _("This address gives a file and no page, so there is nothing to look at as a reader would."),
    "no_text": _("There is no readable text in this page, not even in a browser. Paste its text instead."),
    "no_browser": _("No browser is installed where pages are captured. Tell whoever runs this site."),
    "no_sandbox": _("The browser can't be locked in on that machine, so it opens nothing. Tell whoever runs it."),
    "browser_broke": _("The browser broke while it showed this page. Try again later, or upload the document."),
    "too_heavy": _("This page takes more memory than we allow to a browser. Upload the document instead."),
    "no_recording": _("No video or sound that can be kept was found at this address. Upload the file instead."),
    "live": _("This is still going on or has not begun. Keep it when it is over."),
    "recording_login": _("The site shows this recording only after a log-in. Upload the file instead."),
    "protected_recording": _("This recording is protected against copying. Upload the part you need."),
    "recorder_broke": _("Taking this recording failed. Try again later, or upload the file."),
    "no_recorder": _("yt-dlp is not installed where recordings are kept. Tell whoever runs this site."),
    "no_words": _("No words could be read in this picture."),
}

#: annotations/extraction
READING = {
    "cannot_open": _("This file is damaged and can't be opened."),
    "cannot_read": _("This file is damaged and can't be read."),
    "too_much": _("This file holds more than we read."),
    "file_locked": _("This file is locked with a password."),
    "file_without_text": _("There is no text in this file."),
    "mail_without_text": _("There is no text in this message."),
    "table_damaged": _("This table is damaged and can't be read."),
    "paste_without_text": _("There is no text in it."),
    "page_without_text": _("There is no readable text in this page. It may need scripts, or be empty."),
    "pdf_of_pictures": _("There is no text in this PDF: its pages are pictures."),
    "pdf_locked": _("This PDF is locked with a password."),
    "pdf_damaged": _("This PDF is damaged and can't be opened."),
    "no_such_page": _("This PDF has no such page."),
    "archive_without_page": _("There is no page in this archive file."),
    "archive_too_much": _("This archive file holds more than we read."),
    "archive_damaged": _("This archive file is damaged and can't be read."),
    "is_recording": _("This is a recording: what is said in it stands in its transcript."),
    "is_picture": _("This is a picture: there is no text to be read in it."),
    "transcript_without_times": _("There are no times in this transcript. Begin each passage with one, as in 1:23."),
    "kind_without_text": _("There is no text to be read in a file of this kind (%(kind)s)."),
    "kind_without_page": _("There is no page in a file of this kind (%(kind)s)."),
    "needs_memory": _("This document needs more memory to be read than we allow."),
    "took_too_long": _("Reading this document took too long, so we stopped."),
    "broke_reader": _("This document could not be read: it broke our reader."),
    "reader_failed": _("This document could not be read (%(error)s)."),
    "copy_removed": _("The content of this copy was removed for legal reasons."),
}

#: annotations/extraction/walls/doubts.py
DOUBTS = {
    "consent": _("This looks like a page that asks about cookies, not like the document."),
    "login": _("This looks like a log-in page, not like the document."),
    "paywall": _("This looks like the beginning of an article that only subscribers can read."),
    "not_found": _("This looks like a page that says there is no such page."),
    "blocked": _("This looks like a page that keeps out robots, not like the document."),
    "region": _("This looks like a page that keeps out readers of this country, not like the document."),
    "no_site": _("This looks like a site that is closed, for sale or out of order, not like the document."),
    "sent_on": _("This page only sends on to another one."),
    "front_page": _("The site sent us to its front page instead of this address."),
    "scripts": _("This page shows its text only by scripts; we have what stands there without them."),
    "letters": _("Some letters of this document could not be read: its charset is not what it says."),
    "beyond": _("This document is longer than what we read of it: its end is not in the text."),
}

#: annotations/archives, annotations/services/publishing/outbox.py
OTHERS = {
    "archive_off": _("This archive is not switched on."),
    "archive_too_slow": _("The archive took too long. Try again later."),
    "archive_nonsense": _("The archive's answer makes no sense. Try again later."),
    "archive_no_order": _("The archive took no order."),
    "archive_kept_nothing": _("The archive could not keep the page."),
    "push_nameless": _("It was sent by hand, so we don't know what the other program calls it. Change it there."),
    "push_refused": _("The other program did not take it (status %(status)s). We try again by ourselves."),
}

#: annotations/matching/hints.py
HINTS = {
    "number": _("It holds a number"),
    "date": _("It tells of a time"),
    "comparison": _("It compares"),
    "statement": _("It tells what somebody said"),
}
