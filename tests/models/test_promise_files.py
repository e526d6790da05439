"""The functions and triggers in the database are those of the files: what changes one runs its file in a migration."""

from __future__ import annotations

import re

import pytest
from django.db import connection

from annotations.promises.sql import FOLDER, kept_rows, promise

pytestmark = pytest.mark.django_db

FILES = sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.sql"))
FUNCTIONS = """
    SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
"""
TRIGGERS = "SELECT tgname, tgrelid::regclass::text, tgfoid::regproc::text FROM pg_trigger WHERE NOT tgisinternal"
TRIGGER = re.compile(
    r"^CREATE OR REPLACE TRIGGER (\w+)\s[^;]*?\bON (\w+)\s[^;]*?EXECUTE FUNCTION (\w+)\(\);", re.MULTILINE
)


def rows(query: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def test_each_function_has_a_file() -> None:
    assert sorted(name for name, _body in rows(FUNCTIONS)) == sorted(name.split("/")[-1] for name in FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_function_is_that_of_its_file(name: str) -> None:
    body = dict(rows(FUNCTIONS))[name.split("/")[-1]]
    assert body in promise(name), "run its file again in a migration"
    assert promise(name).startswith("-- "), "it tells what it promises"


def test_the_triggers_are_those_of_the_files() -> None:
    sql = "\n".join([*map(promise, FILES), kept_rows()])
    assert sorted(TRIGGER.findall(sql)) == sorted(rows(TRIGGERS))
