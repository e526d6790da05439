"""Why something failed or is doubtful is told by code instead of by an English sentence."""

import json
import re

from django.db import migrations, transaction

from annotations.promises.sql import read

#: {table: (column of the sentence, which rows have one there)}.
SAID = {
    "annotations_fetch": ("message", "true"),
    "annotations_captureorder": ("message", "true"),
    "annotations_outsidecopy": ("message", "true"),
    "annotations_snapshot": ("message", "true"),
    "annotations_outboxpage": ("error", "true"),
    "annotations_livepage": ("detail", "state = 'unreached'"),
}
#: {sentence of the last release: code}.
SENTENCES = {
    "This is not a web address we can open. It must begin with http:// or https://.": "bad_address",
    "This address contains a user name or password. Take it out of the address.": "credentials",
    "This address belongs to a private or reserved network, so we don't open it.": "forbidden_address",
    "This address uses an unusual port, so we don't open it.": "forbidden_port",
    "No site answers to this name. Check the address for a typing error.": "name_not_found",
    "The site refused the connection. Try again later.": "refused",
    "The connection broke off. Try again later.": "connection",
    "The site took too long to answer. Try again later, or upload the document.": "timeout",
    "The site's security certificate is not valid. Upload the document instead.": "certificate",
    "The site sends us from address to address without end. Upload it instead.": "too_many_redirects",
    "The document is larger than we keep. Upload the part you need.": "too_large",
    "The site sent the document in a compression we can't read. Upload it instead.": "encoding",
    "The site's answer makes no sense. Try again later, or upload the document.": "bad_answer",
    "The site sent an empty document. Check the address, or upload the document.": "empty",
    "The content of this document was removed for legal reasons, so it is not kept again.": "removed_content",
    "Getting this document failed again and again. Try again later, or upload it.": "gave_up",
    "Our store is full or can't be reached, so nothing was kept. Tell whoever runs this site.": "not_stored",
    "This address gives a file and no page, so there is nothing to look at as a reader would.": "not_a_page",
    "There is no readable text in this page, not even in a browser. Paste its text instead.": "no_text",
    "No browser is installed where pages are captured. Tell whoever runs this site.": "no_browser",
    "The browser can't be locked in on that machine, so it opens nothing. Tell whoever runs it.": "no_sandbox",
    "The browser broke while it showed this page. Try again later, or upload the document.": "browser_broke",
    "This page takes more memory than we allow to a browser. Upload the document instead.": "too_heavy",
    "No video or sound that can be kept was found at this address. Upload the file instead.": "no_recording",
    "This is still going on or has not begun. Keep it when it is over.": "live",
    "The site shows this recording only after a log-in. Upload the file instead.": "recording_login",
    "This recording is protected against copying. Upload the part you need.": "protected_recording",
    "Taking this recording failed. Try again later, or upload the file.": "recorder_broke",
    "yt-dlp is not installed where recordings are kept. Tell whoever runs this site.": "no_recorder",
    "No words could be read in this picture.": "no_words",
    "This file is damaged and can't be opened.": "cannot_open",
    "This file is damaged and can't be read.": "cannot_read",
    "This file holds more than we read.": "too_much",
    "This file is locked with a password.": "file_locked",
    "There is no text in this file.": "file_without_text",
    "There is no text in this message.": "mail_without_text",
    "This table is damaged and can't be read.": "table_damaged",
    "There is no text in it.": "paste_without_text",
    "There is no readable text in this page. It may need scripts, or be empty.": "page_without_text",
    "There is no text in this PDF: its pages are pictures.": "pdf_of_pictures",
    "This PDF is locked with a password.": "pdf_locked",
    "This PDF is damaged and can't be opened.": "pdf_damaged",
    "This PDF has no such page.": "no_such_page",
    "There is no page in this archive file.": "archive_without_page",
    "This archive file holds more than we read.": "archive_too_much",
    "This archive file is damaged and can't be read.": "archive_damaged",
    "This is a recording: what is said in it stands in its transcript.": "is_recording",
    "This is a picture: there is no text to be read in it.": "is_picture",
    "There are no times in this transcript. Begin each passage with one, as in 1:23.": "transcript_without_times",
    "This document needs more memory to be read than we allow.": "needs_memory",
    "Reading this document took too long, so we stopped.": "took_too_long",
    "This document could not be read: it broke our reader.": "broke_reader",
    "The content of this copy was removed for legal reasons.": "copy_removed",
    "This looks like a page that asks about cookies, not like the document.": "doubt_consent",
    "This looks like a log-in page, not like the document.": "doubt_login",
    "This looks like the beginning of an article that only subscribers can read.": "doubt_paywall",
    "This looks like a page that says there is no such page.": "doubt_not_found",
    "This looks like a page that keeps out robots, not like the document.": "doubt_blocked",
    "This looks like a page that keeps out readers of this country, not like the document.": "doubt_region",
    "This looks like a site that is closed, for sale or out of order, not like the document.": "doubt_no_site",
    "This page only sends on to another one.": "doubt_sent_on",
    "The site sent us to its front page instead of this address.": "doubt_front_page",
    "This page shows its text only by scripts; we have what stands there without them.": "doubt_scripts",
    "Some letters of this document could not be read: its charset is not what it says.": "doubt_letters",
    "This document is longer than what we read of it: its end is not in the text.": "doubt_beyond",
    "This archive is not switched on.": "archive_off",
    "The archive took too long. Try again later.": "archive_too_slow",
    "The archive's answer makes no sense. Try again later.": "archive_nonsense",
    "The archive took no order.": "archive_no_order",
    "The archive could not keep the page.": "archive_kept_nothing",
    "It was sent by hand, so we don't know what the other program calls it. Change it there.": "push_nameless",
    "This page shows its text only by scripts, so we kept a page without text.": "doubt_scripts",
}
#: The same with a value in them, each at a %(name)s.
PATTERNS = {
    "The site asks for a log-in (%(status)s). Upload the document instead.": "login",
    "The site says there is no such page (%(status)s). Check the address.": "not_found",
    "The site says this page was removed (%(status)s). Upload a copy if you have one.": "removed",
    "The site may not show this page for legal reasons (%(status)s). Upload a copy if you have one.": "legal",
    "The site asks us to wait (%(status)s). We try again by ourselves.": "busy",
    "The site has an error of its own (%(status)s). Try again later.": "server_error",
    "The site answered with status %(status)s instead of the document. Upload it instead.": "http_status",
    "There is no text to be read in a file of this kind (%(kind)s).": "kind_without_text",
    "There is no page in a file of this kind (%(kind)s).": "kind_without_page",
    "This document could not be read (%(error)s).": "reader_failed",
    "The other program did not take it (status %(status)s). We try again by ourselves.": "push_refused",
}


def told(sentence):
    """(code, params) of a sentence; other programs' own words are kept as `words`."""
    if sentence in SENTENCES:
        return SENTENCES[sentence], {}
    for pattern, code in PATTERNS.items():
        form = re.sub(r"%\\\((\w+)\\\)s", r"(?P<\1>.+)", re.escape(pattern))
        if found := re.fullmatch(form, sentence, re.DOTALL):
            return code, {name: int(v) if v.isdecimal() else v for name, v in found.groupdict().items()}
    return "said", {"words": sentence}


def by_code(apps, schema_editor):
    """In one pass and one transaction for each table; rows that tell their reason by code already stay as they are."""
    for table, (column, rows) in SAID.items():
        with transaction.atomic(), schema_editor.connection.cursor() as cursor:
            cursor.execute(f"SELECT DISTINCT {column} FROM {table} WHERE {column} <> '' AND why = '' AND {rows}")
            found = [(sentence, *told(sentence)) for (sentence,) in cursor.fetchall()]
            if not found:
                continue
            # The site's role may never change a kept copy, nor switch this off.
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            values = ", ".join(["(%s, %s, %s::jsonb)"] * len(found))
            cursor.execute(
                f"UPDATE {table} SET why = known.why, why_params = known.params"
                f" FROM (VALUES {values}) known (sentence, why, params)"
                f" WHERE {table}.{column} = known.sentence AND {table}.why = '' AND {rows}",
                [part for sentence, code, params in found for part in (sentence, code, json.dumps(params))],
            )
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


class Migration(migrations.Migration):
    atomic = False  # no table is held while another one is gone through

    dependencies = [
        ("annotations", "0056_reason_columns"),
    ]

    operations = [
        migrations.RunPython(by_code, migrations.RunPython.noop),
        migrations.RunSQL(read("content_removal"), migrations.RunSQL.noop),
    ]
