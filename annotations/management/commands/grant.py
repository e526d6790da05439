"""`manage.py grant ROLE`: what the site's own database role may do. Run as the owner, after migrations."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from psycopg import sql

from annotations.promises.sql import INSERT_ONLY, NEVER_DELETED, REMOVABLE


def grant(role: str) -> None:
    """Everything but UPDATE, DELETE and TRUNCATE on insert-only tables, and DELETE where nothing is deleted."""
    name = sql.Identifier(role)
    statements = [
        "GRANT USAGE ON SCHEMA public TO {}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
        "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {}",
    ]
    statements += [f"REVOKE UPDATE, DELETE ON annotations_{table} FROM {{}}" for table in INSERT_ONLY + REMOVABLE]
    statements += [f"REVOKE DELETE ON annotations_{table} FROM {{}}" for table in NEVER_DELETED]
    with connection.cursor() as cursor:
        # A temporary table of the same name must not stand in for one of ours.
        database = sql.Identifier(connection.settings_dict["NAME"])
        cursor.execute(sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC").format(database))
        for statement in statements:
            cursor.execute(sql.SQL(statement).format(name))


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Grant the site's database role what it needs, and no more."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role")

    def handle(self, *args: Any, **options: Any) -> None:
        grant(options["role"])
