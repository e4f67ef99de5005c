"""Expecting a refusal, and getting all of it back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from gongkai.core.terms import Refusal, Refused


@dataclass
class Caught:
    """The refusal, once the block has ended."""

    refusal: Refusal | None = None

    @property
    def code(self) -> str:
        assert self.refusal is not None
        return self.refusal.code

    @property
    def clause(self) -> str:
        assert self.refusal is not None
        return str(self.refusal.clause)


@contextmanager
def refused(code: str) -> Iterator[Caught]:
    """The block must be refused with this code, in a sentence that says what to do now."""
    caught = Caught()
    with pytest.raises(Refused) as raised:
        yield caught
    caught.refusal = raised.value.refusal
    assert caught.refusal.code == code
    assert caught.refusal.reason.endswith("。")
    assert caught.refusal.remedy.endswith("。")
