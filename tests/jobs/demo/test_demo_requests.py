"""The demo has requests in every state, past and present, told through the real acts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from tests.support.cast import Cast

from gongkai.core.requests import states
from gongkai.core.requests.identity import ApplicantKind, email_fault, identity_fault, phone_fault
from gongkai.gateways.demo_codes import DemoCode, keep_codes, kept_codes
from gongkai.gateways.regimes import load_builtin
from gongkai.jobs.demo import build
from gongkai.jobs.demo.build import build_demo
from gongkai.jobs.demo.request_stories import applicants, request_books
from gongkai.jobs.demo.stories import StoryBook, story_books
from gongkai.records.models import (
    Applicant,
    Extension,
    FeeNotice,
    FollowUp,
    Letter,
    Notice,
    Organ,
    PublicationTask,
    RefusalFiling,
    Reply,
    Request,
    RequestRecusal,
)

NOW = datetime(2026, 6, 17, 8, 30, tzinfo=UTC)


def _documents_the_requests_name() -> tuple[StoryBook, ...]:
    """The documents that are given out or published for a request, without the rest."""
    named = ("删去", "施工图审查原始记录", "供热设施检修安排", "统计开放日", "分行业投入产出调查汇总表")
    return tuple(
        book.model_copy(
            update={
                "documents": tuple(one for one in book.documents if any(name in one.title for name in named))
            }
        )
        for book in story_books()
    )


@pytest.fixture
def built(
    db: None,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(build, "story_books", _documents_the_requests_name)
    with django_capture_on_commit_callbacks(execute=True):
        build_demo(NOW)


def test_both_bureaus_have_requests_of_every_kind(built: None, settings: Settings) -> None:
    for slug in ("hulunbuir-statistics", "naiman-housing"):
        rows = Request.objects.filter(organ__slug=slug)
        everywhere = {states.in_approval(stage) for stage in _stages(slug)} | set(states.STATE_TITLES)
        assert set(rows.values_list("state", flat=True)) == everywhere
        today = localdate(NOW)
        opened = rows.filter(ended_at=None).exclude(due_on=None)
        due = {row.due_on for row in opened if row.due_on}
        assert min(due) < today < max(due)
        assert today in due
        assert rows.exclude(split_from=None).exists()
        assert rows.exclude(late_unit=None).exists()
        assert Extension.objects.filter(request__organ__slug=slug, agreed=True).exists()
        assert Extension.objects.filter(request__organ__slug=slug, decided_at=None).exists()
        assert FeeNotice.objects.filter(request__organ__slug=slug, paid_on=None).exists()
        filings = RefusalFiling.objects.filter(request__organ__slug=slug)
        assert filings.exclude(delivered_on=None).filter(acknowledged_on=None, chased_times=1).exists()
        assert filings.exclude(acknowledged_on=None).exists()
        tasks = PublicationTask.objects.filter(request__organ__slug=slug)
        assert set(tasks.values_list("why", flat=True)) >= {"should_be", "many"}
        assert tasks.exclude(done_on=None).exists()
        assert FollowUp.objects.filter(request__organ__slug=slug).exists()
        assert Reply.objects.filter(request__organ__slug=slug, outcome="repeated").get().earlier
        assert Letter.objects.filter(request__organ__slug=slug).exclude(pdf_digest="").exists()
    assert RequestRecusal.objects.exists()
    assert set(Applicant.objects.values_list("kind", flat=True)) == {
        kind.value for kind in ApplicantKind if kind is not ApplicantKind.OTHER
    }
    assert not Notice.objects.filter(sent_at=None).exists()
    assert Notice.objects.exclude(person=None).filter(on=localdate(NOW)).exists()
    codes = kept_codes(settings.HOME)
    assert [code.slug for code in codes].count("naiman-housing") == 3
    assert {code.number for code in codes} <= set(Request.objects.values_list("number", flat=True))


def _stages(slug: str) -> list[str]:
    return [stage.id for stage in load_builtin(slug).reply_chain(date(2026, 6, 17)).value.stages]


def test_every_applicant_is_invented_and_well_formed() -> None:
    for somebody in applicants().values():
        assert identity_fault(somebody.identity_kind, somebody.identity, localdate(NOW)) == ""
        assert "样例" in somebody.name or somebody.name.startswith(("演示", "示例"))
        assert not somebody.phone or phone_fault(somebody.phone) == ""
        assert not somebody.email or (email_fault(somebody.email) == "" and "example.com" in somebody.email)


def test_every_story_names_applicants_and_units_there_are(cast: Cast) -> None:
    for book in request_books():
        bureau = next(each for each in cast.bureaus if each.organ.slug == book.organ)
        for story in book.requests:
            assert story.who in applicants()
            assert story.unit in bureau.units
            assert (story.age is None) != (story.due is None)


def test_codes_are_kept_and_a_spoilt_file_shows_none(settings: Settings) -> None:
    codes = (DemoCode("某局", "some-bureau", "2026-AAAA-BBBB", "ABCDEFGHJK", "看进度"),)
    keep_codes(settings.HOME, codes)
    assert kept_codes(settings.HOME) == codes
    (settings.HOME / "demo-codes.json").write_text('[{"number": 1}]')
    assert kept_codes(settings.HOME) == ()


def test_organs_without_a_demo_have_no_codes(settings: Settings, db: None) -> None:
    assert not Organ.objects.exists()
    assert kept_codes(settings.HOME) == ()
