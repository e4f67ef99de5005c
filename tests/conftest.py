"""What every test stands on: a database of its own, folders of its own.

DATABASE_URL decides the database. Without it tests run on SQLite in a file (not in memory, so that threads
have connections of their own, as in service); `python tests/support/postgres.py run -- pytest` runs them on
PostgreSQL.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.test.testcases import TransactionTestCase
from hypothesis import settings
from pytest_django import Settings
from tests.support.cast import Cast, install
from tests.support.databases import empty_search, guard_lifted

from gongkai.queries.calendar import forget_installed

pytest_plugins = ["tests.clause_marks"]

# How fast a machine is proves nothing about a property; speed is measured in bench/.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what could not be run, so that a quiet machine is not taken for a complete one."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        reasons = sorted(
            {str(report.longrepr[2] if isinstance(report.longrepr, tuple) else "") for report in skipped}
        )
        terminalreporter.section("没有运行的测试", sep="!", red=True, bold=True)
        terminalreporter.write_line(f"{len(skipped)} 项没有运行,因为这台机器缺少部件:")
        for reason in reasons:
            terminalreporter.write_line(f"  {reason}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything must run (CI), a skipped test is a failure."""
    if not os.environ.get("GONGKAI_REQUIRE_ALL"):
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Put SQLite's test database into a file that may lose its last second."""
    database = connections["default"].settings_dict
    if connections["default"].vendor == "sqlite":
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        database["OPTIONS"]["init_command"] = database["OPTIONS"]["init_command"].replace(
            "synchronous=FULL", "synchronous=OFF"
        )


@pytest.fixture(autouse=True)
def _the_calendar_of_one_test_is_not_that_of_the_next() -> Iterator[None]:
    """What a test installed went with its database; the process must not go on counting by it."""
    yield
    forget_installed()


@pytest.fixture(scope="session", autouse=True)
def _a_flush_may_empty_the_ledger() -> Iterator[None]:
    """Tests with real transactions end with a flush, which the guard of the ledger would refuse."""
    teardown = "_fixture_teardown"
    flush = getattr(TransactionTestCase, teardown)

    def flush_all(case: TransactionTestCase) -> None:
        with guard_lifted():
            flush(case)
            empty_search()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, teardown, flush_all)
        yield


@pytest.fixture(autouse=True)
def _folders_of_its_own(settings: Settings, tmp_path: Path) -> None:
    """No test writes into the data folder of the checkout, nor sees another test's files."""
    settings.HOME = tmp_path
    settings.SITE_DIR = tmp_path / "site"
    settings.FILES_DIR = tmp_path / "files"
    settings.KEYS_DIR = tmp_path / "keys"


@pytest.fixture
def cast(db: None) -> Cast:
    """Both bureaus with their people, as tests/support/cast.py tells."""
    return install()
