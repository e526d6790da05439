#!/usr/bin/env python
"""Django's command line, plus `up`: the whole product on one machine."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as exc:
        raise SystemExit("Django is not installed here. Run `make setup`, then use .venv/bin/python.") from exc
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
