from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from tests.support.databases import execute, guard_lifted
from tests.support.ledgers import an_organ, write

from gongkai.records.models import LedgerEntry

pytestmark = pytest.mark.django_db

STATEMENTS = {
    "update": "UPDATE records_ledgerentry SET payload = '{}' WHERE sequence = 1",
    "delete": "DELETE FROM records_ledgerentry",
}
ON_SQLITE = {
    "replace": """INSERT OR REPLACE INTO records_ledgerentry
        SELECT id, sequence, moment, actor_key, actor_name, actor_post, verb, subject_kind, subject_id, clauses,
               '{}', payload_digest, previous_hash, hash, organ_id FROM records_ledgerentry WHERE sequence = 1""",
}
ON_POSTGRESQL = {
    "truncate": "TRUNCATE records_ledgerentry",
    "upsert": """INSERT INTO records_ledgerentry SELECT * FROM records_ledgerentry
        ON CONFLICT (id) DO UPDATE SET payload = '{}'""",
}
OF_THIS_DATABASE = ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL


@pytest.mark.parametrize("how", [*STATEMENTS, *OF_THIS_DATABASE])
def test_the_database_refuses(how: str) -> None:
    organ = an_organ()
    write(organ, payload={"a": 1})
    write(organ, payload={"a": 2})
    before = list(LedgerEntry.objects.values())
    connection.check_constraints()  # PostgreSQL would refuse TRUNCATE for the checks it still has to make
    with pytest.raises(DatabaseError, match="台账只能增加"), transaction.atomic():
        execute({**STATEMENTS, **OF_THIS_DATABASE}[how])
    assert list(LedgerEntry.objects.values()) == before


def test_without_the_guard_the_same_statement_would_do_harm() -> None:
    write(an_organ())
    with guard_lifted():
        assert execute(STATEMENTS["update"]) == 1
        assert execute(STATEMENTS["delete"]) == 1
