"""The ledger takes new entries and nothing else.

Triggers refuse UPDATE and DELETE on `records_ledgerentry`, and TRUNCATE on PostgreSQL. On SQLite a third one
refuses INSERT OR REPLACE, which deletes the old row without asking the DELETE trigger.

A trigger stops programs and mistakes, not the owner of the table, who may drop it. On PostgreSQL let the
programs log in as a role that does not own the tables, and take the rights away as well:

    REVOKE UPDATE, DELETE, TRUNCATE ON records_ledgerentry FROM gongkai_app;

What an owner does all the same is found by `gongkai ledger verify`.

Hazard: SQLite loses the triggers when a later migration alters the table (it is copied and renamed).
Such a migration ends with `RunPython(raise_guard, lift_guard)` of this module.
"""

from django.db import migrations

MESSAGE = "台账只能增加，不能修改或删除"

SQLITE_UP = (
    f"""CREATE TRIGGER ledger_no_update BEFORE UPDATE ON records_ledgerentry
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
    f"""CREATE TRIGGER ledger_no_delete BEFORE DELETE ON records_ledgerentry
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
    f"""CREATE TRIGGER ledger_no_replace BEFORE INSERT ON records_ledgerentry
        WHEN EXISTS (SELECT 1 FROM records_ledgerentry
                     WHERE id = NEW.id OR (organ_id = NEW.organ_id AND sequence = NEW.sequence))
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END""",
)
SQLITE_DOWN = (
    "DROP TRIGGER IF EXISTS ledger_no_update",
    "DROP TRIGGER IF EXISTS ledger_no_delete",
    "DROP TRIGGER IF EXISTS ledger_no_replace",
)
POSTGRESQL_UP = (
    f"""CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'restrict_violation'; END $$""",
    """CREATE TRIGGER ledger_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON records_ledgerentry
       FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()""",
)
POSTGRESQL_DOWN = (
    "DROP TRIGGER IF EXISTS ledger_insert_only ON records_ledgerentry",
    "DROP FUNCTION IF EXISTS ledger_refuse()",
)


def raise_guard(apps, schema_editor):
    """Make the table insert-only."""
    for statement in {"sqlite": SQLITE_UP, "postgresql": POSTGRESQL_UP}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def lift_guard(apps, schema_editor):
    """Take the triggers away."""
    for statement in {"sqlite": SQLITE_DOWN, "postgresql": POSTGRESQL_DOWN}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(raise_guard, lift_guard)]
