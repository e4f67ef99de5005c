"""Every format × every hiding place × every kind of identifier: found, and after redaction found by nobody.

A file holds all identifiers at once in one place; each identifier is a cell of its own in the count.
"""

from __future__ import annotations

from datetime import date

import pytest
from tests.corpus.identifiers import IDENTIFIERS, LINES, SECRET
from tests.support import second_reader
from tests.support.papers.building import build, every_way, file_name
from tests.support.second_reader import all_text, holds
from tests.support.uncaged import uncage

from gongkai.core.screening.finding import Known
from gongkai.core.screening.needles import Haystack, Needle
from gongkai.core.screening.parts import PartKind
from gongkai.core.screening.plan import Entry, Plan
from gongkai.core.screening.screening import screen
from gongkai.gateways.leakcheck import leaks
from gongkai.gateways.paper.extract import extract
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact import clean, redact
from gongkai.gateways.patterns import screening_scan

pytestmark = [pytest.mark.clause("secrecy.12"), pytest.mark.clause("3.14")]
DAY = date(2026, 11, 20)
MADE_ANEW = ("docx", "xlsx", "pdf", "ofd", "html", "txt", "csv")
WAYS = [one for one in every_way() if one[1] is not PartKind.PICTURE_TEXT]
ANEW = [one for one in WAYS if one[0] in MADE_ANEW]
STAYS = {
    ("html", PartKind.METADATA, "title"),
    ("html", PartKind.FORM_VALUE, "text area"),
    ("html", PartKind.PROPERTIES, "link"),
    ("ofd", PartKind.ANNOTATION, "stamp"),
}
"""Out of the running text, yet seen or used by readers: redaction cuts it, cleaning alone leaves it."""
STANDS = {("ofd", "OFD.xml"), ("ofd", "Doc_0/Document.xml"), ("ofd", "Doc_0/PublicRes.xml")}
"""Parts that every file of a kind has: in an OFD the number of the document and the names of its files and fonts."""
UNSEEN = [
    one
    for one in [*ANEW, *(each for each in WAYS if each[0] == "zip")]
    if not one[1].in_sight and one[1] is not PartKind.INSERTION and one not in STAYS
]
PLAN = Plan(tuple(Entry("delete", "secrecy.6.2", text=value) for value in IDENTIFIERS.values()))


def marked(ways: list[tuple[str, PartKind, str]]) -> list[object]:
    """PDF is read a second time by poppler."""
    return [pytest.param(*one, marks=second_reader.needs_poppler if one[0] == "pdf" else ()) for one in ways]


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    uncage(monkeypatch, blind=True)


def test_there_are_enough_cells() -> None:
    assert len(WAYS) * len(IDENTIFIERS) >= 300
    assert {one[0] for one in ANEW} == set(MADE_ANEW)


@pytest.mark.parametrize(("format_name", "place", "way"), WAYS)
def test_screening_finds_every_kind_everywhere(format_name: str, place: PartKind, way: str) -> None:
    extraction = extract(build(format_name, place, SECRET, way), file_name(format_name))
    findings = screen(extraction, Known(), DAY, screening_scan())
    found = {
        kind
        for kind, value in IDENTIFIERS.items()
        for one in findings
        if one.kind == kind and next(Needle(value).find(Haystack(one.text)), None) is not None
    }
    assert found == set(IDENTIFIERS)


@pytest.mark.parametrize(("format_name", "place", "way"), marked(ANEW))
def test_after_redaction_nobody_finds_it(format_name: str, place: PartKind, way: str) -> None:
    source, name = build(format_name, place, SECRET, way), file_name(format_name)
    made = redact(source, name, PLAN, today=DAY)
    report = leaks(made.data, made.name, made.withheld)
    assert (made.kind, made.missed, report.leaks, report.unread) == (format_name, (), (), ())
    assert leaks(source, name, made.withheld).leaks
    seen = all_text(made.data, format_name)
    assert [kind for kind, value in IDENTIFIERS.items() if holds(seen, value)] == []
    assert "请认真执行" in seen or "通知" in seen or "户数" in seen or "姓名" in seen


@pytest.mark.parametrize(("format_name", "place", "way"), marked(UNSEEN))
def test_cleaning_alone_leaves_nothing_that_readers_do_not_see(
    format_name: str, place: PartKind, way: str
) -> None:
    barred = place is PartKind.COVERED_TEXT or way == "black on black"
    for secret in LINES if barred else (SECRET,):
        source, name = build(format_name, place, secret, way), file_name(format_name)
        made = clean(source, name, today=DAY)
        report = leaks(made.data, made.name, list(IDENTIFIERS.values()))
        assert (made.kind, report.leaks, report.unread) == (format_name, (), ())
        seen = all_text(made.data, format_name)
        assert [kind for kind, value in IDENTIFIERS.items() if holds(seen, value)] == []
        parts = extract(made.data, made.name).parts
        assert [
            part.id for part in parts if part.kind is place and (format_name, part.id) not in STANDS
        ] == []


@pytest.mark.parametrize("format_name", ["json", "zip", "png", "jpeg"])
def test_what_cannot_be_made_anew_is_refused_with_what_to_do(format_name: str) -> None:
    place = next(one for form, one, _ in WAYS if form == format_name)
    with pytest.raises(Unreadable, match="请") as refused:
        redact(build(format_name, place, SECRET), file_name(format_name), PLAN, today=DAY)
    assert refused.value.sentence.endswith("。")
