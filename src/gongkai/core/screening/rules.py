"""What a rule of screening is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.core.screening.finding import Asked, FindingKind, Found, Severity
from gongkai.core.screening.page import Page, Window

FindInWindow = Callable[[Window, Asked], Iterator[Found]]
FindOnPage = Callable[[Page, Asked], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of finding one kind of thing.

    `triggers` are wide patterns for the engine: wherever `find` may find something, one of them matches in it, in any
    width, with any spaces. `find` looks closely, in the windows around the matches or, where `whole`, once at the page
    with a match. `message` says what was found, why it matters and what can be done.
    """

    id: str
    kind: FindingKind
    severity: Severity
    triggers: tuple[str, ...]
    message: str
    find: FindInWindow | None = None
    find_on_page: FindOnPage | None = None
