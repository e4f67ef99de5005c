"""落款: who signed a document and when, read from the lines after its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.core.catalogue.dates import find_dates, plausible_date
from gongkai.core.catalogue.numerals import fold
from gongkai.core.catalogue.organ_names import organs_in

_SIGNER_LINES = 4
_LONGEST_LINE = 80
_LAST_LINES = 8


@dataclass(frozen=True, slots=True)
class Signature:
    """One 落款: the organs (none where a date stands alone), the date, the lines it takes up (half-open)."""

    signers: tuple[str, ...]
    signed_on: date
    span: tuple[int, int]


def signatures(lines: Sequence[str], body_at: int) -> tuple[Signature, ...]:
    """Every signature from `body_at` on, in order; annexes may bear their own."""
    found = (_signature(lines, at, body_at) for at in range(body_at, len(lines)))
    return tuple(signature for signature in found if signature)


def own_signature(
    found: Sequence[Signature], issuer: str, total: int, ordered: bool
) -> tuple[Signature | None, Signature | None]:
    """The document's own signature, and else the one that stands there but is somebody else's.

    `issuer` is what the title says ('' if it says nothing), `total` the number of lines, `ordered` whether it
    is an order (signed by a person, whose name is no organ's).
    """
    if ordered and found:
        return found[0], None
    issuers = [name for name in issuer.split("、") if name]
    for signature in found:
        if any(_same_organ(signer, name) for signer in signature.signers for name in issuers):
            return signature, None
    if issuers:
        bare = [one for one in found if not one.signers and one.span[1] >= total - _LAST_LINES]
        signed = [one for one in found if one.signers]
        return (bare[0], None) if bare and not signed else (None, signed[0] if signed else None)
    named = [one for one in found if one.signers] or [
        one for one in found if one.span[1] >= total - _LAST_LINES
    ]
    return (named[0], None) if named else (None, None)


def _signature(lines: Sequence[str], at: int, body_at: int) -> Signature | None:
    if len(lines[at]) > _LONGEST_LINE:
        return None
    line = fold(lines[at]).strip(" 。()[]")
    dates = find_dates(line)
    if not dates or dates[-1][2] != len(line) or plausible_date(dates[-1][0]):
        return None
    signed_on, start, _ = dates[-1]
    before = line[:start].strip(" ,:")
    if before:
        organs = organs_in(before)
        return Signature(organs, signed_on, (at, at + 1)) if organs else None
    first = at
    organs = ()
    while first > max(body_at, at - _SIGNER_LINES) and (above := organs_in(lines[first - 1])):
        organs = above + organs
        first -= 1
    return Signature(organs, signed_on, (first, at + 1))


def _same_organ(signer: str, issuer: str) -> bool:
    """呼伦贝尔市统计局 signs as 呼伦贝尔市统计局办公室, as 市统计局, and the other way round."""
    return signer.startswith(issuer) or issuer.startswith(signer) or issuer.endswith(signer)
