"""Through the cage it is the same as without, and the cage keeps strangers' files in."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.support.papers.building import build, file_name
from tests.support.papers.pdfs import pdf, shown
from tests.support.uncaged import uncage

from gongkai.core.screening.parts import PartKind
from gongkai.core.screening.plan import Entry, Plan
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact import clean, redact

DAY = date(2026, 11, 20)
NUMBER = "13847512346"
PLAN = Plan((Entry("delete", "3.14", text=NUMBER),))
FILES = {
    "docx": build("docx", PartKind.BODY, NUMBER),
    "xlsx": build("xlsx", PartKind.TABLE, NUMBER),
    "pdf": pdf(shown(50, 700, NUMBER)),
    "ofd": build("ofd", PartKind.BODY, NUMBER),
    "html": build("html", PartKind.BODY, NUMBER),
    "csv": build("csv", PartKind.TABLE, NUMBER),
    "txt": build("txt", PartKind.BODY, NUMBER),
}


@pytest.mark.parametrize("format_name", FILES)
def test_the_same_comes_out(format_name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source, name = FILES[format_name], file_name(format_name)
    caged = (redact(source, name, PLAN, today=DAY), clean(source, name, today=DAY))
    uncage(monkeypatch, blind=True)
    assert (redact(source, name, PLAN, today=DAY), clean(source, name, today=DAY)) == caged
    assert caged[0].data != caged[1].data


def test_a_page_that_has_to_become_a_picture_does_so_in_the_cage_too() -> None:
    covered = build("pdf", PartKind.COVERED_TEXT, NUMBER)
    assert b"/Image" in clean(covered, "a.pdf", today=DAY).data
    assert b"/Image" not in clean(FILES["pdf"], "a.pdf", today=DAY).data


def test_nothing_is_left_in_the_folder_for_passing_things(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    clean(FILES["docx"], "a.docx", today=DAY)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "limits",
    [
        replace(Limits(), wall_seconds=0.0),
        replace(Limits(), unpacked_bytes=10),
        replace(Limits(), file_bytes=10),
    ],
)
def test_what_goes_over_a_limit_is_refused_with_a_sentence(limits: Limits) -> None:
    with pytest.raises(Unreadable) as refused:
        clean(FILES["docx"], "a.docx", today=DAY, limits=limits)
    assert refused.value.sentence.endswith("。")
