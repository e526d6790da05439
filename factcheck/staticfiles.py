"""Static files under hashed names, the imports inside our ES modules included."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.apps import StaticFilesConfig
from whitenoise.storage import CompressedManifestStaticFilesStorage


def _fingerprint() -> str:
    """Changes with each of our static files."""
    seen = hashlib.sha256()
    for folder in settings.STATICFILES_DIRS:
        for path in sorted(Path(folder).rglob("*")):
            seen.update(f"{path} {path.stat().st_mtime_ns}\n".encode())
    return seen.hexdigest()


def _stamp() -> Path:
    return Path(settings.STATIC_ROOT) / ".collected"


def are_collected() -> bool:
    """Whether STATIC_ROOT holds the files as they are now: collecting costs half a second of each start."""
    return _stamp().is_file() and _stamp().read_text() == _fingerprint()


def mark_collected() -> None:
    _stamp().parent.mkdir(parents=True, exist_ok=True)
    _stamp().write_text(_fingerprint())


class ModuleManifestStorage(CompressedManifestStaticFilesStorage):
    """Rewrites `import … from "./x.js"`, so that a new release never mixes old and new modules."""

    support_js_module_import_aggregation = True


class NeededStaticFiles(StaticFilesConfig):
    """Leaves out what django-htmx ships beside htmx 2; its extensions import a file that is not there."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "ext", "htmax*", "htmx-4*", "htmx-2.js"]
