"""Words of the rule books: a stable value for programs, a Chinese title for people."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class TitledEnum(StrEnum):
    """A closed list of words; a member is written as its value and its Chinese title.

    >>> class Answer(TitledEnum):
    ...     YES = "yes", "同意"
    >>> Answer.YES == "yes", Answer("yes").title
    (True, '同意')
    """

    _chinese: str

    def __new__(cls, value: str, chinese: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member._chinese = chinese
        return member

    @property
    def title(self) -> str:  # type: ignore[override] # str.title() upper-cases Latin letters and means nothing for Han
        """The word as it stands on screens."""
        return self._chinese
