"""Rule books from ids, files, folders and kept texts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gongkai.gateways.regimes import (
    RegimeRefusedError,
    UnreadableError,
    load_builtin,
    load_path,
    load_text,
    sources,
)

THIRD = Path(__file__).resolve().parents[2] / "regimes" / "third"
BROKEN = THIRD.parent / "broken"


def test_kept_texts_give_the_same_version_as_the_files() -> None:
    book = load_path(THIRD)
    assert load_text(*sources(THIRD)) == book
    assert len(book.version) == 64
    assert set(sources(THIRD)[0]) == {"third/regime.yaml", "third/rules.yaml"}


def test_the_version_does_not_depend_on_where_the_folder_lies(tmp_path: Path) -> None:
    shutil.copytree(THIRD, tmp_path / "third")
    assert load_path(tmp_path / "third").version == load_path(THIRD).version


@pytest.mark.parametrize("book", [0, 1])
def test_a_changed_letter_in_either_text_is_another_version(book: int) -> None:
    texts = sources(THIRD)
    name = next(iter(texts[book]))
    texts[book][name] += "# 改\n"
    assert load_text(*texts).version != load_path(THIRD).version


def test_one_file_is_a_rule_book_too(tmp_path: Path) -> None:
    single = tmp_path / "我局_Rules.yaml"
    text = (BROKEN / "unknown-role.yaml").read_text(encoding="utf-8").replace("chairman", "principal_leader")
    single.write_text(text, encoding="utf-8")
    book = load_path(single)
    assert (book.id, book.organ_name, len(book.clauses)) == ("rules", "试验局", 2)


def test_two_files_may_not_say_the_same(tmp_path: Path) -> None:
    shutil.copytree(THIRD, tmp_path / "third")
    (tmp_path / "third" / "zz.yaml").write_text(
        "title: 另一名称\nrules:\n  review.basis:\n    - {from: 2015-01-01, clause: 5, bases: [甲]}\n",
        encoding="utf-8",
    )
    with pytest.raises(RegimeRefusedError) as refused:
        load_path(tmp_path / "third")
    assert [problem.message for problem in refused.value.problems] == [
        "third/zz.yaml 第 1 行：键「title」重复，third/regime.yaml 第 4 行已经写过。接受：一本制度内每个键只写一次。",
        "third/zz.yaml 第 3 行：键「review.basis」重复，third/rules.yaml 第 14 行已经写过。"
        "接受：一本制度内每个键只写一次。",
    ]


def test_what_is_not_there_is_told_apart_from_what_is_wrong(tmp_path: Path) -> None:
    for place in ("no-such-book", tmp_path / "none.yaml", tmp_path):
        with pytest.raises(UnreadableError):
            load_path(place)
    with pytest.raises(UnreadableError, match="没有内置制度「third」"):
        load_builtin("third")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gbk.yaml"
    path.write_bytes("organ: 某局\n".encode("gbk"))
    with pytest.raises(RegimeRefusedError, match="不是 UTF-8 文字"):
        load_path(path)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    path.write_bytes(b"a" * 2_000_001)
    with pytest.raises(UnreadableError, match="不超过 2000000 字节"):
        load_path(path)


def test_kept_texts_without_their_statute_are_refused() -> None:
    with pytest.raises(RegimeRefusedError):
        load_text(sources(THIRD)[0], {})
