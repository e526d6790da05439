"""The same as the bookmark (bookmarklet.py) as a browser extension, for pages on which bookmarks may not run."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

FILES = Path(settings.BASE_DIR) / "static" / "extension"
VERSION = "1.0"


def manifest(address: str) -> dict[str, object]:
    """Its manifest (version 3), for a page of ours at `address`: it may look at a page when its button is pressed."""
    parts = urlsplit(address)
    return {
        "manifest_version": 3,
        "name": _("%(site)s: cite this page") % {"site": settings.SITE_NAME},
        "version": VERSION,
        "homepage_url": address,
        "permissions": ["activeTab", "scripting"],
        # Match patterns have no ports.
        "host_permissions": [f"{parts.scheme}://{parts.hostname}/*"],
        "action": {"default_title": _("Cite this page")},
        # Chromium and Firefox each take the one that they know.
        "background": {"service_worker": "background.js", "scripts": ["background.js"]},
        "browser_specific_settings": {"gecko": {"id": f"cite@{parts.hostname}"}},
    }


def extension(address: str) -> bytes:
    """The extension as a ZIP file, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in {
            "manifest.json": json.dumps(manifest(address), ensure_ascii=False, indent=2),
            **{path.name: path.read_text() for path in sorted(FILES.glob("*.js"))},
        }.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), words)
    return out.getvalue()
