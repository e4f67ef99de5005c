"""Opening the database for a command that needs it."""

from __future__ import annotations

import os

import django
from django.apps import apps

from gongkai.cli.output import BadInput
from gongkai.gateways.mail import NoMailServer


def open_database(upgrade: bool = False) -> None:
    """Load Django and make the tables of a new data folder; call it before importing anything with tables.

    BadInput where the database cannot be reached, or is older than the program and `upgrade` is not asked for.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    try:
        if not apps.ready:
            django.setup()
    except NoMailServer as error:
        raise BadInput(str(error)) from error
    except OSError as error:
        home, detail = os.environ.get("GONGKAI_HOME", "var"), error.strerror or str(error)
        raise BadInput(
            f"数据文件夹“{home}”不能使用（{detail}），请用 GONGKAI_HOME 指定可以写的文件夹。"
        ) from error
    from django.core.management import call_command
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return
        if executor.loader.applied_migrations and not upgrade:
            raise BadInput("数据库的结构比程序旧，请先运行 gongkai serve，启动时会升级。")
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        detail = str(error).strip().splitlines()[0]
        raise BadInput(f"数据库打不开（{detail}），请核对 DATABASE_URL 或 GONGKAI_HOME。") from error
