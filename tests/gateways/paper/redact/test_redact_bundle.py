"""ZIP: every file in it is made anew and packed again; one that cannot be stops the whole."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import docx
import pytest
from tests.support.papers import ofds, word
from tests.support.papers.zips import zipped
from tests.support.uncaged import uncage

from gongkai.core.screening.parts import PartKind
from gongkai.core.screening.plan import Entry, Plan
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact import clean, redact

pytestmark = [pytest.mark.clause("secrecy.12"), pytest.mark.clause("3.14")]
DAY = date(2026, 11, 20)
HIDDEN = word.p(word.t("内部掌握", "<w:vanish/>"))


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    uncage(monkeypatch, blind=True)


def refusal(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Unreadable) as refused:
        clean(data, "附件.zip", today=DAY, limits=limits or Limits())
    return refused.value.sentence


def test_each_file_is_made_anew_under_its_name_and_litter_stays_behind() -> None:
    inner = zipped({"名单.txt": "某\u200b某"})
    source = zipped(
        {
            "附件/": b"", "附件/通知.docm": word.docx(HIDDEN), "附件/通知.docx": word.docx(),
            "附件/更多.zip": inner, "空.txt": b"", "__MACOSX/附件/._通知.docx": b"\x00", "../../外.txt": "公示",
        }
    )  # fmt: skip
    made = clean(source, "附件.zip", today=DAY)
    assert (made.name, made.kind, made.marks) == ("附件.zip", "zip", 0)
    with zipfile.ZipFile(BytesIO(made.data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 20, 0, 0, 0)}
        held = {name: archive.read(name) for name in archive.namelist()}
    assert list(held) == ["附件/通知.docx", "附件/通知（2）.docx", "附件/更多.zip", "空.txt", "外.txt"]
    assert [one.text for one in docx.Document(BytesIO(held["附件/通知.docx"])).paragraphs] == [
        word.OPENING,
        word.CLOSING,
    ]
    with zipfile.ZipFile(BytesIO(held["附件/更多.zip"])) as archive:
        assert archive.read("名单.txt").decode() == "某某"
    assert (held["空.txt"], held["外.txt"].decode()) == (b"", "公示")


def test_what_readers_will_miss_is_told_file_by_file() -> None:
    annotated = ofds.OFD[PartKind.ANNOTATION]["remark"]("请核")
    assert clean(zipped({"甲/通知.ofd": annotated}), "a.zip", today=DAY).notes == (
        "“甲/通知.ofd”：原件上的批注（高亮、划线、附注等）没有保留。",
    )


def test_one_file_that_cannot_be_made_anew_stops_the_whole() -> None:
    assert refusal(zipped({"名单.txt": "某", "数据/甲.json": "{}"})) == (
        "压缩包里的“数据/甲.json”不能处理：JSON 文件不能直接处理；请另存为文本（.txt）或表格（.csv）后再做。"
    )


def test_archives_are_followed_to_the_second_level() -> None:
    deep = zipped({"二.zip": zipped({"三.zip": zipped({"名单.txt": "某"})})})
    assert refusal(deep) == (
        "压缩包里的“二.zip”不能处理：压缩包里的“三.zip”不能处理："
        "压缩包里套着压缩包，只处理到第二层；请解开后重新打包。"
    )


def test_limits_on_how_many_and_how_much() -> None:
    many = zipped({f"{at}.txt": "某" for at in range(201)})
    assert refusal(many) == "压缩包里有 201 个文件，超过 200 个的上限；请分成几个压缩包再做。"
    assert (
        refusal(zipped({"a.txt": b" " * 60_000_000})) == "文件解开后大得不合常理（疑似压缩炸弹），不予打开。"
    )
    assert refusal(zipped({"附件/": b""})) == "压缩包里没有文件，没有可以公开的内容。"


def test_words_in_an_archive_are_not_cut() -> None:
    plan = Plan((Entry("delete", "3.14", text="张三"),))
    with pytest.raises(Unreadable) as refused:
        redact(zipped({"a.txt": "张三"}), "a.zip", plan, today=DAY)
    assert refused.value.sentence == "压缩包里的文字不能直接隐去；请解开，逐件隐去后重新打包。"
