"""DOC and RTF × hiding place × every kind of identifier, by way of LibreOffice where it is installed."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
from tests.corpus.identifiers import IDENTIFIERS, SECRET
from tests.support.papers.word import docx, p, t, table
from tests.support.second_reader import all_text, holds

from gongkai.core.screening.needles import Haystack, Needle
from gongkai.core.screening.plan import Entry, Plan
from gongkai.gateways.leakcheck import leaks
from gongkai.gateways.paper.extract import extract
from gongkai.gateways.paper.redact import clean, redact
from gongkai.gateways.paper.tools import office

pytestmark = [
    pytest.mark.clause("secrecy.12"),
    pytest.mark.clause("3.14"),
    pytest.mark.skipif(office() is None, reason="LibreOffice（libreoffice-writer）没有安装"),
    pytest.mark.xdist_group("office"),
]
DAY = date(2026, 11, 20)
PLAN = Plan(tuple(Entry("delete", "secrecy.6.2", text=value) for value in IDENTIFIERS.values()))


def _struck(secret: str) -> str:
    gone = t(secret, tag="delText")
    return p(f'<w:del w:id="1" w:author="经办人" w:date="2024-01-01T00:00:00Z">{gone}</w:del>')


PLACES = {
    "line": p(t(SECRET)),
    "table": table(("备注", SECRET)),
    "hidden": p(t(SECRET, "<w:vanish/>")),
    "struck out": _struck(SECRET),
}
SEEN = ("line", "table")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a document for each place, in both forms."""
    folder = tmp_path_factory.mktemp("old")
    names = []
    for number, body in enumerate(PLACES.values()):
        names.append(folder / f"{number}.docx")
        names[-1].write_bytes(docx(body))
    for suffix in ("doc", "rtf"):
        command = [str(office()), f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        command += ["--convert-to", suffix, "--outdir", str(folder), *map(str, names)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder


def source(files: Path, suffix: str, place: str) -> bytes:
    return (files / f"{list(PLACES).index(place)}.{suffix}").read_bytes()


@pytest.mark.parametrize("suffix", ["doc", "rtf"])
@pytest.mark.parametrize("place", PLACES)
def test_found_and_after_redaction_found_by_nobody(files: Path, suffix: str, place: str) -> None:
    data, name = source(files, suffix, place), f"通知.{suffix}"
    said = Haystack("\n".join(part.text for part in extract(data, name).parts))
    assert [one for one in IDENTIFIERS.values() if next(Needle(one).find(said), None) is None] == []
    made = redact(data, name, PLAN, today=DAY)
    report = leaks(made.data, made.name, made.withheld)
    assert (made.name, made.kind, made.missed) == ("通知.docx", "docx", ())
    assert (report.leaks, report.unread) == ((), ())
    seen = all_text(made.data, "docx")
    assert [one for one in IDENTIFIERS.values() if holds(seen, one)] == []
    assert "请各单位认真执行" in seen


@pytest.mark.parametrize("suffix", ["doc", "rtf"])
@pytest.mark.parametrize("place", [one for one in PLACES if one not in SEEN])
def test_cleaning_alone_leaves_nothing_that_readers_do_not_see(files: Path, suffix: str, place: str) -> None:
    made = clean(source(files, suffix, place), f"通知.{suffix}", today=DAY)
    report = leaks(made.data, made.name, list(IDENTIFIERS.values()))
    assert (made.name, report.leaks, report.unread) == ("通知.docx", (), ())
    seen = all_text(made.data, "docx")
    assert [one for one in IDENTIFIERS.values() if holds(seen, one)] == []
