"""An item as the public sees it: its header and text, or the notice that it was withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.queries.portal.lines import Line, public_lines, read_lines
from gongkai.records.models import Edition, Item, Organ, ReleasedFile


@dataclass(frozen=True, slots=True)
class PublicFile:
    """An attachment: `digest` is the SM3 of its bytes, `size` in bytes."""

    name: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class PublicText:
    """What the live edition says to the public; nothing of its review is here."""

    title: str
    issuer: str
    doc_number: str
    subject: str
    formed_on: date
    changed_on: date | None
    validity: str
    summary: str
    body_html: str
    body_text: str
    files: tuple[PublicFile, ...]


@dataclass(frozen=True, slots=True)
class PublicItem:
    """`lines` are its public lines, oldest first; `text` is None once it is no longer public."""

    item_id: int
    index_number: str
    lines: tuple[Line, ...]
    text: PublicText | None

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @property
    def earlier(self) -> tuple[Line, ...]:
        return self.lines[:-1]


def public_item(organ: Organ, item_id: int) -> PublicItem | None:
    """An item that is or was public; None for one that never was."""
    return next(iter(public_items(organ, [item_id])), None)


def public_items(organ: Organ, item_ids: Iterable[int]) -> Iterator[PublicItem]:
    """Those of the items that are or were public, by id; four queries, however many."""
    wanted = list(item_ids)
    by_item: dict[int, list[Line]] = {}
    for line in read_lines(public_lines(organ).filter(item_id__in=wanted).order_by("item_id", "id")):
        by_item.setdefault(line.item_id, []).append(line)
    live = {lines[-1].publication_id for lines in by_item.values() if lines[-1].status == "live"}
    texts = _texts(live)
    numbers = dict(Item.objects.filter(id__in=by_item).values_list("id", "index_number"))
    for item_id, lines in by_item.items():
        text = texts.get(lines[-1].publication_id)
        yield PublicItem(item_id, numbers[item_id], tuple(lines), text)


def item_ids(organ: Organ) -> list[int]:
    """Every item that is or was public."""
    rows = public_lines(organ).order_by("item_id").values_list("item_id", flat=True)
    return list(rows.distinct())


def _texts(publications: set[int]) -> dict[int, PublicText]:
    editions = Edition.objects.filter(publication__in=publications).select_related("publication")
    files: dict[int, list[PublicFile]] = {}
    # Never the attachment itself: what goes out is the file that was made anew and proved in its place.
    released = ReleasedFile.objects.filter(attachment__edition__publication__in=publications)
    columns = ("attachment__edition_id", "name", "digest", "size")
    places = ("attachment__edition_id", "attachment__position", "attachment_id")
    for edition_id, *file in released.order_by(*places).values_list(*columns):
        files.setdefault(edition_id, []).append(PublicFile(*file))
    return {
        edition.publication.pk: PublicText(
            title=edition.title,
            issuer=edition.issuer,
            doc_number=edition.doc_number,
            subject=edition.subject,
            formed_on=edition.formed_on,
            changed_on=edition.changed_on,
            validity=edition.validity,
            summary=edition.summary,
            body_html=edition.body_html,
            body_text=edition.body_text,
            files=tuple(files.get(edition.pk, [])),
        )
        for edition in editions
    }
