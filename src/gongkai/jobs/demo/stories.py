"""What happens to each document of the demo, read from `stories-*.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from gongkai.core.screening.answers import AnswerKind
from gongkai.core.screening.finding import FindingKind
from gongkai.core.terms import Audience, DisclosureClass


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Other(_Part):
    """Another organ in the matter. `word` tells whether its written word came."""

    name: str
    joint: bool = False
    word: bool = True


class Paper(_Part):
    """An attachment, a Word document or an Excel book by its name: what stands at the head of its pages, lines, a
    table, and columns of the book that nobody sees."""

    name: str
    header: str = ""
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    hidden: tuple[str, ...] = ()


class Said(_Part):
    """What is answered to every finding of a kind whose text has these characters in it."""

    kind: FindingKind
    has: str = ""
    answer: AnswerKind
    reasons: str
    ground: str = ""
    instead: str = ""
    proof: str = ""


class Marked(_Part):
    """Words that are marked to be withheld."""

    text: str
    ground: str
    instead: str = ""


class Story(_Part):
    """One document and how far it comes.

    `age` is how many working days before today it was made; `due` sets it so that its publication is due so many
    working days from today (negative: overdue). `pace` is the working days between two steps. `until` is
    where it stops: draft, submitted, stage:<id>, referred, cleared, settled, approved, published, withdrawn.
    """

    title: str
    kind: str
    unit: str
    category: str = ""
    matter: str = ""
    age: int | None = None
    due: int | None = None
    pace: int = 1
    until: str = "published"
    rows: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Paragraphs of a document of the kind "told", before its table."""
    sheet: tuple[tuple[str, ...], ...] = ()
    serial: int = 0
    disclosure: DisclosureClass = DisclosureClass.PROACTIVE
    audience: Audience = Audience.PUBLIC
    mark: Literal["", "秘密", "机密"] = ""
    mark_ended: int = 0
    ground: str = ""
    opinion: Literal["disclose", "withhold", "on_request"] = "disclose"
    referral: Literal["", "open", "disclose", "withhold"] = ""
    returned: bool = False
    recused: str = ""
    others: tuple[Other, ...] = ()
    law_approval: bool = False
    offline: str = ""
    files: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    answers: tuple[Said, ...] = ()
    marks: tuple[Marked, ...] = ()
    redacted: bool = False
    renewed: str = ""
    """Where a second edition stops; "" where there is none."""
    readers: int = Field(default=0, ge=0)
    withdrawal: str = "经核对，部分数据需要重新核实，先行撤回，核实后重新发布。"


class StoryBook(_Part):
    """The documents of one bureau; `number` is the abbreviation its document numbers begin with."""

    organ: str
    number: str
    clearing: str
    withholding: str
    on_request: str
    referring: str
    referral_kind: str
    referred_to: str
    channels: tuple[str, ...]
    documents: tuple[Story, ...]


@cache
def story_books() -> tuple[StoryBook, ...]:
    """The books of both bureaus; ValueError where a file is not of this shape."""
    files = sorted(Path(__file__).parent.glob("stories-*.yaml"))
    return tuple(StoryBook.model_validate(yaml.safe_load(file.read_text(encoding="utf-8"))) for file in files)
