"""Whatever is altered, removed or added behind the door about requests: verify names the entry that says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Model
from pytest_django import Settings
from tests.support.cast import Cast
from tests.support.databases import execute
from tests.support.request_history import everything
from tests.support.request_road import a_draft, assigned, replied, search
from tests.support.road import MOMENT
from tests.support.tampering import alter

from gongkai.actions import requests as acts
from gongkai.core.requests.form import SentFile
from gongkai.gateways.files import FileStore
from gongkai.gateways.vault import the_vault
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import (
    Applicant,
    Consultation,
    Correction,
    Extension,
    FeeNotice,
    FollowUp,
    HandIn,
    LedgerEntry,
    Letter,
    LetterTemplate,
    Organ,
    PublicationTask,
    RefusalFiling,
    Reply,
    ReplyApproval,
    ReplyFile,
    Request,
    RequestFile,
    RequestRecusal,
    SearchRecord,
)

Rows = dict[str, Request]
Pick = Callable[[Request], Model]

TABLE: tuple[tuple[str, Pick, str, str], ...] = (
    # story, row, columns, the verb of the entry to be named: the last of its kind about the request
    (
        "long",
        lambda request: request,
        "number serial code_digest regime_version way arrived_on received_on registered_at registered_by oral"
        " old_number document_name document_number document_date form_wanted way_wanted purpose split_from",
        "apply",
    ),
    ("long", lambda request: request, "description", "take_correction"),
    ("long", lambda request: request, "unit", "assign"),
    ("long", lambda request: request, "handed_in_at", "hand_in"),
    ("long", lambda request: request, "due_provisional standing_still", "decide_extension"),
    ("long", lambda request: request, "outcome report_row ended_at late_unit", "send_reply"),
    ("long", lambda request: request, "state due_on", "record_delivery"),
    ("late", lambda request: request, "outcome report_row ended_at late_unit", "send_reply"),
    ("unpaid", lambda request: request, "state outcome report_row ended_at late_unit due_on", "abandon"),
    (
        "long",
        lambda request: request.applicant,
        "kind seal_key name identity_kind identity phone email address representative help_needed same_as"
        " anonymised_at",
        "apply",
    ),
    (
        "wiped",
        lambda request: request.applicant,
        "name identity phone email address representative seal_key same_as identity_kind help_needed"
        " anonymised_at",
        "anonymise",
    ),
    ("long", lambda request: request.files.get(), "kind name digest size request", "apply"),
    ("long", lambda request: request.recusals.get(), "person reason declared_at request", "recuse_request"),
    (
        "long",
        lambda request: request.searches.get(),
        "unit person where how found result recorded_at request",
        "record_search",
    ),
    ("long", lambda request: request.hand_ins.get(), "person note editions handed_in_at request", "hand_in"),
    (
        "long",
        lambda request: request.correction,
        "points asked_on period_days period_end request",
        "ask_correction",
    ),
    ("long", lambda request: request.correction, "corrected_on before", "take_correction"),
    (
        "paid",
        lambda request: request.fee,
        "tariff quantity amount reasons noticed_on pay_by request",
        "notice_fee",
    ),
    ("paid", lambda request: request.fee, "paid_on receipt", "record_payment"),
    ("unpaid", lambda request: request.fee, "paid_on receipt", "notice_fee"),
    (
        "long",
        lambda request: request.consultations.get(),
        "kind name address matter why sent_on request",
        "consult",
    ),
    ("wiped", lambda request: request.consultations.get(), "name address", "anonymise"),
    (
        "long",
        lambda request: request.consultations.get(),
        "letter_received_on due_on",
        "record_arrival",
    ),
    (
        "long",
        lambda request: request.consultations.get(),
        "opinion opinion_text well_founded answered_on",
        "record_opinion",
    ),
    (
        "long",
        lambda request: request.extensions.get(agreed=True),
        "working_days months reasons proposed_by proposed_at request",
        "propose_extension",
    ),
    (
        "long",
        lambda request: request.extensions.get(agreed=True),
        "decided_by decided_post decided_at agreed note old_due new_due",
        "decide_extension",
    ),
    (
        "long",
        lambda request: request.replies.get(returned_at=None),
        "request round outcome where when withheld ground reasons who contact law earlier public_interest"
        " provision fingerprint proposed_by proposed_at returned_at return_reasons",
        "propose_reply",
    ),
    (
        "long",
        lambda request: request.replies.exclude(returned_at=None).get(),
        "returned_at return_reasons",
        "return_reply",
    ),
    ("long", lambda request: request.replies.get(returned_at=None), "sent_at sent_by", "send_reply"),
    (
        "long",
        lambda request: request.replies.get(returned_at=None),
        "delivered_on delivered_how delivery_proof",
        "record_delivery",
    ),
    (
        "long",
        lambda request: ReplyFile.objects.get(reply__request=request),
        "reply edition fingerprint redacted",
        "propose_reply",
    ),
    (
        "long",
        lambda request: ReplyApproval.objects.filter(reply__request=request).latest("pk"),
        "reply stage role signer signer_post in_place_of note fingerprint signed_at",
        "approve_reply",
    ),
    ("refused", lambda request: request.filing, "to opened_on request", "send_reply"),
    ("refused", lambda request: request.filing, "delivered_on delivered_how", "deliver_filing"),
    ("refused", lambda request: request.filing, "chased_on chased_times", "chase_filing"),
    ("refused", lambda request: request.filing, "acknowledged_on acknowledged_by", "acknowledge_filing"),
    (
        "public",
        lambda request: request.publication_tasks.get(why="should_be"),
        "request unit why opened_on due_on",
        "send_reply",
    ),
    (
        "public",
        lambda request: request.publication_tasks.get(why="should_be"),
        "item done_on",
        "fulfil_publication",
    ),
    (
        "public",
        lambda request: request.publication_tasks.get(why="suggested"),
        "request unit why opened_on due_on item done_on",
        "answer_followup",
    ),
    (
        "public",
        lambda request: request.follow_ups.get(answered_at=None),
        "request kind text raised_at decision answer answered_at",
        "follow_up",
    ),
    (
        "public",
        lambda request: request.follow_ups.get(decision="accept"),
        "decision answer answered_at",
        "answer_followup",
    ),
    (
        "long",
        lambda request: request.letters.latest("pk"),
        "organ request kind title number to_applicant template_digest issued_at docx docx_digest pdf pdf_digest",
        "send_reply",
    ),
    ("wiped", lambda request: request.letters.latest("pk"), "docx pdf", "withdraw_request"),
    (
        "refused",
        lambda request: request.letters.get(kind="filing"),
        "kind title number to_applicant template_digest docx",
        "send_reply",
    ),
    (
        "long",
        lambda request: LetterTemplate.objects.get(organ=request.organ),
        "organ kind version text made_at made_by",
        "edit_wording",
    ),
)

MODELS: tuple[type[Model], ...] = (
    Request, Applicant, RequestFile, RequestRecusal, SearchRecord, HandIn, Correction, FeeNotice, Consultation,
    Extension, Reply, ReplyFile, ReplyApproval, RefusalFiling, PublicationTask, FollowUp, Letter, LetterTemplate,
)  # fmt: skip
UNWATCHED = {
    # Only keeps a second press of a button from counting.
    (Request, "nonce"),
    # Tried apart: the row leaves the organ.
    (Request, "organ"),
    (Applicant, "request"),
}


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside the block is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def last_entry(verb: str, request: Request) -> int:
    """The number of the last entry of a verb about the request, or about the organ's wordings."""
    entries = LedgerEntry.objects.filter(organ=request.organ, verb=verb)
    if verb != "edit_wording":
        entries = entries.filter(subject_kind="request", subject_id=request.pk)
    return entries.order_by("-sequence").values_list("sequence", flat=True)[0]


def test_every_column_altered_is_named(cast: Cast) -> None:
    bureau = cast.hulunbuir
    rows = everything(bureau)
    found, expected, tried = {}, {}, set()
    for story, pick, columns, verb in TABLE:
        for column in columns.split():
            row = pick(Request.objects.get(pk=rows[story].pk))
            name = f"{story}: {type(row).__name__}.{column}"
            with undone():
                alter(row, column)
                verdict = verify_organ(bureau.organ)
                found[name] = (verdict.holds, verdict.first_bad)
            expected[name] = (False, last_entry(verb, rows[story]))
            tried.add((type(row), column))
    assert found == expected
    assert every_column() - tried == UNWATCHED
    assert verify_organ(bureau.organ).why == ""


def every_column() -> set[tuple[type[Model], str]]:
    """Every column of the tables about requests."""
    return {
        (model, field.name)
        for model in MODELS
        for field in model._meta.get_fields()
        if field.concrete and field.name != "id"
    }


ADDED: dict[str, Callable[[Rows], Model]] = {
    "a search nobody made": lambda rows: rows["long"].searches.get(),
    "a hand-in": lambda rows: rows["long"].hand_ins.get(),
    "an approval": lambda rows: ReplyApproval.objects.filter(reply__request=rows["long"]).latest("pk"),
    "a letter": lambda rows: rows["long"].letters.latest("pk"),
    "a consultation": lambda rows: rows["long"].consultations.get(),
    "a task": lambda rows: rows["public"].publication_tasks.get(why="suggested"),
    "a follow-up": lambda rows: rows["public"].follow_ups.get(decision="accept"),
    "a file": lambda rows: rows["long"].files.get(),
    "an extension": lambda rows: rows["long"].extensions.get(agreed=True),
    "a reply": lambda rows: rows["long"].replies.get(returned_at=None),
    "a wording": lambda rows: LetterTemplate.objects.get(organ=rows["long"].organ),
    "a correction": lambda rows: rows["long"].correction,
    "a fee": lambda rows: rows["paid"].fee,
    "a filing": lambda rows: rows["refused"].filing,
    "a recusal": lambda rows: rows["long"].recusals.get(),
    "a request": lambda rows: Request.objects.get(pk=rows["open"].pk),
}


def test_every_row_without_an_entry_and_every_entry_without_its_row(cast: Cast) -> None:
    bureau = cast.hulunbuir
    rows = everything(bureau)
    end = LedgerEntry.objects.filter(organ=bureau.organ).count() + 1
    added, removed = {}, {}
    for name, pick in ADDED.items():
        with undone():
            copied(pick(again(rows)), rows)
            verdict = verify_organ(bureau.organ)
            added[name] = (verdict.first_bad, "记录链中没有写入它的记录" in verdict.why)
        row = pick(again(rows))
        if not isinstance(row, Request | Reply):
            with undone():
                assert execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", row.pk) == 1
                verdict = verify_organ(bureau.organ)
                removed[name] = (verdict.holds, "已经不存在" in verdict.why)
    assert added == dict.fromkeys(ADDED, (end, True))
    assert removed == dict.fromkeys(removed, (False, True))
    assert len(removed) == len(ADDED) - 2


def again(rows: Rows) -> Rows:
    """The rows read anew, with nothing remembered."""
    return {name: Request.objects.get(pk=row.pk) for name, row in rows.items()}


def copied(row: Model, rows: Rows) -> None:
    """The row once more, under the open request where a request has but one of its kind."""
    open_request = Request.objects.get(pk=rows["open"].pk)
    row.pk = None
    if isinstance(row, Correction | FeeNotice | RefusalFiling | RequestRecusal):
        row.request = open_request
    if isinstance(row, ReplyApproval):
        row.reply = Reply.objects.exclude(returned_at=None)[0]
    if isinstance(row, Reply):
        row.round = 99
    if isinstance(row, LetterTemplate):
        row.version = 99
    if isinstance(row, Letter):
        row.number = "另一份"
    if isinstance(row, Request):
        row.number, row.serial, row.nonce = "X", "X", None
    row.save()


def test_a_request_moved_to_another_organ(cast: Cast) -> None:
    bureau = cast.hulunbuir
    rows = {"open": assigned(bureau)}
    other = Organ.objects.exclude(pk=bureau.organ.pk)[0]
    Request.objects.filter(pk=rows["open"].pk).update(organ=other)
    verdict = verify_organ(bureau.organ)
    assert verdict.first_bad == last_entry("apply", rows["open"])
    assert "在数据库中已经不存在" in verdict.why


def test_an_applicant_sealed_anew_by_somebody_with_the_key(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    person = row.applicant
    person.name = the_vault().seal("别的人", f"applicant:{person.seal_key}:name")
    person.save()
    verdict = verify_organ(cast.hulunbuir.organ)
    assert (verdict.first_bad, verdict.why) == (
        last_entry("apply", row),
        "数据库中的申请人资料与这条记录写入时不一致。",
    )


def test_a_letter_sealed_anew_by_somebody_with_the_key(cast: Cast) -> None:
    row = replied(cast.hulunbuir)
    letter = row.letters.latest("pk")
    letter.docx = the_vault().seal_bytes(b"another paper", f"letter:{letter.organ_id}:{letter.number}")
    letter.save()
    verdict = verify_organ(cast.hulunbuir.organ)
    assert (verdict.first_bad, verdict.why) == (
        last_entry("send_reply", row),
        "数据库中文书的文件与这条记录制作时不一致，或者不能打开。",
    )


@pytest.mark.parametrize("content", [None, b"2"])
def test_a_file_of_the_applicant_lost_or_altered(
    cast: Cast, settings: Settings, content: bytes | None
) -> None:
    file = SentFile("身份证.jpg", b"the picture of a paper", "evidence")
    row = acts.apply_online(cast.hulunbuir.organ, a_draft(), (file,), moment=MOMENT).request
    path = FileStore(settings.FILES_DIR).path(row.files.get().digest)
    path.unlink()
    if content:
        path.write_bytes(content)
    verdict = verify_organ(cast.hulunbuir.organ)
    assert verdict.first_bad == last_entry("apply", row)
    assert "它是申请人随这件申请提交的" in verdict.why


def test_a_due_date_put_off_by_hand_is_not_made_good_by_the_next_act(cast: Cast) -> None:
    """The next entry repeats what the row says: it is the one that is named."""
    row = assigned(cast.hulunbuir)
    assert row.due_on
    Request.objects.filter(pk=row.pk).update(due_on=row.due_on + timedelta(days=30))
    search(cast.hulunbuir, row.pk)
    verdict = verify_organ(cast.hulunbuir.organ)
    assert (verdict.first_bad, verdict.why) == (
        last_entry("record_search", row),
        "这条记录写下的到期日与之前的记录不一致，期限被改动过。",
    )
