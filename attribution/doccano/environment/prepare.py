"""Make or upgrade the database, and its administrator: name and password come on standard input, a line each."""

import sys

import django

django.setup()

from config.celery import app  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

connection.cursor().execute(
    "PRAGMA journal_mode=WAL"
)  # who reads does not wait for who writes; it stays in the file
call_command("migrate", verbosity=0)
call_command("create_roles")
name, password = (sys.stdin.readline().rstrip("\n") for _ in range(2))
user, _ = get_user_model().objects.get_or_create(username=name)
user.is_staff = user.is_superuser = True
user.set_password(password)
user.save()
# Web server and worker would both make the queue, and the second would die of it.
with app.connection_for_write() as connected:
    app.amqp.queues["celery"](connected.default_channel).declare()
