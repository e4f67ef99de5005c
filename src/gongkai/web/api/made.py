"""What an act answers with, told to programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db.models import Model

from gongkai.actions.requests import OpenedApplicant
from gongkai.records.models import Edition, Item, Reply, Request


def made_by(thing: object) -> dict[str, Any]:
    """The numbers of what came to be, by its kind; a reply with its fingerprint, an applicant in clear."""
    if isinstance(thing, OpenedApplicant):
        return {"applicant": asdict(thing) | {"kind": thing.kind.title}}
    if isinstance(thing, list):
        return {"requests": [{"id": row.pk, "number": row.number} for row in thing]}
    if isinstance(thing, Reply):
        return {"reply": thing.pk, "fingerprint": thing.fingerprint}
    if isinstance(thing, Request | Edition | Item) or not isinstance(thing, Model):
        return {}
    return {str(thing._meta.model_name): thing.pk}
