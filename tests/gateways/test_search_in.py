"""Words are found wherever they stand in an edition, however they are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.kept_files import kept
from tests.support.papers import sheets
from tests.support.plain_drafts import plain_draft
from tests.support.uncaged import uncage

from gongkai.core.catalogue import AttachedFile
from gongkai.core.screening.plan import Place
from gongkai.gateways.files import FileStore
from gongkai.gateways.inspection import BODY
from gongkai.gateways.search_in import Standing, Text, standing_places, texts_of

pytestmark = [pytest.mark.clause("secrecy.12"), pytest.mark.clause("3.14")]
NUMBER = "13847512346"


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    uncage(monkeypatch)


def found(standing: tuple[Standing, ...]) -> list[tuple[str, str, tuple[Place, ...]]]:
    return [(each.text.file_name, each.text.part.id, each.places) for each in standing]


def test_every_text_with_the_file_it_stands_in(tmp_path: Path) -> None:
    file = kept("名单.txt", "某某".encode(), tmp_path)
    made = plain_draft(
        "内容。", attachments=(file, kept("程序.txt", b"MZ", tmp_path), AttachedFile("无.txt", "a" * 64, 1))
    )
    texts = texts_of(made, FileStore(tmp_path))

    assert all(isinstance(each, Text) for each in texts)
    assert [(each.file, each.file_name, each.part.id, each.part.text) for each in texts] == [
        (BODY, "正文", "标题和著录项", "通知"),
        (BODY, "正文", "正文", "内容。"),
        (file.digest, "名单.txt", "正文", "某某"),
        (file.digest, "名单.txt", "文件名", "名单.txt"),
    ]


def test_words_are_found_in_any_dress_and_told_by_their_place(tmp_path: Path) -> None:
    made = plain_draft(
        "电话138 4751 2346，又13847512346。",
        title="关于１３８４７５１２３４６的通知",
        attachments=(
            kept("表.xlsx", sheets.xlsx(sheets.row(2, "138", "4751", "2346")), tmp_path),
            kept("别的.txt", "无关".encode(), tmp_path),
        ),
    )
    standing = standing_places(made, FileStore(tmp_path), f" {NUMBER} ")

    assert found(standing) == [
        ("正文", "标题和著录项", (Place(2, 13, ""),)),
        ("正文", "正文", (Place(2, 15, ""), Place(17, 28, ""))),
        ("表.xlsx", "Sheet1", (Place(6, 19, ""),)),
    ]


def test_what_stands_nowhere_is_not_found(tmp_path: Path) -> None:
    assert standing_places(plain_draft("内容。"), FileStore(tmp_path), NUMBER) == ()
