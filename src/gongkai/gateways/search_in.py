"""Finding words in an edition: its header, its text and the files that go with it, however they are written."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.catalogue import Draft
from gongkai.core.screening.parts import Part
from gongkai.core.screening.plan import Cut, Place, places_in
from gongkai.gateways.files import FileStore
from gongkai.gateways.inspection import BODY, TEXT_TITLE, body_parts, extracted
from gongkai.gateways.paper.paper import Unreadable


@dataclass(frozen=True, slots=True)
class Text:
    """One part of an edition with the file it stands in (a digest or `BODY`) and that file's name."""

    file: str
    file_name: str
    part: Part


@dataclass(frozen=True, slots=True)
class Standing:
    """Where words stand: the text and the places in it."""

    text: Text
    places: tuple[Place, ...]


def texts_of(draft: Draft, store: FileStore) -> tuple[Text, ...]:
    """Every text of an edition; files that cannot be read are left out, as screening has told of them."""
    found = [Text(BODY, TEXT_TITLE, part) for part in body_parts(draft)]
    for file in draft.attachments:
        try:
            found += [Text(file.digest, file.name, part) for part in extracted(file, store).parts]
        except (Unreadable, OSError):
            continue
    return tuple(found)


def standing_places(draft: Draft, store: FileStore, wanted: str) -> tuple[Standing, ...]:
    """Where the words stand, text by text; empty where nowhere."""
    cut = (Cut(wanted.strip(), ""),)
    found = (Standing(text, places_in(text.part.text, cut)) for text in texts_of(draft, store))
    return tuple(each for each in found if each.places)
