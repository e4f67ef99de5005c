"""The gate fails closed: what goes out is made anew, opened afresh, and whatever was not proved stays in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.databases import execute
from tests.support.found import CUT, SAFE, every_found, marks, publishes, ready, redacts
from tests.support.kept_files import altered, kept, lost, released
from tests.support.papers import word
from tests.support.papers.pictures import drawn, png
from tests.support.plain_drafts import worded
from tests.support.refusals import refused
from tests.support.road import case_of, registered, slug
from tests.support.uncaged import uncage

from gongkai.actions.screening import clearing
from gongkai.core.catalogue import AttachedFile
from gongkai.gateways import leakcheck
from gongkai.gateways.paper.extract import door
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact import Redacted, clean
from gongkai.queries.portal.items import PublicFile, public_item
from gongkai.records.models import Clearance, Edition, LedgerEntry, Publication, ReleasedFile

pytestmark = [pytest.mark.django_db, pytest.mark.clause("secrecy.12"), pytest.mark.clause("3.14")]
AUTHOR, REMARK, CORRECTED = "苏和巴特尔", "此处口径待定，请勿外传", "改造"
CLAUSE = {"naiman-housing": "naiman-housing:secrecy.12", "hulunbuir-statistics": "hulunbuir-statistics:3.14"}


@pytest.fixture(params=["naiman", "hulunbuir"])
def bureau(request: pytest.FixtureRequest, cast: Cast) -> Bureau:
    return cast.naiman if request.param == "naiman" else cast.hulunbuir


def paper(*, remark: str = REMARK) -> AttachedFile:
    """A document with an author, a comment and a word deleted."""
    body = word._edit(CORRECTED, "del", "delText")
    return kept("实施方案.docx", word.docx(body, word._property(AUTHOR) | word._comment(remark)))


def to_publish(bureau: Bureau, *files: AttachedFile, **changes: Any) -> Edition:
    """Ready to be published, with everything that was found in the files answered "withhold"."""
    edition = registered(bureau, attachments=files, **changes)
    every_found(bureau, edition, CUT)
    return ready(bureau, edition)


def inside(document: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def nothing_went_out(edition: Edition) -> bool:
    state = Edition.objects.get(pk=edition.pk).state
    counts = (model.objects.count() for model in (Publication, Clearance, ReleasedFile))
    return state != "published" and not any(counts) and not LedgerEntry.objects.filter(verb="clear").exists()


def test_a_file_goes_out_without_author_comments_and_revisions(bureau: Bureau) -> None:
    file = paper()
    edition = to_publish(bureau, file)
    publishes(bureau, edition)
    ((name, data),) = released(edition).items()
    row = ReleasedFile.objects.get()

    assert name == "实施方案.docx"
    assert "关于做好老旧小区改造公示工作的通知" in inside(data)
    assert [said for said in (AUTHOR, REMARK, "delText", "审核人", "comments") if said in inside(data)] == []
    assert (row.attachment.digest, row.size) == (file.digest, len(data))
    assert row.digest != file.digest


def test_the_portal_gives_the_released_file_and_never_the_attachment(bureau: Bureau) -> None:
    edition = to_publish(bureau, paper())
    publishes(bureau, edition)
    row, item = ReleasedFile.objects.get(), public_item(bureau.organ, edition.item_id)

    assert item is not None
    assert item.text is not None
    assert item.text.files == (PublicFile(row.name, row.digest, row.size),)


def test_the_proof_is_kept_for_exactly_this_content(bureau: Bureau) -> None:
    edition = to_publish(bureau, paper())
    publishes(bureau, edition)
    proof, row = Clearance.objects.get(), ReleasedFile.objects.get()

    assert (proof.edition, proof.fingerprint) == (edition, case_of(edition).fingerprint)
    assert proof.report == {
        "files": [
            {
                "of": row.attachment.digest,
                "parts": proof.report["files"][0]["parts"],
                "notes": [],
                "name": row.name,
                "digest": row.digest,
                "size": row.size,
            }
        ],
        "withheld": 2,
    }
    assert proof.report["files"][0]["parts"] >= 2


def test_plain_text_from_which_nothing_is_withheld_needs_no_proof(bureau: Bureau) -> None:
    edition = to_publish(bureau)
    publishes(bureau, edition)
    assert (Publication.objects.count(), Clearance.objects.count()) == (1, 0)


def test_what_is_withheld_is_neither_on_the_portal_nor_in_the_search_index(bureau: Bureau) -> None:
    edition = registered(bureau, **worded("给予呼和敖其尔一次性补助。"))
    marks(bureau, edition, "呼和敖其尔")
    anew = ready(bureau, redacts(bureau, edition))
    publishes(bureau, anew)
    item = public_item(bureau.organ, anew.item_id)

    assert item is not None
    assert "呼和敖其尔" not in str(item)
    assert "一次性补助" in str(item)
    assert execute("SELECT 1 FROM records_searchentry WHERE item_id = %s", anew.item_id) != 0


@pytest.mark.parametrize("reader", ["extract", "clean"])
@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Unreadable("文件处理时间过长，已停止。"), {"extract": "unproved", "clean": "cannot_clean"}),
        (RuntimeError("跌倒"), {"extract": "gate_broke", "clean": "gate_broke"}),
        (MemoryError(), {"extract": "gate_broke", "clean": "gate_broke"}),
    ],
)
def test_a_scanner_that_crashes_or_takes_too_long_means_refused(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, reader: str, fault: Exception, code: dict[str, str]
) -> None:
    edition = to_publish(bureau, paper())

    def trips(*_: object, **__: object) -> object:
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr(leakcheck if reader == "extract" else clearing, reader, trips)
        with refused(code[reader]) as caught:
            publishes(bureau, edition)
    assert caught.clause == CLAUSE[slug(bureau)]
    assert nothing_went_out(edition)
    publishes(bureau, edition)


def test_a_search_of_the_bytes_that_does_not_end_means_refused(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = to_publish(bureau, paper())

    def slow(*_: object, **__: object) -> object:
        raise Unreadable("文件处理时间过长，已停止。")

    monkeypatch.setattr(leakcheck, "ask_cage", slow)
    with refused("unproved") as caught:
        publishes(bureau, edition)
    assert caught.refusal is not None
    assert caught.refusal.reason == (
        "附件“实施方案.docx”有读不出来的部分（文件的字节：文件处理时间过长，已停止），没有读过的内容不能公开。"
    )
    assert nothing_went_out(edition)


def test_a_virus_scanner_that_does_not_answer_means_refused(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    edition = to_publish(bureau, paper())
    monkeypatch.setenv("GONGKAI_CLAMAV", str(tmp_path / "nobody"))
    with refused("unproved") as caught:
        publishes(bureau, edition)
    assert caught.refusal is not None
    assert "病毒扫描没有做成" in caught.refusal.reason
    assert nothing_went_out(edition)


def test_a_picture_that_nothing_reads_any_more_is_refused(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    uncage(monkeypatch, blind=True)
    edition = to_publish(bureau, kept("照片.png", png(drawn("4"))))
    with monkeypatch.context() as patch:
        patch.setattr(door, "text_recognition", lambda: None)
        with refused("unproved") as caught:
            publishes(bureau, edition)
    assert caught.refusal is not None
    assert caught.refusal.reason.startswith("附件“照片.png”有读不出来的部分（图片：图片中的文字没有识别")
    assert nothing_went_out(edition)
    publishes(bureau, edition)


@pytest.mark.parametrize(
    "harm", [lost, lambda digest: altered(digest, word.docx(word.p(word.t("别的内容"))))]
)
def test_a_file_that_is_gone_or_is_another_is_refused(bureau: Bureau, harm: Callable[[str], None]) -> None:
    file = paper()
    edition = to_publish(bureau, file)
    harm(file.digest)
    with refused("file_missing") as caught:
        publishes(bureau, edition)
    assert caught.clause == CLAUSE[slug(bureau)]
    assert nothing_went_out(edition)


def test_a_file_that_cannot_be_made_anew_is_refused(bureau: Bureau) -> None:
    edition = to_publish(bureau, kept("数据.json", b'{"a": "1"}'))
    with refused("cannot_clean") as caught:
        publishes(bureau, edition)
    assert caught.refusal is not None
    assert caught.refusal.reason.startswith("附件“数据.json”不能制成放行的文件：JSON 文件不能直接处理；")
    assert nothing_went_out(edition)


def test_a_hidden_word_that_comes_through_is_refused(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    """The maker is not trusted: were it to leave a comment in the file, the gate would meet it."""
    edition = to_publish(bureau, paper())

    def forgets(data: bytes, name: str, **more: object) -> object:
        made = clean(data, name, **more)  # type: ignore[arg-type] # handed on as it came
        return Redacted(data, made.name, made.kind, 0)

    monkeypatch.setattr(clearing, "clean", forgets)
    with refused("leaks") as caught:
        publishes(bureau, edition)
    assert caught.refusal is not None
    assert caught.refusal.reason == (
        "附件“实施方案.docx”里还有要隐去的文字：在“word/document.xml!修订删除”（原样），不能公开。"
    )
    assert REMARK not in caught.refusal.reason
    assert nothing_went_out(edition)


def test_the_first_file_does_not_go_without_the_second(bureau: Bureau) -> None:
    second = kept("第二.docx", word.docx(word.p(word.t("第二"))))
    edition = to_publish(bureau, kept("第一.docx", word.docx()), second)
    lost(second.digest)
    with refused("file_missing"):
        publishes(bureau, edition)
    assert nothing_went_out(edition)


def test_nothing_is_published_on_a_proof_of_other_content(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = to_publish(bureau, paper())
    clearing.clear_for_release(edition.pk, edition.drafted_at)
    Clearance.objects.update(fingerprint="0" * 64)
    with monkeypatch.context() as patch:
        # The package hides its module of the same name behind the function.
        publishing = import_module("gongkai.actions.release.publish")
        patch.setattr(publishing, "clear_for_release", lambda *_: None)
        with refused("not_cleared") as caught:
            publishes(bureau, edition)
    assert caught.clause == CLAUSE[slug(bureau)]
    assert Publication.objects.count() == 0
    publishes(bureau, edition)
    assert Clearance.objects.get().fingerprint == case_of(edition).fingerprint


def test_proved_once_it_is_not_proved_again(bureau: Bureau) -> None:
    edition = to_publish(bureau, paper())
    clearing.clear_for_release(edition.pk, edition.drafted_at)
    clearing.clear_for_release(edition.pk, edition.drafted_at)
    publishes(bureau, edition)
    assert LedgerEntry.objects.filter(verb="clear").count() == 1


def test_what_is_answered_as_harmless_still_does_not_go_out(bureau: Bureau) -> None:
    edition = registered(bureau, attachments=(paper(),))
    every_found(bureau, edition, SAFE)
    publishes(bureau, ready(bureau, edition))
    ((_, data),) = released(edition).items()
    assert REMARK not in inside(data)
    assert Clearance.objects.get().report["withheld"] == 0


def test_words_that_stand_in_sight_are_no_secret_of_a_comment(bureau: Bureau) -> None:
    edition = to_publish(bureau, paper(remark="老旧小区改造"))
    publishes(bureau, edition)
    ((_, data),) = released(edition).items()
    assert "老旧小区改造" in inside(data)
    assert "comments" not in inside(data)
    assert Clearance.objects.get().report["withheld"] == 1
