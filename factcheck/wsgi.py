"""The site for a WSGI server: `manage.py serve`, or any other."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from factcheck.environment import read_env_file, require

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
read_env_file()
require("SECRET_KEY", "DATABASE_URL")

application = get_wsgi_application()

# What is loaded now stays for good: left out of every later collection. With thousands of highlights a page makes so
# many small objects that, by Python's own thresholds, the whole heap would be gone through on every second request.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 50)
