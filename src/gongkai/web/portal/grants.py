"""What a browser may see for a while: the request it showed number and code for, and the receipt it just got.

Both end by themselves after half an hour without use, and at once when somebody leaves.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase

from gongkai.actions.requests.intake import Receipt
from gongkai.gateways.vault import Unopenable, the_vault

KEPT_FOR = timedelta(minutes=30)
_FOLLOWED, _RECEIPT = "portal.followed", "portal.receipt"
_SEALED_AS = "portal-receipt"


@dataclass(frozen=True, slots=True)
class KeptReceipt:
    """The request of a receipt and its query code, which is kept nowhere else in clear."""

    request_id: int
    code: str


def begin(session: SessionBase) -> None:
    """Give the browser a session of its own before it sends, so that a second click finds what the first got."""
    session.cycle_key()


def keep_receipt(session: SessionBase, organ_id: int, receipt: Receipt, moment: datetime) -> None:
    """Keep the receipt, and let its holder follow the request; written at once, with the request itself."""
    told = json.dumps({"request": receipt.request.pk, "code": receipt.code})
    session[_RECEIPT] = {
        "organ": organ_id,
        "sealed": the_vault().seal(told, _SEALED_AS),
        "until": _until(moment),
    }
    follow(session, organ_id, receipt.request.pk, moment)
    session.save()


def kept_receipt(session: SessionBase, organ_id: int, moment: datetime) -> KeptReceipt | None:
    """The receipt of this browser; None where there is none, or its time is over."""
    kept = session.get(_RECEIPT)
    if not kept or kept["organ"] != organ_id or kept["until"] < moment.timestamp():
        return None
    try:
        told = json.loads(the_vault().open(kept["sealed"], _SEALED_AS))
    except Unopenable:
        return None
    return KeptReceipt(told["request"], told["code"])


def follow(session: SessionBase, organ_id: int, request_id: int, moment: datetime) -> None:
    """Let this browser see one request of one organ, and no other any more."""
    session[_FOLLOWED] = {"organ": organ_id, "request": request_id, "until": _until(moment)}


def followed(session: SessionBase, organ_id: int, moment: datetime) -> int | None:
    """The request this browser may see at an organ; each look gives it another half hour."""
    kept = session.get(_FOLLOWED)
    if not kept or kept["organ"] != organ_id or kept["until"] < moment.timestamp():
        return None
    request_id = int(kept["request"])
    follow(session, organ_id, request_id, moment)
    return request_id


def leave(session: SessionBase) -> None:
    """Forget both, for the next person at this computer."""
    for key in (_FOLLOWED, _RECEIPT):
        session.pop(key, None)


def _until(moment: datetime) -> float:
    return (moment + KEPT_FOR).timestamp()
