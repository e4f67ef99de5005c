"""Everything an edition says is looked at when it is written, and what is found is kept from sight."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.found import FREED, NUMBER, SAFE, every_found, found, says
from tests.support.kept_files import kept
from tests.support.papers import word
from tests.support.papers.pictures import drawn, png
from tests.support.plain_drafts import worded
from tests.support.redacted import findings
from tests.support.refusals import refused
from tests.support.road import MOMENT, TODAY, case_of, draft, registered, sign_as, submitted, who
from tests.support.uncaged import uncage

from gongkai.access.screenings import answers_of, finding_context, finding_of, screening_of
from gongkai.actions import catalogue, review
from gongkai.core.catalogue import AttachedFile
from gongkai.core.screening.finding import Finding, FindingKind, Severity
from gongkai.gateways.paper.extract import door
from gongkai.gateways.vault import Unopenable, the_vault
from gongkai.records.models import Edition, FindingAnswer, FindingRow, Screening

pytestmark = [pytest.mark.django_db, pytest.mark.clause("secrecy.6.2"), pytest.mark.clause("3.7.4")]
TEXT = f"联系人张某，电话{NUMBER}。"
FIRST = {"naiman": "business_handler", "hulunbuir": "office_handler"}


@pytest.fixture(params=["naiman", "hulunbuir"])
def bureau(request: pytest.FixtureRequest, cast: Cast) -> Bureau:
    return cast.naiman if request.param == "naiman" else cast.hulunbuir


def told(edition: Edition) -> list[tuple[str, str, str]]:
    """File, part and words of each finding."""
    return [(row.file_name, row.part, finding_of(row).text) for row in findings(edition)]


def test_registering_looks_at_text_and_files(bureau: Bureau) -> None:
    roster = kept("名单.txt", f"某某 {NUMBER}".encode())
    edition = registered(bureau, attachments=(roster,), **worded(TEXT))
    row = Screening.objects.get(edition=edition)

    assert found(edition)[0] == Finding(
        FindingKind.MOBILE,
        Severity.ANSWER,
        NUMBER,
        "正文",
        8,
        19,
        found(edition)[0].rule,
        found(edition)[0].message,
    )
    assert told(edition) == [("正文", "正文", NUMBER), ("名单.txt", "正文", NUMBER)]
    assert [one.file for one in findings(edition)] == ["body", roster.digest]
    assert (row.on, row.screened_at, row.unread, row.parts) == (TODAY, MOMENT, [], 4)


def test_what_was_found_is_sealed(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(TEXT))
    (row,) = findings(edition)
    stored = FindingRow.objects.filter(pk=row.pk).values().get()

    assert not [name for name, value in stored.items() if NUMBER in str(value)]
    assert the_vault().open(row.text, finding_context(row.key)) == NUMBER
    with pytest.raises(Unopenable):
        the_vault().open(row.text, finding_context("0" * 32))


def test_a_change_is_looked_at_and_takes_the_place_of_what_was_found(bureau: Bureau) -> None:
    edition = registered(bureau)
    assert told(edition) == []
    changed = draft(bureau, **worded(TEXT))
    catalogue.revise_edition(who(bureau, "business_handler"), edition.pk, changed, moment=MOMENT)
    assert told(edition) == [("正文", "正文", NUMBER)]
    catalogue.revise_edition(who(bureau, "business_handler"), edition.pk, draft(bureau), moment=MOMENT)
    assert told(edition) == []
    assert Screening.objects.filter(edition=edition).count() == 1


def test_a_new_edition_is_looked_at_by_itself(bureau: Bureau) -> None:
    edition = submitted(bureau)
    handler = who(bureau, "business_handler")
    renewed = catalogue.renew_item(handler, edition.item_id, draft(bureau, **worded(TEXT)), moment=MOMENT)
    assert (told(edition), told(renewed)) == ([], [("正文", "正文", NUMBER)])


def test_sending_it_on_another_day_looks_again(bureau: Bureau) -> None:
    """A period that ran out meanwhile no longer blocks; somebody has to say that the mark may go."""
    edition = registered(bureau, formed_on=date(2024, 3, 5), **worded("秘密★1年\n关于某事的通知"))
    before = [finding.severity for finding in found(edition)]
    later = MOMENT + timedelta(days=7)
    review.submit(bureau.standing("business_handler", later.date()), edition.pk, moment=later)

    assert (before, [finding.severity for finding in found(edition)]) == ([Severity.BLOCK], [Severity.ANSWER])
    assert Screening.objects.get(edition=edition).on == later.date()


def test_an_open_finding_stands_in_the_way_until_it_is_answered(
    bureau: Bureau, request: pytest.FixtureRequest
) -> None:
    edition = submitted(bureau, **worded(TEXT))
    first = FIRST[request.node.callspec.params["bureau"]]
    with refused("findings_open"):
        sign_as(bureau, first, edition)
    every_found(bureau, edition, SAFE, first)
    sign_as(bureau, first, edition)
    assert case_of(edition).signatures


def test_a_picture_that_nothing_reads_lets_nobody_disclose(
    bureau: Bureau, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "text_recognition", lambda: None)
    edition = submitted(bureau, attachments=(kept("照片.png", png(drawn("3"))),))
    first = FIRST[request.node.callspec.params["bureau"]]

    assert [name for name, _ in Screening.objects.get(edition=edition).unread] == ["照片.png"]
    with refused("unread") as caught:
        sign_as(bureau, first, edition)
    assert caught.refusal is not None
    assert "第一处：照片.png：图片：图片中的文字没有识别" in caught.refusal.reason
    uncage(monkeypatch, blind=True)
    back = review.return_to_draft(who(bureau, first), edition.pk, reasons="再看", moment=MOMENT)
    same = draft(bureau, attachments=(kept("照片.png", png(drawn("3"))),))
    catalogue.revise_edition(who(bureau, "business_handler"), back.pk, same, moment=MOMENT)
    review.submit(who(bureau, "business_handler"), edition.pk, moment=MOMENT)
    sign_as(bureau, first, edition)


def test_a_file_that_is_not_in_the_store_counts_as_unread(bureau: Bureau) -> None:
    edition = registered(bureau, attachments=(AttachedFile("丢失.docx", "a" * 64, 3),))
    assert Screening.objects.get(edition=edition).unread == [["丢失.docx", "文件不在文件库中。"]]


def test_content_that_was_never_looked_at_lets_nobody_disclose(
    bureau: Bureau, request: pytest.FixtureRequest
) -> None:
    edition = submitted(bureau)
    Edition.objects.filter(pk=edition.pk).update(body_text=TEXT)
    with refused("not_screened"):
        sign_as(bureau, FIRST[request.node.callspec.params["bureau"]], edition)


def test_the_same_content_under_two_names_is_asked_about_twice(bureau: Bureau) -> None:
    files = (kept(f"{NUMBER}.txt", "通知".encode()), kept(f"{NUMBER}（副本）.txt", "通知".encode()))
    edition = registered(bureau, attachments=files)
    assert told(edition) == [(file.name, "文件名", NUMBER) for file in files]
    says(bureau, edition, SAFE)
    assert case_of(edition).review.screening.open == 1


def test_hidden_parts_of_files_are_told(bureau: Bureau) -> None:
    comment = word.docx("", word._comment("此处与局里口径不一致，请勿外传") | word._property("张三丰"))
    edition = registered(bureau, attachments=(kept("说明.docx", comment),))
    kinds = [(finding.kind, finding.severity) for finding in found(edition)]
    assert (FindingKind.HIDDEN_CONTENT, Severity.ANSWER) in kinds
    assert (FindingKind.METADATA, Severity.NOTE) in kinds


def test_an_answer_to_what_is_no_longer_found_does_not_count(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(TEXT))
    says(bureau, edition, SAFE)
    other = draft(bureau, **worded(TEXT.replace("2346", "2347")))
    catalogue.revise_edition(who(bureau, "business_handler"), edition.pk, other, moment=MOMENT)
    assert FindingAnswer.objects.filter(edition=edition).count() == 1
    assert screening_of(case_of(edition).edition) is not None
    assert case_of(edition).review.screening.open == 1


@pytest.mark.clause("secrecy.9", "3.13")
def test_what_is_said_of_one_mark_taken_off_is_not_said_of_the_next(bureau: Bureau) -> None:
    handler = who(bureau, "business_handler")
    edition = registered(bureau, **worded("机密★长期\n通报如下。"))

    def revised(text: str) -> None:
        catalogue.revise_edition(handler, edition.pk, draft(bureau, **worded(text)), moment=MOMENT)

    revised("通报如下。")
    says(bureau, edition, FREED)
    assert case_of(edition).review.screening.open == 0
    revised("绝密★长期\n通报如下。")
    revised("通报如下。")
    assert sorted(finding.text for finding in found(edition)) == ["机密★长期", "绝密★长期"]
    unanswered = [row for row in findings(edition) if row.key not in answers_of(case_of(edition).edition)]
    assert "绝密★长期" in [finding_of(row).text for row in unanswered]
