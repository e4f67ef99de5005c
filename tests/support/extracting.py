"""Extraction for tests: in this process and quick, or through the cage as in service."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.extract.cage import take_apart
from gongkai.gateways.paper.limits import Limits


def answer(data: bytes, name: str = "", limits: Limits | None = None) -> dict[str, Any]:
    """What the inside of the cage says about a file, without the cage around it."""
    with tempfile.TemporaryDirectory() as folder:
        return take_apart(data, {"name": name}, limits or Limits(), Path(folder))


def texts(data: bytes, name: str = "") -> dict[str, str]:
    """Part id → text."""
    return {place: text for place, _, text in answer(data, name)["parts"]}


def kinds_with(secret: str, said: dict[str, Any]) -> set[PartKind]:
    """The kinds of the parts that hold the secret, white space aside."""
    wanted = "".join(secret.split())
    return {PartKind(kind) for _, kind, text in said["parts"] if wanted in "".join(text.split())}


def refusal(data: bytes, name: str = "", limits: Limits | None = None) -> object:
    """The sentence with which a file is refused; None where it is read."""
    return answer(data, name, limits).get("unreadable")


def unread(data: bytes, name: str = "", limits: Limits | None = None) -> dict[str, str]:
    """Id of each unread part → why."""
    return dict(answer(data, name, limits)["unread"])
