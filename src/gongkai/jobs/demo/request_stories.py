"""What happens to each request of the demo, read from `requests-*.yaml`; the applicants are in `applicants.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from gongkai.core.requests.identity import ApplicantKind, IdentityKind

_HERE = Path(__file__).parent


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Somebody(_Part):
    """An invented applicant."""

    kind: ApplicantKind = ApplicantKind.CITIZEN
    name: str
    identity_kind: IdentityKind = IdentityKind.RESIDENT_ID
    identity: str
    phone: str = ""
    email: str = ""
    address: str = ""
    representative: str = ""
    help_needed: str = ""


class Step(_Part):
    """One act: what is done, so many working days after the one before, by whom (a key of the cast), with what.

    `part` is which of the requests of a form that was split: 0 the first.
    """

    do: str
    after: int = 0
    by: str = ""
    part: int = 0
    say: dict[str, Any] = {}


class RequestStory(_Part):
    """One request and how far it comes.

    `age` is how many working days before today it came; `due` sets it so that the reply, were there no pause, is
    due so many working days from today (negative: overdue). `key` names it for others; `shown` is what its
    applicant can try with its query code.
    """

    asks: str
    who: str
    key: str = ""
    age: int | None = None
    due: int | None = None
    way: Literal["online", "in-person", "registered-post", "ordinary-post", "fax"] = "online"
    confirmed: bool = False
    oral: bool = False
    old_number: str = ""
    form: str = "electronic"
    wanted: str = "online"
    document: str = ""
    purpose: str = ""
    file: str = ""
    unit: str = "business"
    shown: str = ""
    steps: tuple[Step, ...] = ()


class RequestBook(_Part):
    """The requests of one bureau."""

    organ: str
    requests: tuple[RequestStory, ...]


@cache
def request_books() -> tuple[RequestBook, ...]:
    """The books of both bureaus; ValueError where a file is not of this shape."""
    files = sorted(_HERE.glob("requests-*.yaml"))
    return tuple(RequestBook.model_validate(_read(file)) for file in files)


@cache
def applicants() -> dict[str, Somebody]:
    """Everybody who asks in the demo, by the key the stories use."""
    return {key: Somebody.model_validate(given) for key, given in _read(_HERE / "applicants.yaml").items()}


def _read(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))
