"""Query codes of the demo, kept in the data folder: codes are drawn by lot and told only once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

NAME = "demo-codes.json"


@dataclass(frozen=True, slots=True)
class DemoCode:
    """A request of the demo that everybody may follow as its applicant."""

    organ: str
    slug: str
    number: str
    code: str
    hint: str


def keep_codes(home: Path, codes: Iterable[DemoCode]) -> None:
    """Write the codes down, in place of those of an earlier demo."""
    text = json.dumps([asdict(code) for code in codes], ensure_ascii=False, indent=1)
    (home / NAME).write_text(text + "\n", encoding="utf-8")


def kept_codes(home: Path) -> tuple[DemoCode, ...]:
    """The codes of the demo in this data folder; none where there is no demo, or the file no longer reads."""
    try:
        return tuple(DemoCode(**given) for given in json.loads((home / NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return ()
