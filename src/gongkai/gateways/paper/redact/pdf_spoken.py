"""Words that stand for the letters shown when a PDF is read aloud: taken out, so that only what is shown is read."""

from __future__ import annotations

import contextlib
from typing import Any

import pikepdf

_DEEPEST = 50
_FAILS = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, IndexError)


def silence(pdf: pikepdf.Pdf) -> bool:
    """Takes out every word for reading aloud; whether there was one."""
    found = False
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream) and b"ActualText" in (content := _content(one)):
            # The word may stand in a font or a picture by chance; what cannot be parsed paints nothing.
            with contextlib.suppress(*_FAILS):
                one.write(_without_spoken(content))
            found = True
        kept = one.stream_dict if isinstance(one, pikepdf.Stream) else one
        if isinstance(kept, pikepdf.Object):
            found = _unsaid(kept, 0) or found
    return found


def _unsaid(thing: pikepdf.Object, depth: int) -> bool:
    found = False
    if isinstance(thing, pikepdf.Dictionary) and "/ActualText" in thing:
        del thing["/ActualText"]
        found = True
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Array) and depth < _DEEPEST:
        values = thing.values() if isinstance(thing, pikepdf.Dictionary) else iter(thing)
        for value in [*values]:
            inner = isinstance(value, pikepdf.Object) and not value.is_indirect
            found = (inner and _unsaid(value, depth + 1)) or found
    return found


def _content(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except _FAILS:
        return b""


def _without_spoken(content: bytes) -> bytes:
    kept: list[Any] = []
    with pikepdf.new() as held:
        for step in pikepdf.parse_content_stream(held.make_stream(content)):
            operands = list(step.operands) if isinstance(step, pikepdf.ContentStreamInstruction) else []
            if (
                len(operands) == 2
                and str(step.operator) == "BDC"
                and isinstance(operands[1], pikepdf.Dictionary)
            ):
                kept.append(pikepdf.ContentStreamInstruction([operands[0]], pikepdf.Operator("BMC")))
            else:
                kept.append(step)
        return pikepdf.unparse_content_stream(kept)
