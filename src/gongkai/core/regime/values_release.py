"""Values of the catalogue and of publication: where an item is filed, how and by whom it goes out."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.regime.values_review import RecordField
from gongkai.core.terms import Audience, Citation, Role


@dataclass(frozen=True, slots=True)
class Category:
    """A category of the catalogue; `id` is its slug in addresses."""

    id: str
    title: str
    clause: Citation
    audience: Audience = Audience.PUBLIC


@dataclass(frozen=True, slots=True)
class Categories:
    categories: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """A way of publishing; an off-line one is recorded with date and evidence."""

    id: str
    title: str
    clause: Citation
    audience: Audience = Audience.PUBLIC
    online: bool = False


@dataclass(frozen=True, slots=True)
class Channels:
    channels: tuple[Channel, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A text with named holes in braces, filled with `str.format`."""

    template: str


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles that may do it, the first the usual one."""

    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class RegisterForm:
    """The columns of a register."""

    title: str
    fields: tuple[RecordField, ...]


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Something that may not go on line; `unless_approved` where an approval lifts it."""

    id: str
    title: str
    clause: Citation
    unless_approved: bool = False


@dataclass(frozen=True, slots=True)
class ForbiddenList:
    items: tuple[Forbidden, ...]


UNKNOWN = "未公布"
"""What the guide says where neither the rule book nor the organ tells."""


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the disclosure body (cn-foi:12); what is not told reads 未公布."""

    unit: str = UNKNOWN
    address: str = UNKNOWN
    hours: str = UNKNOWN
    phone: str = UNKNOWN
    fax: str = UNKNOWN
    website: str = UNKNOWN


@dataclass(frozen=True, slots=True)
class Look:
    """The accent of the organ's pages, light and dark, as #rrggbb."""

    accent: str
    accent_dark: str

    def __post_init__(self) -> None:
        for colour in (self.accent, self.accent_dark):
            digits = colour.removeprefix("#")
            if len(colour) != 7 or any(digit not in "0123456789abcdefABCDEF" for digit in digits):
                raise ValueError(f"颜色要写成 #rrggbb，这里是「{colour}」")


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where published information is sent as well."""

    to: str
    proof: tuple[RecordField, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a procedure, who takes it, and the clause."""

    id: str
    title: str
    clause: Citation
    by: Role | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps in the order they are taken."""

    steps: tuple[Step, ...]
