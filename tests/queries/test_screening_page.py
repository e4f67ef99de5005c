"""What the page 「查验」 is told: figures, findings with their answers, marks, texts with places, both sides."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.redacted import NUMBER, PERSON, TEXT, findings, redacted, withholding
from tests.support.road import MOMENT, case_of, registered, who

from gongkai.actions.screening import answer_finding
from gongkai.actions.screening.redacting import wanted_of
from gongkai.core.catalogue import AttachedFile
from gongkai.core.screening.answers import Answer, AnswerKind
from gongkai.core.screening.finding import FindingKind
from gongkai.gateways.files import FileStore
from gongkai.queries.screening_page import Summary, findings_of, summary_of
from gongkai.queries.screening_preview import Pair, compared, file_pairs, previewed
from gongkai.queries.screening_texts import Met, Spot, met_places, shown_texts, surroundings
from gongkai.records.models import Edition

PHONED = TEXT + "联系电话13800001234。"


def file_of(settings: Any, name: str, words: str) -> AttachedFile:
    data = words.encode()
    return AttachedFile(name, FileStore(settings.FILES_DIR).put(data), len(data))


def saying(text: str, **changes: Any) -> dict[str, Any]:
    return {"body_text": text, "body_html": f"<p>{text}</p>"} | changes


def ground_of(bureau: Bureau) -> str:
    case = case_of(registered(bureau))
    return str(case.lawbook.withhold_grounds(case.on).value[0].id)


def say(bureau: Bureau, edition: Edition, kind: FindingKind, answer: Answer) -> None:
    row = next(row for row in findings(edition) if row.kind == kind.value)
    seen = case_of(edition).fingerprint
    answer_finding(
        who(bureau, "business_handler"),
        edition.pk,
        key=row.key,
        answer=answer,
        seen_fingerprint=seen,
        moment=MOMENT,
    )


@pytest.mark.clause("secrecy.6.2", "3.7")
def test_the_figures_tell_what_is_open_and_what_is_to_go(cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = registered(bureau, **saying(PHONED))
    assert summary_of(case_of(edition)) == Summary(True, must=2)
    cut = Answer(AnswerKind.WITHHOLD, "属于个人隐私。", ground_of(bureau))
    say(bureau, edition, FindingKind.RESIDENT_ID, cut)
    assert summary_of(case_of(edition)) == Summary(True, must=2, answered=1, to_cut=1)
    say(bureau, edition, FindingKind.MOBILE, Answer(AnswerKind.NOT_SENSITIVE, "窗口电话。"))
    everything = summary_of(case_of(edition))
    assert everything == Summary(True, must=2, answered=2, kept=1, to_cut=1)
    assert (everything.kept, everything.going, everything.open) == (1, 1, 0)
    assert summary_of(case_of(registered(bureau))).nothing


def test_what_was_never_looked_at_is_told_as_such(cast: Cast) -> None:
    edition = registered(cast.hulunbuir, **saying(PHONED))
    Edition.objects.filter(pk=edition.pk).update(body_text="另一段话。")
    found = findings_of(case_of(edition))
    assert (found.summary, found.found, found.at) == (Summary(False), (), None)


def test_the_newest_answer_stands_and_the_earlier_ones_are_kept(cast: Cast) -> None:
    bureau = cast.naiman
    edition = registered(bureau, **saying(PHONED))
    say(bureau, edition, FindingKind.MOBILE, Answer(AnswerKind.NOT_SENSITIVE, "窗口电话。"))
    say(bureau, edition, FindingKind.MOBILE, Answer(AnswerKind.SUBSTITUTE, "改写。", instead="（略）"))
    identity, mobile = findings_of(case_of(edition)).found
    assert (identity.number, identity.said, identity.is_open, identity.will_go) == (1, None, True, False)
    assert mobile.said is not None
    assert (mobile.said.answer, mobile.said.person, mobile.will_go) == (
        Answer(AnswerKind.SUBSTITUTE, "改写。", instead="（略）"),
        cast.naiman.business_handler.name,
        True,
    )
    assert [said.answer.reasons for said in mobile.earlier] == ["窗口电话。"]


def test_each_finding_stands_at_its_place_in_its_text(cast: Cast, settings: Any) -> None:
    edition = registered(
        cast.hulunbuir,
        **saying(PHONED, attachments=(file_of(settings, "名单.txt", f"甲，{NUMBER}。"),)),
    )
    found = findings_of(case_of(edition))
    shown = shown_texts(case_of(edition), found)
    places = {
        (file.name, part.title): [(spot.number, part.text[spot.start : spot.end]) for spot in part.spots]
        for file in shown.files
        for part in file.parts
    }
    assert places[("正文", "正文")] == [(1, NUMBER), (2, "13800001234")]
    assert [spots for (name, _), spots in places.items() if name == "名单.txt" and spots] == [[(3, NUMBER)]]
    assert shown.placeless == ()
    assert surroundings(shown)[3] == ("甲，", "。")


def test_words_marked_by_hand_stand_in_the_text_too(cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = withholding(bureau, ground_of(bureau))
    found = findings_of(case_of(edition))
    assert [(mark.text, mark.instead, mark.person) for mark in found.marks] == [
        (PERSON, "", bureau.business_handler.name)
    ]
    text = shown_texts(case_of(edition), found).files[0].parts[1]
    assert text.spots[0] == Spot(TEXT.index(PERSON), TEXT.index(PERSON) + len(PERSON))


def test_a_file_that_cannot_be_read_stays_on_the_page_with_its_reason(cast: Cast, settings: Any) -> None:
    edition = registered(cast.hulunbuir, attachments=(file_of(settings, "坏.docx", "PK\x03\x04"),))
    found = findings_of(case_of(edition))
    file = shown_texts(case_of(edition), found).files[1]
    assert (file.name, file.parts, len(file.unread), found.summary.unread) == ("坏.docx", (), 1, 1)


def test_a_finding_whose_text_is_another_now_has_no_place(cast: Cast) -> None:
    edition = registered(cast.hulunbuir, **saying(PHONED))
    row = findings(edition)[0]
    row.start += 1
    row.save()
    shown = shown_texts(case_of(edition), findings_of(case_of(edition)))
    assert [found.number for found in shown.placeless] == [1]


def test_words_are_found_however_they_are_written(cast: Cast, settings: Any) -> None:
    edition = registered(
        cast.hulunbuir,
        **saying(PHONED, attachments=(file_of(settings, "名单.txt", "电话：１３８ 0000 1234"),)),
    )
    met = met_places(case_of(edition), "13800001234")
    assert [(place.file_name, place.words) for place in met] == [
        ("正文", "13800001234"),
        ("名单.txt", "１３８ 0000 1234"),
    ]
    assert met[0] == Met("正文", "正文", TEXT[-45:] + "联系电话", "13800001234", "。")


@pytest.mark.clause("secrecy.12", "3.14")
def test_the_preview_shows_both_sides_of_every_cut(cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = withholding(bureau, ground_of(bureau))
    seen = previewed(case_of(edition), wanted_of(case_of(edition)))
    (side,) = seen.sides
    row = side.rows[0]
    assert "".join(piece.text for piece in row.before) == TEXT
    assert [piece.text for piece in row.before if piece.changed] == [PERSON, NUMBER]
    assert all(piece.text.startswith("〔不予公开：") for piece in row.after if piece.changed)
    assert (seen.places, seen.untouched, side.rest) == (2, (), 0)


@pytest.mark.clause("secrecy.12", "3.14")
def test_the_redacted_edition_is_compared_with_the_one_before(cast: Cast, settings: Any) -> None:
    bureau = cast.hulunbuir
    files = (
        file_of(settings, "名单.txt", f"{PERSON}，{NUMBER}"),
        file_of(settings, "说明.txt", "没有要隐去的。"),
    )
    new = case_of(redacted(bureau, ground_of(bureau), attachments=files))
    assert new.edition.redacted_from is not None
    old = case_of(new.edition.redacted_from)
    assert {side.file for side in compared(old, new)} == {"正文", "名单.txt"}
    words = compared(old, new)[0].rows[0]
    assert PERSON in "".join(piece.text for piece in words.before if piece.changed)
    assert PERSON not in "".join(piece.text for piece in words.after)
    pairs = file_pairs(old, new)
    assert [pair.same for pair in pairs] == [False, True]
    kept = new.edition.attachments.all()[1]
    last = ("说明.txt", kept.digest, kept.size)
    assert pairs[1] == Pair(last, last)
