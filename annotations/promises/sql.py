"""What the database promises, whoever writes to it: a file for each function, with the triggers that call it.

Migration 0002 makes them all. What changes one runs its file again (`promise`), as a file replaces what was there.
No session variable switches any of them off. `pgtrigger` was not used for this reason: its triggers can be silenced by
one.
"""

from __future__ import annotations

from pathlib import Path

from annotations.review.content import FIELDS, Row
from annotations.review.states import STEPS

FOLDER = Path(__file__).parent

#: Rows that are never changed nor deleted.
INSERT_ONLY = (
    "annotationrange", "approval", "auditevent", "audithead", "blob", "capturedpage", "capturedresource",
    "expertanswer", "headstamp", "newsroompage", "opinion", "reviewauthor",
)  # fmt: skip
#: The same, but for what is removed by law (evidence/content_guard.sql).
REMOVABLE = ("articleversion", "snapshot")
#: Rows that change, under rules of their own, but are never deleted.
NEVER_DELETED = (
    "anchor", "annotation", "appearance", "article", "checklistanswer", "checklistquestion", "citation", "claim",
    "claimreview", "contact", "expertlink", "newsroom", "source",
)  # fmt: skip
#: A removal is kept by a rule of its own (evidence/removal_guard.sql).
NEVER_TRUNCATED = (*INSERT_ONLY, *REMOVABLE, *NEVER_DELETED, "removal")


def promise(name: str, migration: int = 9999) -> str:
    """The SQL of `name` ("review/claim_guard"), with the fields of a version as far as `migration` knows them."""
    return _filled((FOLDER / f"{name}.sql").read_text(), migration)


def promises(migration: int = 9999) -> str:
    """All of them. The functions call each other, so their bodies are read only as they run."""
    names = sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.sql"))
    return "\n".join(["SET LOCAL check_function_bodies = off;", *(promise(name, migration) for name in names)])


def kept_rows() -> str:
    """The triggers that keep rows as they are."""
    refused = [
        *((f"{table}_insert_only BEFORE UPDATE OR DELETE", table, "ROW") for table in INSERT_ONLY),
        *((f"{table}_never_deleted BEFORE DELETE", table, "ROW") for table in NEVER_DELETED),
        *((f"{table}_never_truncated BEFORE TRUNCATE", table, "STATEMENT") for table in NEVER_TRUNCATED),
    ]
    return "\n".join(
        f"CREATE OR REPLACE TRIGGER {event} ON annotations_{table} FOR EACH {each} EXECUTE FUNCTION refuse_change();"
        for event, table, each in refused
    )


def _filled(sql: str, migration: int) -> str:
    fields = [field for field in FIELDS if field.since <= migration]
    places = {
        "/* claim columns */": ", ".join(
            "claimant_standing(c.claimant_id)" if f.name == "claimant" else f"c.{f.stands_in}"
            for f in fields
            if f.row is Row.CLAIM
        ),
        "/* version columns */": ", ".join(f"r.{f.stands_in}" for f in fields if f.row is Row.VERSION),
        "/* frozen fields */": ",\n        ".join(f"'{f.name}', {f.frozen_sql}" for f in fields),
        "/* steps */": ",".join(f"\n        ('{step.start}', '{step.end}')" for step in STEPS),
    }
    for place, words in places.items():
        sql = sql.replace(place, words)
    return sql
