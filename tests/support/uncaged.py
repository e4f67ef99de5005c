"""Extraction, redaction and leak check as in service, with the work done in this process: a cage costs its start."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gongkai.gateways import leakcheck
from gongkai.gateways.paper import raw_cage
from gongkai.gateways.paper.extract import cage as extract_cage
from gongkai.gateways.paper.extract import door as extract_door
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact import cage as redact_cage
from gongkai.gateways.paper.redact import door as redact_door


def uncage(patch: pytest.MonkeyPatch, *, blind: bool = False) -> None:
    """Lets the doors ask this process; `blind`: text recognition is there and sees nothing on any picture."""
    for door in (extract_door, redact_door, leakcheck):
        patch.setattr(door, "ask_cage", ask_here)
    if blind:
        patch.setattr(extract_door, "text_recognition", lambda: "blind")
        patch.setattr(extract_door, "recognise", lambda *_: "")


def ask_here(
    module: str, words: list[str], data: bytes, limits: Limits, folder: str | None = None
) -> dict[str, Any]:
    """As `ask_cage`, without a process."""
    place = Path(folder or ".")
    if module == "gongkai.gateways.paper.extract.cage":
        said = extract_cage.take_apart(data, json.loads(words[0]), limits, place)
    elif module == "gongkai.gateways.paper.redact.cage":
        said = redact_cage.make(
            data, json.loads((place / redact_cage.REQUEST).read_text("utf-8")), limits, place
        )
    else:
        said = raw_cage.search(data, json.loads((place / raw_cage.WANTED).read_text("utf-8")), limits)
    for errand in said.get("errands", ()):
        errand["file"] = str(place / errand["file"])
    if "unreadable" in said:
        raise Unreadable(said["unreadable"])
    return said
