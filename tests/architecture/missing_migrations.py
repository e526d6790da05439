"""`python -m tests.architecture.missing_migrations`: fail when models and migrations differ. Needs no database."""

import os
import warnings

import django
from django.core.management import call_command


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    os.environ.setdefault("SECRET_KEY", "only to read models")
    os.environ.setdefault("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing")
    django.setup()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # "could not connect" is expected
        call_command("makemigrations", "annotations", check_changes=True, dry_run=True, verbosity=1, skip_checks=True)


if __name__ == "__main__":
    main()
