"""A second process on the test's database, to be killed where a test wants it dead."""

from __future__ import annotations

import os
import subprocess
import sys
from urllib.parse import quote

from django.conf import settings
from django.db import connection


def database_url() -> str:
    """The address of the database this test runs on."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    host = quote(str(values["HOST"]), safe="")
    return f"postgres://{values['USER']}:{values['PASSWORD']}@{host}:{values['PORT']}/{values['NAME']}"


def run_child(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python code with Django set up on the same database and folders; it may kill itself."""
    setup = (
        "import django; django.setup()\n"
        "from django.conf import settings; from pathlib import Path\n"
        f"settings.SITE_DIR = Path({str(settings.SITE_DIR)!r})\n"
        f"settings.FILES_DIR = Path({str(settings.FILES_DIR)!r})\n"
        f"settings.KEYS_DIR = Path({str(settings.KEYS_DIR)!r})\n"
    )
    home = settings.SITE_DIR.parent / "home"
    return subprocess.run(
        [sys.executable, "-c", setup + code],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "gongkai.config.settings",
            "DATABASE_URL": database_url(),
            "GONGKAI_HOME": str(home),
            "GONGKAI_SECRET_KEY": "child",
        }
        | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
