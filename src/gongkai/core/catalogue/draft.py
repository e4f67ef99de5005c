"""A draft: everything a handler says about an item before anybody reviews it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.core.terms import Audience, DisclosureClass, Provenance


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file kept by its content: SM3 digest, size in bytes, the name people see."""

    name: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Involved:
    """Another organ in the matter; `joint_maker` when it made the information together with us."""

    name: str
    joint_maker: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """Header, text, class and circumstances of one edition. `matter` is a route id of the regime (5.1)."""

    title: str
    formed_on: date
    proposed_class: DisclosureClass
    class_reasons: str
    body_html: str = ""
    body_text: str = ""
    doc_number: str = ""
    issuer: str = ""
    subject: str = ""
    changed_on: date | None = None
    summary: str = ""
    validity: str = "有效"
    audience: Audience = Audience.PUBLIC
    category: str = ""
    matter: str = ""
    provenance: Provenance = Provenance.MADE
    obtained_from: str = ""
    secrecy_mark: str = ""
    secrecy_until: date | None = None
    compiled_by: str = ""
    needs_law_approval: bool = False
    source_name: str = ""
    source_digest: str = ""
    attachments: tuple[AttachedFile, ...] = ()
    involved: tuple[Involved, ...] = ()
