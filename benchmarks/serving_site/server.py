"""The WSGI server: ``python -m serving_site.server PORT THREADS``."""

import os
import sys

import waitress
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "serving_site.settings")

if __name__ == "__main__":
    port, threads = sys.argv[1:3]
    waitress.serve(get_wsgi_application(), listen=f"127.0.0.1:{port}", threads=int(threads))
