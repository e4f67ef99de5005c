"""The search index follows the register: in the transaction that publishes or withdraws."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from gongkai.core.catalogue.bigrams import characters, tokens
from gongkai.queries.search_index import entry_id
from gongkai.records.models import Publication


def index_publication(publication: Publication) -> None:
    """Make a publication findable; what the index held of its item before goes.

    Twice is the same as once. Belongs inside the transaction that publishes.
    """
    remove_publication(publication)
    edition = publication.edition
    numbers = f"{edition.doc_number}\n{publication.item.index_number}"
    columns = [" ".join(tokens(text)) for text in (edition.title, numbers, edition.body_text)]
    entry = (
        entry_id(publication.pk, publication.published_on),
        publication.item_id,
        publication.organ_id,
        publication.audience,
        publication.category,
        publication.published_on.isoformat(),
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            whole = "\n".join((edition.title, numbers, edition.body_text))
            keys = sorted({*" ".join(columns).split(), *characters(whole)})
            stream = f" {' | '.join(columns)} "
            cursor.execute(
                "INSERT INTO records_searchentry VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
                [*entry, keys, stream],
            )
        else:
            cursor.execute("INSERT INTO records_searchentry VALUES (%s, %s, %s, %s, %s, %s)", entry)
            cursor.execute(
                "INSERT INTO records_searchtext (rowid, title, number, body) VALUES (%s, %s, %s, %s)",
                [entry[0], *columns],
            )


def remove_publication(publication: Publication) -> None:
    """Take the item of a publication out of the index; nothing happens where it is not in it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                """DELETE FROM records_searchtext
                   WHERE rowid IN (SELECT id FROM records_searchentry WHERE item_id = %s)""",
                [publication.item_id],
            )
        cursor.execute("DELETE FROM records_searchentry WHERE item_id = %s", [publication.item_id])


def index_all(publications: Iterable[Publication]) -> int:
    """Build the index again from the register; answers with how many were indexed."""
    count = 0
    for publication in publications:
        if publication.ended_at is None:
            index_publication(publication)
            count += 1
    return count
