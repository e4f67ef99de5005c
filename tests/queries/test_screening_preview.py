"""The preview tells what the redacted edition will be: what goes along, what is left behind, what cannot be made."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.desk import acts_on, sit, words
from tests.support.kept_files import kept
from tests.support.papers import word
from tests.support.redacted import PERSON, TEXT, redacted, withholding
from tests.support.road import case_of, registered
from tests.support.uncaged import uncage

from gongkai.actions.screening.redacting import wanted_of
from gongkai.core.catalogue import AttachedFile
from gongkai.core.screening.parts import Part, PartKind
from gongkai.core.screening.plan import Place
from gongkai.gateways import inspection
from gongkai.gateways.paper.redact.kinds import IN_PICTURES
from gongkai.gateways.search_in import Text
from gongkai.queries import screening_preview
from gongkai.queries.screening_preview import AROUND, MOST_LEFT, compared, previewed, rows_of
from gongkai.queries.screening_texts import texts_in_time

pytestmark = [pytest.mark.django_db, pytest.mark.clause("secrecy.12", "3.14")]


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    uncage(monkeypatch)
    monkeypatch.setattr(inspection, "_EXTRACTED", {})
    return iter(())


def ground_of(bureau: Bureau) -> str:
    case = case_of(registered(bureau))
    return str(case.lawbook.withhold_grounds(case.on).value[0].id)


def with_hidden_words(seen: str) -> AttachedFile:
    """A DOCX in which a person is named in text that nobody sees."""
    hidden = f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>底稿：{PERSON}已核。</w:t></w:r>"
    return kept("名单.docx", word.docx(word.p(word.t(seen)) + f"<w:p>{hidden}</w:p>"))


def test_a_part_that_nobody_sees_is_left_behind_as_it_will_be(cast: Cast) -> None:
    bureau = cast.hulunbuir
    new = case_of(redacted(bureau, ground_of(bureau), attachments=(with_hidden_words(f"申请人{PERSON}。"),)))
    assert new.edition.redacted_from is not None
    old = case_of(new.edition.redacted_from)
    seen = previewed(old, wanted_of(old))
    gone = {(side.file, side.title) for side in seen.sides if side.gone}
    assert gone == {(side.file, side.title) for side in compared(old, new) if side.gone}
    assert any("隐藏文字" in title for _, title in gone)
    cut = [piece for side in seen.sides if not side.gone for row in side.rows for piece in row.before]
    assert seen.places == sum(piece.changed for piece in cut) == 3, (
        "person and number in the text, person in it"
    )


def test_every_page_counts_the_places_that_the_preview_shows(cast: Cast) -> None:
    bureau = cast.hulunbuir
    files = (with_hidden_words(f"申请人{PERSON}，联系人{PERSON}。"),)
    edition = withholding(bureau, ground_of(bureau), attachments=files)
    desk, at = sit(bureau, "business_handler"), f"/desk/items/{edition.item_id}"
    assert "4处待隐去" in words(desk.get(f"{at}/"))
    screening = words(desk.get(f"{at}/screening/"))
    assert "处待隐去 4" in screening
    assert "预览隐去后的样子（4处）" in screening
    preview = words(desk.get(f"{at}/screening/preview/"))
    assert "一共隐去4处。" in preview
    assert "这一部分不带过去。" in preview


def test_what_a_picture_shows_is_warned_of_and_nothing_is_offered_to_be_made(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau = cast.hulunbuir
    scan = kept("照片.txt", TEXT.encode())
    edition = withholding(bureau, ground_of(bureau), attachments=(scan,))
    shown = Text(scan.digest, scan.name, Part("照片", PartKind.PICTURE_TEXT, f"申请人{PERSON}"))
    texts = texts_in_time(case_of(edition))[0]
    plain = tuple(text for text in texts if text.file != scan.digest)
    answer = ((*plain, shown), frozenset[str]())
    monkeypatch.setattr(screening_preview, "texts_in_time", lambda *_: answer)
    case = case_of(edition)
    seen = previewed(case, wanted_of(case))
    assert (seen.pictures, seen.places, seen.untouched) == (("照片.txt",), 2, ())
    page = sit(bureau, "business_handler").get(f"/desk/items/{edition.item_id}/screening/preview/")
    assert f"图片里有要隐去的文字，做不成 照片.txt 现在怎么办：{IN_PICTURES}" in words(page)
    assert acts_on(page) == set()


@pytest.mark.parametrize(
    "run", ["13800001234", "abc.def@example.cn", "1,234,567.89", "１３８００００１２３４"]
)
def test_what_is_left_out_never_cuts_through_figures_or_letters(run: str) -> None:
    for shift in range(len(run) + 1):
        before, after = "前" * 300 + run + "字" * (AROUND - shift), "字" * (AROUND - shift) + run + "后" * 300
        at = len(before)
        rows, _ = rows_of(f"{before}王某{after}", [Place(at, at + 2, "〔略〕")])
        shown = "".join(piece.text for piece in rows[0].before)
        assert [shown.count(run), shown.count(run[1:-1])] in ([2, 2], [0, 0]), shift


def test_two_places_in_one_run_are_shown_apart_without_overlap() -> None:
    text = "9" * 600
    rows, rest = rows_of(text, [Place(10, 12, "甲"), Place(500, 502, "乙")])
    shown = sum(row.skipped + sum(len(piece.text) for piece in row.before) for row in rows)
    assert (len(rows), shown + rest) == (2, len(text))


def test_of_a_long_part_left_behind_only_the_beginning_is_shown() -> None:
    side = screening_preview._gone("表.xlsx", Part("Sheet2", PartKind.HIDDEN_SHEET, "数" * (MOST_LEFT + 7)))
    assert (len(side.rows[0].before[0].text), side.more, side.gone) == (MOST_LEFT, 7, True)
