"""Django settings of the test suite: the same node, on throw-away databases.

`PHOIHOP_TEST_DATABASE_URL` (and `…_LOCAL_URL`) run the database-touching tests on PostgreSQL.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from phoihop.node import settings as node
from phoihop.node.configuration import postgresql_database, sqlite_database
from phoihop.node.settings import *  # noqa: F403  # Django settings are inherited by name

HOME = Path(tempfile.mkdtemp(prefix="phoihop-test-"))
SECRET_KEY = "only for tests"  # noqa: S105  # guards nothing
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir()
# Argon2 at its real cost is tested once (tests/access); elsewhere logins would dominate the suite.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *node.PASSWORD_HASHERS]
INSTALLED_APPS = [*node.INSTALLED_APPS, "tests.toy_room"]

if os.environ.get("PHOIHOP_TEST_DATABASE_URL"):
    DATABASES = {
        "default": postgresql_database(os.environ["PHOIHOP_TEST_DATABASE_URL"]),
        "local": postgresql_database(os.environ["PHOIHOP_TEST_LOCAL_DATABASE_URL"]),
    }
else:
    DATABASES = {"default": sqlite_database(":memory:"), "local": sqlite_database(":memory:")}
