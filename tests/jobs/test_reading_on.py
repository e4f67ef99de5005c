"""A scan too long to wait for is read on in the background, and nothing discloses it meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.support.cast import Cast
from tests.support.redacted import NUMBER, findings
from tests.support.refusals import refused
from tests.support.road import MOMENT, case_of, registered, reviewed_until, sign_as, submitted

from gongkai.actions.looking_on import unfinished_looks
from gongkai.actions.screening.clearing import clear_for_release, clearable, is_cleared
from gongkai.core.catalogue import AttachedFile
from gongkai.core.screening.parts import Extraction, Part, PartKind, Unread
from gongkai.gateways import inspection, leakcheck
from gongkai.gateways.files import FileStore
from gongkai.gateways.paper.extract.door import OUT_OF_TIME
from gongkai.gateways.paper.limits import Limits
from gongkai.jobs import screening as job
from gongkai.queries.ledger import verify_organ

pytestmark = pytest.mark.django_db
QUICK = 60.0


@pytest.fixture(autouse=True)
def _forgetful() -> Iterator[None]:
    inspection._EXTRACTED.clear()
    job._GIVEN_UP.clear()
    yield
    inspection._EXTRACTED.clear()
    job._GIVEN_UP.clear()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Text recognition that needs more than a minute."""

    def extract(source: Path | bytes, name: str = "", *, limits: Limits) -> Extraction:
        page = Part("第1页", PartKind.PICTURE_TEXT, f"证号{NUMBER}。")
        if limits.all_tools_seconds < QUICK:
            return Extraction("pdf", (page,), (Unread("第2页", OUT_OF_TIME), Unread("第3页", OUT_OF_TIME)))
        return Extraction("pdf", (page, Part("第2页", PartKind.PICTURE_TEXT, "办公室电话13800138000")))

    monkeypatch.setattr(inspection, "extract", extract)
    monkeypatch.setattr(leakcheck, "extract", extract)


def scan(settings: Settings) -> AttachedFile:
    data = "扫描件".encode()
    return AttachedFile("扫描件.txt", FileStore(settings.FILES_DIR).put(data), len(data))


def test_the_look_goes_on_and_keeps_what_it_finds(cast: Cast, settings: Settings, slow: None) -> None:
    edition = registered(cast.hulunbuir, attachments=(scan(settings),))
    before = case_of(edition)
    assert before.review.screening.unread == (
        "扫描件.txt：扫描件还有2页没有识别完，正在后台继续，请几分钟后再看。",
    )
    assert unfinished_looks() == [edition.pk]
    assert job.read_on(MOMENT) == 1
    after = case_of(edition)
    assert (after.review.screening.unread, unfinished_looks()) == ((), [])
    assert [row.kind for row in findings(edition)] == ["resident_id", "mobile"]
    assert after.fingerprint != before.fingerprint
    assert verify_organ(cast.hulunbuir.organ).holds
    assert job.read_on(MOMENT) == 0


def test_nobody_discloses_what_is_still_being_read(cast: Cast, settings: Settings, slow: None) -> None:
    edition = submitted(cast.naiman, attachments=(scan(settings),))
    with refused("unread"):
        sign_as(cast.naiman, "business_handler", edition)


def test_what_somebody_signed_under_stays_as_she_saw_it(cast: Cast, settings: Settings, slow: None) -> None:
    edition = submitted(cast.naiman, attachments=(scan(settings),))
    sign_as(cast.naiman, "business_handler", edition, "不予公开", ground="stability")
    before = case_of(edition).fingerprint
    job.read_on(MOMENT)
    assert case_of(edition).fingerprint == before


def test_what_was_reviewed_is_proved_ahead_of_its_release(cast: Cast, settings: Settings) -> None:
    edition = reviewed_until(cast.naiman, None, attachments=(scan(settings),))
    assert clearable() == [edition.pk]
    assert job.read_on(MOMENT) == 1
    assert (clearable(), is_cleared(case_of(edition))) == ([], True)
    assert verify_organ(cast.naiman.organ).holds


def test_a_release_that_would_take_too_long_is_put_off(
    cast: Cast, settings: Settings, request: pytest.FixtureRequest
) -> None:
    edition = reviewed_until(cast.naiman, None, attachments=(scan(settings),))
    request.getfixturevalue("slow")
    with refused("still_checking"):
        clear_for_release(edition.pk, MOMENT)
    assert job.read_on(MOMENT) == 1
    assert is_cleared(case_of(edition))


def test_what_is_refused_is_not_tried_every_minute(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = reviewed_until(cast.naiman, None, attachments=(scan(settings),))
    monkeypatch.setenv("GONGKAI_CLAMAV", "/nowhere/clamd.sock")
    assert (job.read_on(MOMENT), clearable(), job._GIVEN_UP) == (0, [edition.pk], {edition.pk})
