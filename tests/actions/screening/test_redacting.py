"""The redacted edition: a new draft without what is withheld, reviewed for itself, remembering what it may not say."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from tests.support.cast import Bureau, Cast
from tests.support.found import (
    CUT,
    GROUND,
    NUMBER,
    SAFE,
    every_found,
    found,
    marks,
    publishes,
    ready,
    redacts,
    says,
)
from tests.support.kept_files import kept
from tests.support.papers import word
from tests.support.plain_drafts import worded
from tests.support.redacted import findings
from tests.support.refusals import refused
from tests.support.road import (
    MOMENT,
    case_of,
    draft,
    registered,
    reviewed_until,
    sign_as,
    slug,
    submitted,
    who,
)

from gongkai.access.screenings import answers_of, markings_of, withheld_texts
from gongkai.actions import catalogue
from gongkai.core.screening.answers import Answer, AnswerKind
from gongkai.gateways.files import FileStore
from gongkai.gateways.regimes.grounds import ground_title
from gongkai.records.models import Edition, FindingAnswer, Publication, Withheld

pytestmark = [pytest.mark.django_db, pytest.mark.clause("secrecy.12"), pytest.mark.clause("3.14")]
PERSON = "呼和敖其尔"
OTHER = "13847512347"
TEXT = f"给予{PERSON}补助，电话{NUMBER}。咨询电话{OTHER}。"


@pytest.fixture(params=["naiman", "hulunbuir"])
def bureau(request: pytest.FixtureRequest, cast: Cast) -> Bureau:
    return cast.naiman if request.param == "naiman" else cast.hulunbuir


def prepared(bureau: Bureau, **changes: Any) -> Edition:
    """One number is withheld, the other may stay, the person is marked."""
    edition = registered(bureau, **(worded(TEXT) | changes))
    for row, finding in zip(findings(edition), found(edition), strict=True):
        says(bureau, edition, SAFE if finding.text == OTHER else CUT, row)
    marks(bureau, edition, PERSON, instead="某人")
    return edition


def mark(bureau: Bureau, edition: Edition) -> str:
    """What is left where something was withheld on the ground of these tests."""
    book = case_of(edition).lawbook
    clause = next(known.clause for known in book.withhold_grounds(MOMENT.date()).value if known.id == GROUND)
    return f"〔不予公开：{ground_title(book, str(clause))}〕"


def test_text_and_page_lose_what_is_withheld_and_say_why(bureau: Bureau) -> None:
    edition = prepared(bureau)
    anew = redacts(bureau, edition)
    said = f"给予某人补助，电话{mark(bureau, edition)}。咨询电话{OTHER}。"

    assert "制度" in mark(bureau, edition)
    assert (anew.body_text, anew.body_html) == (said, f"<p>{said}</p>")
    assert [finding.text for finding in found(anew)] == [OTHER]


def test_it_is_a_new_draft_made_from_the_old_one_which_is_replaced(bureau: Bureau) -> None:
    edition = prepared(bureau)
    anew = Edition.objects.get(pk=redacts(bureau, edition).pk)
    old = Edition.objects.get(pk=edition.pk)

    assert (anew.redacted_from, anew.number, anew.state) == (old, 2, "draft")
    assert (old.state, old.item.current) == ("superseded", anew)
    assert (old.body_text, anew.drafted_by, anew.responsible_unit) == (
        TEXT,
        old.drafted_by,
        old.responsible_unit,
    )
    assert (anew.title, anew.category, anew.formed_on) == (old.title, old.category, old.formed_on)


def test_what_is_withheld_is_remembered_sealed(bureau: Bureau) -> None:
    edition = prepared(bureau)
    anew = redacts(bureau, edition)

    assert sorted(withheld_texts(anew)) == sorted([NUMBER, PERSON])
    assert withheld_texts(edition) == ()
    assert {row.edition_id for row in Withheld.objects.all()} == {edition.pk}
    stored = str(list(Withheld.objects.values()))
    assert NUMBER not in stored
    assert PERSON not in stored


def test_answers_to_what_stays_go_with_it_and_marks_do_not(bureau: Bureau) -> None:
    edition = prepared(bureau)
    anew = case_of(redacts(bureau, edition))
    said = FindingAnswer.objects.get(edition=anew.edition)

    assert list(answers_of(anew.edition).values()) == [SAFE]
    assert (said.person, said.answered_at) == (bureau.business_handler, MOMENT)
    assert markings_of(anew.edition) == []
    assert (anew.review.screening.open, anew.review.screening.to_cut) == (0, 0)


def test_files_are_made_anew_and_the_old_ones_stay_in_the_store(bureau: Bureau) -> None:
    roster = kept("名单.docx", word.docx(word.table(("姓名", "电话"), (PERSON, NUMBER))))
    clean = kept("说明.txt", "无关".encode())
    edition = prepared(bureau, attachments=(roster, clean))
    anew = redacts(bureau, edition)
    store = FileStore(settings.FILES_DIR)
    first, second = anew.attachments.order_by("position")

    assert (first.name, second.digest) == ("名单.docx", clean.digest)
    assert first.digest != roster.digest
    assert NUMBER not in str(found(anew))
    assert store.verify(roster.digest)
    assert store.verify(first.digest)
    assert [row.digest for row in edition.attachments.order_by("position")] == [roster.digest, clean.digest]


def test_the_drafter_stays_the_drafter_whoever_redacts(bureau: Bureau) -> None:
    edition = reviewed_until(bureau, "leader", **worded(f"给予{PERSON}补助。"))
    marks(bureau, edition, PERSON, by="leader")
    anew = redacts(bureau, edition, by="leader")
    assert anew.drafted_by == bureau.business_handler


@pytest.mark.clause("secrecy.2", "3.1")
def test_it_is_reviewed_from_the_beginning(bureau: Bureau) -> None:
    edition = reviewed_until(bureau, "leader", **worded(f"给予{PERSON}补助。"))
    marks(bureau, edition, PERSON, by="leader")
    anew = redacts(bureau, edition, by="leader")

    assert (anew.state, case_of(anew).signatures) == ("draft", ())
    with refused("not_in_this_state"):
        sign_as(bureau, "leader", anew)
    with refused("not_reviewed"):
        publishes(bureau, anew)
    assert ready(bureau, anew).state in ("cleared", "approved")
    assert publishes(bureau, anew).edition == anew


def test_of_the_replaced_edition_nothing_can_be_done_any_more(bureau: Bureau) -> None:
    edition = submitted(bureau, **worded(f"给予{PERSON}补助。"))
    by = "business_handler" if slug(bureau) == "naiman-housing" else "office_handler"
    marks(bureau, edition, PERSON, by=by)
    redacts(bureau, edition, by=by)
    for act in (
        lambda: sign_as(bureau, by, edition),
        lambda: publishes(bureau, edition),
        lambda: redacts(bureau, edition, by=by),
    ):
        with refused("not_in_this_state"):
            act()


def test_what_cannot_be_redacted(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(TEXT))
    with refused("nothing_to_cut"):
        redacts(bureau, edition)
    marks(bureau, edition, PERSON)
    with refused("changed_meanwhile"):
        redacts(bureau, edition, seen_fingerprint="0" * 64)
    for key in ("leader", "other_handler", "secrecy_handler"):
        with refused("not_your_turn"):
            redacts(bureau, edition, by=key)
    assert (Edition.objects.count(), Withheld.objects.count()) == (1, 0)


def test_a_file_that_cannot_be_made_anew_stops_it(bureau: Bureau) -> None:
    file = kept("名单.json", f'{{"name": "{PERSON}"}}'.encode())
    edition = registered(bureau, attachments=(file,))
    marks(bureau, edition, PERSON)
    with refused("cannot_redact") as caught:
        redacts(bureau, edition)
    assert caught.refusal is not None
    assert caught.refusal.reason.startswith("JSON 文件不能直接处理；")
    assert caught.clause in ("naiman-housing:secrecy.12", "hulunbuir-statistics:3.14")


def test_a_second_redaction_adds_to_the_first(bureau: Bureau) -> None:
    first = redacts(bureau, prepared(bureau))
    marks(bureau, first, "咨询电话")
    second = redacts(bureau, first)
    assert second.redacted_from == first
    assert sorted(withheld_texts(second)) == sorted([NUMBER, PERSON, "咨询电话"])


def test_a_substitute_stands_in_its_place(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(f"电话{NUMBER}。"))
    every_found(bureau, edition, Answer(AnswerKind.SUBSTITUTE, "个人隐私。", instead="某号"))
    assert redacts(bureau, edition).body_text == "电话某号。"


def test_a_renewal_that_brings_a_word_back_is_refused_at_the_gate(bureau: Bureau) -> None:
    anew = redacts(bureau, prepared(bureau))
    again = catalogue.renew_item(
        who(bureau, "business_handler"),
        ready(bureau, anew).item_id,
        draft(bureau, **worded(f"给予{PERSON[:2]} {PERSON[2:]}补助。")),
        moment=MOMENT,
    )
    assert again.redacted_from == anew.redacted_from
    ready(bureau, again)
    with refused("leaks") as caught:
        publishes(bureau, again)
    assert caught.refusal is not None
    assert caught.refusal.reason == "要隐去的文字还在“正文”里（被空白隔开），不能公开。"
    assert caught.clause in ("naiman-housing:secrecy.12", "hulunbuir-statistics:3.14")
    assert Publication.objects.count() == 0


def test_a_word_that_comes_back_in_a_revised_draft_is_refused_at_the_gate(bureau: Bureau) -> None:
    anew = redacts(bureau, prepared(bureau))
    file = kept("补充.txt", PERSON.encode())
    catalogue.revise_edition(
        who(bureau, "business_handler"), anew.pk, draft(bureau, attachments=(file,)), moment=MOMENT
    )
    ready(bureau, anew)
    with refused("leaks") as caught:
        publishes(bureau, anew)
    assert caught.refusal is not None
    assert caught.refusal.reason == "附件“补充.txt”里还有要隐去的文字：在“正文”（原样），不能公开。"
    assert Publication.objects.count() == 0
