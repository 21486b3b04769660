"""The plain page as the web server loads it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.plain.settings"

application = get_wsgi_application()
