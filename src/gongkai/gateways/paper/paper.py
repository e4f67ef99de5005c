"""What comes out of a document that was read, and the one way of saying that it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongkai.core.catalogue.doc_number import DocNumber

Kind = Literal["docx", "pdf", "ofd", "html", "json", "txt"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as read: '' and None where it does not say, `notes` (Chinese) on whatever is doubtful or left out.

    `paragraphs` is the text in reading order, rows of tables as cells joined by tabs. `html` is made of p, h1–h6,
    lists and tables (colspan and rowspan kept) and is safe to show; a paragraph bears the class `doc-…` of the part
    it plays (`doc-title`, `doc-number`, `doc-signature`, …). `attachments` are name and bytes.
    """

    kind: Kind
    title: str
    doc_number: DocNumber | None
    issuer: str
    formed_on: date | None
    published_on: date | None
    subject: str
    index_number: str
    url: str
    summary: str
    paragraphs: tuple[str, ...]
    html: str
    attachments: tuple[tuple[str, bytes], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The paragraphs, one to a line."""
        return "\n".join(self.paragraphs)


class Unreadable(Exception):  # noqa: N818 - an answer about the document, not an error of the program
    """Why a document cannot be read, as one Chinese sentence to show to the person who handed it in."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
