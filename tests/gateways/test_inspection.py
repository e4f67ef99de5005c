"""Everything an edition would give away is looked at; what cannot be looked at is told, never passed over."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.support.kept_files import kept
from tests.support.papers import word
from tests.support.papers.pictures import drawn, png
from tests.support.plain_drafts import plain_draft, worded
from tests.support.uncaged import uncage

from gongkai.core.catalogue import AttachedFile, Draft
from gongkai.core.screening.finding import Known
from gongkai.core.screening.parts import Part, PartKind
from gongkai.core.screening.screening import screen
from gongkai.gateways import inspection
from gongkai.gateways.files import FileStore
from gongkai.gateways.inspection import BODY, Inspection, body_parts, extracted, inspect, known_of
from gongkai.gateways.paper.extract import door

pytestmark = [
    pytest.mark.clause("secrecy.6.1"),
    pytest.mark.clause("secrecy.6.2"),
    pytest.mark.clause("3.7.4"),
]
ON = date(2025, 3, 3)
NUMBER = "13847512346"


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    uncage(monkeypatch)
    monkeypatch.setattr(inspection, "_EXTRACTED", {})


def looked(made: Draft, folder: Path, known: Known | None = None) -> Inspection:
    return inspect(made, FileStore(folder), known or Known(), ON)


def places(found: Inspection) -> list[tuple[str, str, str, str]]:
    return [
        (seen.file_name, seen.finding.part, seen.finding.kind.value, seen.finding.text) for seen in found.seen
    ]


def test_the_header_is_one_part_and_the_text_another() -> None:
    made = plain_draft(
        title="标题",
        doc_number="文号",
        issuer="机关",
        subject="主题",
        summary="概述",
        **worded("第一段。\n第二段。"),
    )
    assert body_parts(made) == (
        Part("标题和著录项", PartKind.BODY, "标题\n文号\n机关\n主题\n概述"),
        Part("正文", PartKind.BODY, "第一段。\n第二段。"),
    )


def test_a_page_that_says_something_else_than_the_text_is_looked_at_too(tmp_path: Path) -> None:
    made = plain_draft(body_text="请拨打公开电话。", body_html=f"<p>请拨打<b>138</b>{NUMBER[3:]}。</p>")
    assert body_parts(made)[2] == Part("网页正文", PartKind.BODY, f"请拨打{NUMBER}。")
    assert places(looked(made, tmp_path)) == [("正文", "网页正文", "mobile", NUMBER)]


def test_title_text_and_every_file(tmp_path: Path) -> None:
    comment = word.docx("", word._comment(f"请核对{NUMBER}"))
    made = plain_draft(
        title=f"关于{NUMBER}的通知",
        **worded(f"电话{NUMBER}。"),
        attachments=(
            kept("名单.txt", f"某某 {NUMBER}".encode(), tmp_path),
            kept("说明.docx", comment, tmp_path),
        ),
    )
    found = looked(made, tmp_path)
    numbers = [place[:2] for place in places(found) if place[2] == "mobile"]

    assert numbers == [
        ("正文", "标题和著录项"),
        ("正文", "正文"),
        ("名单.txt", "正文"),
        ("说明.docx", "word/comments.xml"),
    ]
    assert ("说明.docx", "word/comments.xml", "hidden_content") in {place[:3] for place in places(found)}
    assert {seen.file for seen in found.seen} == {BODY, *(file.digest for file in made.attachments)}
    assert found.unread == ()


def test_the_name_of_a_file_is_looked_at(tmp_path: Path) -> None:
    names = [f"{NUMBER}.txt", f"张三_{NUMBER}.txt", f"{NUMBER}_张三（1）.txt"]
    made = plain_draft(attachments=tuple(kept(name, "通知".encode(), tmp_path) for name in names))
    found = [place for place in places(looked(made, tmp_path)) if place[1] == "文件名"]
    assert found == [(name, "文件名", "mobile", NUMBER) for name in names]


def test_what_the_organ_itself_has_published_is_no_finding(tmp_path: Path) -> None:
    made = plain_draft("咨询电话：0475-4219999。")
    known = known_of(("0475-4219999", "bureau@example.gov.cn", ""))

    assert known == Known(frozenset({"0475-4219999"}), frozenset({"bureau@example.gov.cn"}))
    assert places(looked(made, tmp_path)) == [("正文", "正文", "landline", "0475-4219999")]
    assert places(looked(made, tmp_path, known)) == []


def test_a_finding_keeps_its_name_only_in_the_same_text(tmp_path: Path) -> None:
    def keys(text: str, *files: AttachedFile) -> list[str]:
        made = plain_draft(text, attachments=files)
        return [seen.key for seen in looked(made, tmp_path).seen]

    file = kept("名单.txt", f"某某 {NUMBER}".encode(), tmp_path)
    first = keys(f"电话{NUMBER}。", file)

    assert keys(f"电话{NUMBER}。", file) == first
    changed = keys(f"电话{NUMBER}，完。", file)
    assert changed[0] != first[0]
    assert changed[1:] == first[1:]


def test_what_cannot_be_read_is_told_with_the_reason(tmp_path: Path) -> None:
    made = plain_draft(
        attachments=(
            kept("程序.docx", b"MZ", tmp_path),
            AttachedFile("丢失.docx", "a" * 64, 3),
            kept("宏.docx", word.docx("", {"word/vbaProject.bin": b"x" * 40}), tmp_path),
        )
    )
    unread = looked(made, tmp_path).unread

    assert unread[:2] == (("程序.docx", "这是程序，不是文书。"), ("丢失.docx", "文件不在文件库中。"))
    assert [(name, why.partition("：")[0]) for name, why in unread[2:]] == [
        ("宏.docx", "word/vbaProject.bin")
    ]


def test_a_picture_stays_unread_where_nothing_reads_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "text_recognition", lambda: None)
    made = plain_draft(attachments=(kept("照片.png", png(drawn("1")), tmp_path),))
    assert [(name, why.partition("：")[0]) for name, why in looked(made, tmp_path).unread] == [
        ("照片.png", "图片")
    ]


def test_what_was_not_read_once_is_read_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = kept("照片.png", png(drawn("2")), tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(door, "text_recognition", lambda: None)
        assert extracted(file, FileStore(tmp_path)).unread
    uncage(monkeypatch, blind=True)
    assert extracted(file, FileStore(tmp_path)).unread == ()


def test_a_look_that_breaks_off_passes_nothing_and_the_rest_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:

    def trips(material: Any, *args: Any) -> Any:
        if any("绊脚" in part.text for part in material):
            raise RuntimeError(NUMBER)
        return screen(material, *args)

    monkeypatch.setattr(inspection, "screen", trips)
    made = plain_draft(
        attachments=(
            kept("甲.txt", "绊脚".encode(), tmp_path),
            kept("乙.txt", f"电话{NUMBER}。".encode(), tmp_path),
        )
    )
    found = looked(made, tmp_path)

    assert found.unread == (("甲.txt", "查验没有做成，程序出错；请联系管理员。"),)
    assert [place[0] for place in places(found)] == ["乙.txt"]
    assert "查验没有做成" in caplog.text


@pytest.mark.clause("3.7.1")
def test_a_period_counts_from_the_day_the_document_was_made(tmp_path: Path) -> None:
    def severity(formed_on: date) -> list[str]:
        made = plain_draft("秘密★1年\n关于某事的通知", formed_on=formed_on)
        return [seen.finding.severity.value for seen in looked(made, tmp_path).seen]

    assert (severity(date(2025, 2, 24)), severity(date(2023, 2, 24))) == (["block"], ["answer"])
