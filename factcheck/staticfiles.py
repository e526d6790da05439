"""Static files under hashed names, the imports inside our ES modules included."""

from django.contrib.staticfiles.apps import StaticFilesConfig
from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleManifestStorage(CompressedManifestStaticFilesStorage):
    """Rewrites `import … from "./x.js"`, so that a new release never mixes old and new modules."""

    support_js_module_import_aggregation = True


class NeededStaticFiles(StaticFilesConfig):
    """Leaves out what django-htmx ships beside htmx 2; its extensions import a file that is not there."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "ext", "htmax*", "htmx-4*", "htmx-2.js"]
