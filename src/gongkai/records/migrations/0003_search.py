"""The search index: one row for each item that can be found.

`records_searchentry` says where a row may be shown; its id holds the day of publication in the upper bits and
the publication in the lower 40, so that walking ids downward is walking from the newest.

SQLite keeps the tokens in the FTS5 table `records_searchtext` under the same id. Its `ascii` tokenizer cuts at
spaces and leaves every character above 127 alone, so that tokens stay as the program made them whatever
Unicode tables SQLite was built with.

PostgreSQL keeps them in the row: `tokens` under a GIN index finds candidates, `stream` (the tokens in order)
settles whether they stand side by side. A tsvector would do the first only: it drops positions after the
16,383rd and after 256 of one lexeme, so phrases in long documents would be lost, and refuses texts of a megabyte.
"""

from django.db import migrations

SQLITE_UP = (
    """CREATE TABLE records_searchentry (
        id integer PRIMARY KEY, item_id bigint NOT NULL UNIQUE, organ_id bigint NOT NULL,
        audience varchar(20) NOT NULL, category varchar(60) NOT NULL, published_on date NOT NULL)""",
    "CREATE VIRTUAL TABLE records_searchtext USING fts5 (title, number, body, tokenize = 'ascii', prefix = '1')",
)
SQLITE_DOWN = ("DROP TABLE records_searchtext", "DROP TABLE records_searchentry")
POSTGRESQL_UP = (
    """CREATE TABLE records_searchentry (
        id bigint PRIMARY KEY, item_id bigint NOT NULL UNIQUE, organ_id bigint NOT NULL,
        audience varchar(20) NOT NULL, category varchar(60) NOT NULL, published_on date NOT NULL,
        tokens text[] NOT NULL, stream text NOT NULL)""",
    # Without statistics the planner holds every word for rare and asks the index. Knowing a word to be common it
    # would rather read the table, where taking the tokens out of each row costs a hundred times what it thinks.
    "ALTER TABLE records_searchentry ALTER tokens SET STATISTICS 0",
    # A list of what is not yet in the index would be read through by every search until a vacuum comes by.
    "CREATE INDEX searchentry_tokens ON records_searchentry USING gin (tokens) WITH (fastupdate = off)",
    "CREATE INDEX searchentry_newest ON records_searchentry (organ_id, audience, id DESC)",
)
POSTGRESQL_DOWN = ("DROP TABLE records_searchentry",)


def build(apps, schema_editor):
    """Make the tables of the vendor."""
    for statement in {"sqlite": SQLITE_UP, "postgresql": POSTGRESQL_UP}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def clear(apps, schema_editor):
    """Drop them; publications are indexed again by `actions.search.index_all`."""
    for statement in {"sqlite": SQLITE_DOWN, "postgresql": POSTGRESQL_DOWN}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("records", "0002_insert_only")]
    operations = [migrations.RunPython(build, clear)]
