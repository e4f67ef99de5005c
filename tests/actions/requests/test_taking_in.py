"""Taking a request in: number, code and due date at once; what is missing or impossible is refused by field."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.support.cast import Cast
from tests.support.plain_letters import words_of
from tests.support.refusals import refused
from tests.support.request_road import a_draft, applied, day_of, registered_by_hand, who
from tests.support.road import MOMENT

from gongkai.access.applicants import applicant_field
from gongkai.actions import requests as acts
from gongkai.actions.requests.tracking import open_by_code
from gongkai.core.requests.form import LARGEST_FILES, SentFile
from gongkai.core.requests.identity import ApplicantKind, IdentityKind
from gongkai.records.models import Applicant, LedgerEntry, Notice, Request, RequestFile


@pytest.mark.clause("2.2.1", "2.1", "disclosure.3", "cn-foi:45")
def test_the_receipt_tells_number_code_and_due_date_at_once(cast: Cast) -> None:
    receipt = applied(cast.hulunbuir)
    row = receipt.request
    assert re.fullmatch(r"2025-[2-9A-Z]{4}-[2-9A-Z]{4}", row.number)
    assert (row.serial, row.state, str(row.due_on)) == ("2025-00001", "received", "2025-03-24")
    letter = row.letters.get()
    assert (letter.kind, letter.to_applicant) == ("receipt", True)
    words = words_of(letter)
    assert all(each in words for each in (row.number, receipt.code, "2025年3月24日", letter.number))
    assert Notice.objects.get(request=row).kind == f"letter:{letter.pk}"
    found = open_by_code(cast.hulunbuir.organ, row.number, receipt.code, address="10.0.0.1", moment=MOMENT)
    assert found == row


@pytest.mark.clause("2.2.2", "disclosure.7")
def test_who_comes_to_the_counter_gets_the_same_receipt(cast: Cast) -> None:
    row = registered_by_hand(cast.hulunbuir, oral=True, old_number=" 旧-1 ")
    assert (row.registered_by_id, row.oral, row.old_number) == (
        cast.hulunbuir.general_handler.pk,
        True,
        "旧-1",
    )
    assert "2025年3月24日" in words_of(row.letters.get())


def test_numbers_cannot_be_counted_and_serials_can(cast: Cast) -> None:
    rows = [applied(cast.naiman).request for _ in range(5)]
    assert [row.serial for row in rows] == [f"2025-0000{n}" for n in range(1, 6)]
    assert len({row.number for row in rows}) == 5


def test_rare_characters_and_emoji_stay_and_what_cannot_be_seen_goes(cast: Cast) -> None:
    row = applied(cast.naiman, description="𠮷镇㐱村\x00的\u202e名单 👨‍👩‍👧", name="𠮷\u200b㐱").request
    assert row.description == "𠮷镇㐱村的名单 👨‍👩‍👧"
    assert applicant_field(row.applicant, "name") == "𠮷㐱"


def test_nothing_that_tells_who_she_is_stands_in_the_tables_or_the_ledger(cast: Cast) -> None:
    file = SentFile("李四光身份证.jpg", b"picture", "evidence")
    row = acts.apply_online(cast.naiman.organ, a_draft(), (file,), moment=MOMENT).request
    person, sent = Applicant.objects.get(request=row), RequestFile.objects.get(request=row)
    kept = " ".join([str(vars(person)), str(vars(sent)), LedgerEntry.objects.get(subject_id=row.pk).payload])
    for secret in ("李四光", "11010519491231002X", "13800001234", "lisi@example.cn", "中央街"):
        assert secret not in kept


FAULTS = {
    "no_name": {"name": " "},
    "identity_wrong": {"identity": "110105194912310021"},
    "no_contact": {"phone": "", "email": "", "address": ""},
    "phone_wrong": {"phone": "12"},
    "email_wrong": {"email": "a@"},
    "no_description": {"description": "\u200b \n"},
    "no_form_wanted": {"form_wanted": "gold"},
    "no_way_wanted": {"way_wanted": ""},
    "way_without_email": {"way_wanted": "email", "email": ""},
    "way_without_address": {"way_wanted": "post", "address": ""},
    "no_identity": {"identity": ""},
    "too_long": {"description": "长" * 3_000_000},
}


@pytest.mark.clause("2.1.2", "cn-foi:29")
@pytest.mark.parametrize("code", FAULTS)
def test_what_is_missing_or_impossible_is_refused_and_nothing_kept(cast: Cast, code: str) -> None:
    changed = FAULTS[code]
    draft = a_draft(**({"description": "数据"} | changed))
    with refused(code):
        acts.apply_online(cast.hulunbuir.organ, draft, (), moment=MOMENT)
    assert not Request.objects.exists()
    assert not LedgerEntry.objects.exists()


@pytest.mark.clause("2.1")
def test_a_purpose_is_never_required_and_kept_where_it_is_given(cast: Cast) -> None:
    assert applied(cast.hulunbuir).request.purpose == ""
    assert applied(cast.hulunbuir, purpose="写论文").request.purpose == "写论文"


FILES = {
    "too_many_files": [SentFile(f"{n}.txt", b"x") for n in range(20)],
    "files_too_large": [SentFile("a.bin", bytes(LARGEST_FILES)), SentFile("b.bin", b"x")],
    "empty_file": [SentFile("a.txt", b"")],
}


@pytest.mark.parametrize("code", FILES)
def test_files_that_are_too_many_too_large_or_empty(cast: Cast, code: str) -> None:
    with refused(code):
        acts.apply_online(cast.naiman.organ, a_draft(), FILES[code], moment=MOMENT)
    assert not RequestFile.objects.exists()


def test_one_sending_is_one_request_however_often_the_button_is_pressed(cast: Cast) -> None:
    acts.apply_online(cast.naiman.organ, a_draft(), (), moment=MOMENT, nonce="a")
    with refused("already_sent"):
        acts.apply_online(cast.naiman.organ, a_draft(), (), moment=MOMENT, nonce="a")
    acts.apply_online(cast.hulunbuir.organ, a_draft(), (), moment=MOMENT, nonce="a")
    assert Request.objects.count() == 2


def test_the_same_applicant_is_recognised_by_her_paper_however_it_is_typed(cast: Cast) -> None:
    first = applied(cast.naiman)
    second = applied(
        cast.naiman, identity="１１０１０５１９４９１２３１００２ｘ", name="李四", phone="13900001234"
    )
    third = applied(cast.naiman, identity="E12345678", identity_kind=IdentityKind.PASSPORT)
    digests = [Applicant.objects.get(request=each.request).same_as for each in (first, second, third)]
    assert digests[0] == digests[1] != digests[2]


def test_an_organisation_applies_with_its_kind(cast: Cast) -> None:
    company: dict[str, Any] = {
        "kind": ApplicantKind.COMPANY,
        "name": "某某有限公司",
        "identity_kind": IdentityKind.OTHER,
        "identity": "登记证12号",
        "representative": "王五",
    }
    row = applied(cast.naiman, **company).request
    assert (row.applicant.kind, applicant_field(row.applicant, "representative")) == ("company", "王五")


def test_an_unknown_way_is_refused_with_those_there_are(cast: Cast) -> None:
    clerk = who(cast.naiman, "general_handler")
    with refused("unknown_way") as caught:
        acts.register_request(clerk, a_draft(), (), way="pigeon", arrived_on=day_of(), moment=MOMENT)
    assert caught.refusal
    assert "平常信函" in caught.refusal.remedy
