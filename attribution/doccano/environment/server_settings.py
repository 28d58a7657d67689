"""Doccano's own settings, but for this machine only, with everything that it writes in one folder.

Web server and workers share a SQLite file: each waits for the others, and the queue has a file of its own.
"""

import os

from config.settings.production import *  # noqa: F403
from config.settings.production import DATABASES

ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
DATABASES["default"].setdefault("OPTIONS", {})["timeout"] = 60
CELERY_BROKER_URL = f"sqla+sqlite:///{os.environ['DOCCANO_HOME']}/queue.sqlite3"
CELERY_BROKER_TRANSPORT_OPTIONS = {"connect_args": {"timeout": 60}}
DJANGO_DRF_FILEPOND_UPLOAD_TMP = os.path.join(os.environ["DOCCANO_HOME"], "uploads")  # noqa: PTH118
DJANGO_DRF_FILEPOND_ALLOW_EXTERNAL_UPLOAD_DIR = True
