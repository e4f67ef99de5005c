"""Letters as plain text in place of DOCX and PDF: laying out takes a tenth of a second each, and hundreds are issued.

A conftest.py takes the fixture in for the tests of a folder; how papers look is tested elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple

import pytest

from gongkai.core.letters import Letter as FilledLetter
from gongkai.gateways.vault import the_vault
from gongkai.records.models import Letter


def text_of(letter: FilledLetter) -> bytes:
    """Every word of a filled letter, one piece a line."""
    return "\n".join(_pieces(astuple(letter))).encode()


def _pieces(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _pieces(each)


@pytest.fixture(autouse=True)
def plain_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers that hold the words of their letter and nothing else."""
    monkeypatch.setattr("gongkai.actions.requests.letters.letter_docx", text_of)
    monkeypatch.setattr(
        "gongkai.actions.requests.letters.letter_pdf", lambda letter: b"PDF\n" + text_of(letter)
    )


def words_of(row: Letter) -> str:
    """The words of an issued letter, opened."""
    return the_vault().open_bytes(bytes(row.docx), f"letter:{row.organ_id}:{row.number}").decode()
