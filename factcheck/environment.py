"""The one place that reads configuration: the process environment, then `var/env`.

`var/env` is written by `manage.py up` for its own installation; the process environment wins over it.
Nothing here connects to anything, so commands that need no database run without one.
"""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("FACTCHECK_VAR", BASE_DIR / "var")).resolve()
ENV_FILE = VAR_DIR / "env"

env = environ.Env()
_from_file: set[str] = set()


def read_env_file(path: Path = ENV_FILE) -> None:
    """Take over each `NAME=value` line of `path` that the environment does not set itself."""
    if path.is_file():
        before = set(os.environ)
        env.read_env(str(path), overwrite=False)
        _from_file.update(set(os.environ) - before)


def given_environment() -> dict[str, str]:
    """The process environment as it was given to us, without what `var/env` added."""
    return {name: value for name, value in os.environ.items() if name not in _from_file}


def require(*names: str) -> None:
    """Raise ImproperlyConfigured that names every one of `names` that is unset or empty."""
    missing = [name for name in names if not os.environ.get(name)]
    if missing:
        raise ImproperlyConfigured(
            f"Set {', '.join(missing)} in the environment (README.md, Configuration), "
            "or start everything with `manage.py up`."
        )
