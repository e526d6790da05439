"""The site for a WSGI server: `granian --interface wsgi factcheck.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from factcheck.environment import read_env_file, require

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
read_env_file()
require("SECRET_KEY", "DATABASE_URL")

application = get_wsgi_application()
