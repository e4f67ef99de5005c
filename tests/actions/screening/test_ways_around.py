"""Ways around the gate that somebody in a hurry, or with bad intent, would try."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.found import CUT, FREED, GROUND, SAFE, found, marks, publishes, ready, redacts, says
from tests.support.kept_files import altered, kept
from tests.support.plain_drafts import worded
from tests.support.redacted import PERSON, findings, redacted
from tests.support.refusals import refused
from tests.support.road import CHAINS, MOMENT, case_of, draft, registered, sign_as, slug, who

from gongkai.access.screenings import answers_of, markings_of
from gongkai.actions import catalogue, review
from gongkai.actions.looking import look
from gongkai.actions.screening import clearing, drop_mark, mark_text
from gongkai.core.screening.answers import MARK_GONE, MARK_LEFT, AnswerKind
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import Edition, ReleasedFile

pytestmark = [pytest.mark.django_db, pytest.mark.clause("4.1"), pytest.mark.clause("secrecy.2")]
MARKED = "机密★10年\n现将有关情况公布如下。"
LONG_AGO, NOW = date(2010, 2, 24), date(2025, 2, 24)


@pytest.fixture(params=["naiman", "hulunbuir"])
def bureau(request: pytest.FixtureRequest, cast: Cast) -> Bureau:
    return cast.naiman if request.param == "naiman" else cast.hulunbuir


def revised(bureau: Bureau, edition: Edition, text: str, **changes: Any) -> Edition:
    wanted = draft(bureau, **worded(text), **changes)
    return catalogue.revise_edition(who(bureau, "business_handler"), edition.pk, wanted, moment=MOMENT)


def rules(edition: Edition) -> list[tuple[str, str]]:
    return sorted((row.rule.partition(".")[2], row.severity) for row in findings(edition))


def kinds(edition: Edition) -> list[AnswerKind]:
    return [answer.kind for answer in answers_of(Edition.objects.get(pk=edition.pk)).values()]


@pytest.mark.clause("secrecy.6.1", "3.7.1")
def test_what_was_said_of_a_mark_under_another_date_does_not_lift_it(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(MARKED), formed_on=LONG_AGO)
    says(bureau, edition, SAFE)
    edition = revised(bureau, edition, MARKED, formed_on=NOW)
    assert case_of(edition).review.screening.blocked
    review.submit(who(bureau, "business_handler"), edition.pk, moment=MOMENT)
    with refused("marked_within"):
        sign_as(bureau, CHAINS[slug(bureau)][0][1], edition)


@pytest.mark.clause("secrecy.9", "3.13")
def test_a_mark_that_another_date_makes_run_out_needs_the_decision(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(MARKED), formed_on=NOW)
    edition = revised(bureau, edition, MARKED, formed_on=LONG_AGO)
    told = next(row for row in findings(edition) if row.rule == MARK_GONE)
    with refused("answer_does_not_fit"):
        says(bureau, edition, SAFE, told)
    says(bureau, edition, FREED, told)


@pytest.mark.clause("secrecy.9", "3.13")
def test_a_mark_cut_off_under_a_wrong_date_is_asked_for_in_what_was_made(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(MARKED), formed_on=LONG_AGO)
    says(bureau, edition, CUT)
    made = revised(bureau, redacts(bureau, edition), "现将有关情况公布如下。", formed_on=NOW)
    assert [row.rule for row in findings(made)] == [MARK_LEFT]
    assert case_of(made).review.screening.open == 1


def test_the_later_of_two_answers_counts_wherever_the_text_went_between(bureau: Bureau) -> None:
    first, second = "手机13847512346。", "手机13847512346。改。"
    edition = registered(bureau, **worded(first))
    says(bureau, edition, SAFE)
    says(bureau, revised(bureau, edition, second), CUT)
    assert kinds(revised(bureau, edition, first)) == [AnswerKind.WITHHOLD]


@pytest.mark.clause("3.14", "secrecy.12")
def test_a_mark_set_while_the_redacted_edition_is_made_is_not_lost(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = registered(bureau, **worded(f"给予{PERSON}和苏和巴特尔补助。"))
    marks(bureau, edition, PERSON)
    place = "gongkai.actions.screening.redacting.look"

    def meanwhile(*told: Any, **also: Any) -> Any:
        monkeypatch.setattr(place, look)
        marks(bureau, edition, "苏和巴特尔")
        return look(*told, **also)

    monkeypatch.setattr(place, meanwhile)
    with refused("changed_meanwhile"):
        redacts(bureau, edition)
    assert "苏和巴特尔" not in redacts(bureau, edition).body_text


@pytest.mark.clause("secrecy.7.3", "3.9.1")
def test_a_reviewers_mark_is_neither_dropped_by_the_drafter_nor_lost_by_a_new_edition(bureau: Bureau) -> None:
    chain = CHAINS[slug(bureau)]
    edition = registered(bureau, **worded(f"给予{PERSON}补助。"))
    review.submit(who(bureau, "business_handler"), edition.pk, moment=MOMENT)
    for _, key in chain[:-1]:
        sign_as(bureau, key, edition)
    reviewer = who(bureau, chain[-1][1])
    seen = case_of(edition).fingerprint
    mark_text(reviewer, edition.pk, text=PERSON, ground=GROUND, seen_fingerprint=seen, moment=MOMENT)
    handler, same = who(bureau, "business_handler"), draft(bureau, **worded(f"给予{PERSON}补助。"))
    renewed = catalogue.renew_item(handler, edition.item_id, same, moment=MOMENT)
    (mark,) = markings_of(Edition.objects.get(pk=renewed.pk))
    assert case_of(renewed).review.screening.to_cut == 1
    with refused("marked_by_reviewer"):
        drop_mark(
            handler,
            renewed.pk,
            marking=mark.pk,
            seen_fingerprint=case_of(renewed).fingerprint,
            moment=MOMENT,
        )
    assert verify_organ(bureau.organ).holds


@pytest.mark.parametrize(
    "header",
    [{"summary": "联系a@b.cn。"}, {"title": "关于某事的通知（内部文件）"}, {"summary": "车牌蒙E1234警"}],
)
def test_a_short_finding_in_the_header_can_be_cut(bureau: Bureau, header: dict[str, str]) -> None:
    edition = registered(bureau, **header, **worded("无。"))
    for row in findings(edition):
        says(bureau, edition, CUT, row)
    assert case_of(redacts(bureau, edition)).review.screening.to_cut == 0


def test_a_short_finding_in_a_file_name_can_be_cut(bureau: Bureau) -> None:
    edition = registered(bureau, **worded("无。"), attachments=(kept("内部资料.txt", "名单".encode()),))
    for row in findings(edition):
        says(bureau, edition, CUT, row)
    made = redacts(bureau, edition)
    assert [row.name for row in made.attachments.all()] == ["略.txt"]
    assert found(made) == []


def test_what_goes_out_is_what_was_proved_even_if_rows_or_files_were_changed_since(bureau: Bureau) -> None:
    paper = kept("名录.txt", f"{PERSON}在此。".encode())
    edition = ready(bureau, redacted(bureau, GROUND, attachments=(paper,)))
    clearing.clear_for_release(edition.pk, MOMENT)
    ReleasedFile.objects.update(digest=paper.digest)
    assert clearing.is_cleared(case_of(edition)) is False
    clearing.clear_for_release(edition.pk, MOMENT)
    altered(ReleasedFile.objects.get().digest, f"{PERSON}在此。".encode())
    assert clearing.is_cleared(case_of(edition)) is False
    with refused("file_missing"):
        publishes(bureau, edition)


def test_the_gate_writes_nothing_for_an_edition_that_was_replaced_meanwhile(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = ready(bureau, registered(bureau, attachments=(kept("a.txt", b"a"),)))
    real, handler = clearing._prove_file, who(bureau, "business_handler")

    def meanwhile(*told: Any) -> Any:
        catalogue.renew_item(handler, edition.item_id, draft(bureau), moment=MOMENT)
        return real(*told)

    monkeypatch.setattr(clearing, "_prove_file", meanwhile)
    with refused("changed_meanwhile"):
        clearing.clear_for_release(edition.pk, MOMENT)
    assert verify_organ(bureau.organ).holds


def test_without_the_key_the_gate_refuses_with_a_sentence(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = ready(bureau, redacted(bureau, GROUND))
    monkeypatch.setenv("GONGKAI_FIELD_KEY", "A" * 43 + "=")
    with refused("key_missing"):
        clearing.clear_for_release(edition.pk, MOMENT)
