"""Every act of screening is in the ledger with its clauses, and nothing that is withheld ever is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.found import CUT, GROUND, NUMBER, SAFE, found, marks, publishes, ready, redacts, says
from tests.support.kept_files import kept
from tests.support.papers import word
from tests.support.plain_drafts import worded
from tests.support.redacted import findings
from tests.support.road import MOMENT, case_of, registered, slug, who

from gongkai.actions.screening import drop_mark
from gongkai.core.screening.answers import Answer, AnswerKind
from gongkai.core.terms import sm3_hex
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import Edition, LedgerEntry, Withheld

pytestmark = [pytest.mark.django_db, pytest.mark.clause("secrecy.6.2"), pytest.mark.clause("3.7.4")]
PERSON, OTHER = "呼和敖其尔", "13847512347"
TEXT = f"给予{PERSON}补助，电话{NUMBER}。咨询电话{OTHER}。"
CLAUSES = {
    "naiman-housing": {
        "answer_finding": ["naiman-housing:secrecy.6.2"],
        "mark_text": ["naiman-housing:secrecy.12"],
        "drop_mark": ["naiman-housing:secrecy.12"],
        "redact": ["naiman-housing:secrecy.12", "naiman-housing:secrecy.2"],
        "clear": ["naiman-housing:secrecy.12", "naiman-housing:secrecy.6.2"],
    },
    "hulunbuir-statistics": {
        "answer_finding": ["hulunbuir-statistics:3.7.4"],
        "mark_text": ["hulunbuir-statistics:3.14"],
        "drop_mark": ["hulunbuir-statistics:3.14"],
        "redact": ["hulunbuir-statistics:3.14", "hulunbuir-statistics:3.1"],
        "clear": ["hulunbuir-statistics:3.14", "hulunbuir-statistics:3.7.4"],
    },
}


@pytest.fixture(params=["naiman", "hulunbuir"])
def bureau(request: pytest.FixtureRequest, cast: Cast) -> Bureau:
    return cast.naiman if request.param == "naiman" else cast.hulunbuir


def entries(verb: str) -> list[LedgerEntry]:
    return list(LedgerEntry.objects.filter(verb=verb).order_by("sequence"))


def told_by(entry: LedgerEntry) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(entry.payload)
    return told


def whole_way(bureau: Bureau) -> tuple[Edition, Edition]:
    """Registered, answered, marked, a mark taken back, redacted, reviewed, published: the old and the new edition."""
    roster = kept("名单.docx", word.docx(word.table((PERSON, NUMBER)), word._comment("请勿外传")))
    edition = registered(bureau, attachments=(roster,), **worded(TEXT))
    for row, finding in zip(findings(edition), found(edition), strict=True):
        says(bureau, edition, SAFE if finding.text == OTHER else CUT, row)
    dropped = marks(bureau, edition, "咨询电话")
    handler, seen = who(bureau, "business_handler"), case_of(edition).fingerprint
    drop_mark(handler, edition.pk, marking=dropped.pk, seen_fingerprint=seen, moment=MOMENT)
    marks(bureau, edition, PERSON, instead="某人")
    anew = redacts(bureau, edition)
    publishes(bureau, ready(bureau, anew))
    return edition, anew


@pytest.mark.clause("secrecy.12", "3.14")
def test_each_act_has_its_entry_and_clauses(bureau: Bureau) -> None:
    whole_way(bureau)
    expected = CLAUSES[slug(bureau)]
    assert {verb: {tuple(entry.clauses) for entry in entries(verb)} for verb in expected} == {
        verb: {tuple(clauses)} for verb, clauses in expected.items()
    }
    assert [len(entries(verb)) for verb in expected] == [len(entries("answer_finding")), 2, 1, 1, 1]
    assert verify_organ(bureau.organ).why == ""


@pytest.mark.clause("secrecy.12", "3.14")
def test_what_is_withheld_is_nowhere_in_the_ledger(bureau: Bureau) -> None:
    whole_way(bureau)
    everything = "\n".join(str(values) for values in LedgerEntry.objects.values())
    for secret in (NUMBER, PERSON, "请勿外传", OTHER):
        assert secret not in everything


def test_an_answer_is_told_with_what_it_is_to_and_what_it_leads_to(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(f"电话{NUMBER}。"))
    said = says(bureau, edition, Answer(AnswerKind.CONSENT, "本人同意。", proof="同意书1号"))
    (row,), (entry,) = findings(edition), entries("answer_finding")

    assert told_by(entry) == {
        "edition": 1,
        "edition_id": edition.pk,
        "state": "draft",
        "answer": said.pk,
        "finding": row.key,
        "finding_kind": "mobile",
        "where": "正文：正文",
        "said": "consent",
        "reasons": "本人同意。",
        "ground": "",
        "instead": "",
        "proof": "同意书1号",
        "fingerprint": case_of(edition).fingerprint,
    }
    assert (entry.actor_name, entry.moment) == (bureau.business_handler.name, MOMENT)


def test_a_mark_is_told_by_its_ground_and_length(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(TEXT))
    row = marks(bureau, edition, PERSON)
    (entry,) = entries("mark_text")
    told = told_by(entry)
    assert {name: told[name] for name in ("marking", "ground", "instead", "letters")} == {
        "marking": row.pk,
        "ground": GROUND,
        "instead": "",
        "letters": len(PERSON),
    }


def test_sending_it_tells_what_was_found_and_where(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(f"电话{NUMBER}。"))
    says(bureau, edition, SAFE)
    ready(bureau, edition)
    (row,), (entry,) = findings(edition), entries("submit")
    told = told_by(entry)["screening"]

    assert told["findings"] == [
        {"key": row.key, "kind": "mobile", "severity": "answer", "file": "body", "part": "正文"}
    ]
    assert (told["on"], told["unread"], told["parts"]) == ("2025-03-03", [], 2)


@pytest.mark.clause("secrecy.2", "3.1")
def test_signatures_are_over_findings_and_answers_too(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(f"电话{NUMBER}。"))
    says(bureau, edition, SAFE)
    ready(bureau, edition)
    signed = {told_by(entry)["fingerprint"] for entry in entries("sign")}
    assert signed == {case_of(edition).fingerprint}


def test_a_redaction_tells_from_what_and_how_much(bureau: Bureau) -> None:
    old, anew = whole_way(bureau)
    (entry,) = entries("redact")
    told = told_by(entry)
    names = ("edition", "edition_id", "from", "redacted_from", "withheld")
    kept = Withheld.objects.filter(edition=old).values_list("text", flat=True)
    assert {name: told[name] for name in names} == {
        "edition": 2,
        "edition_id": anew.pk,
        "from": old.pk,
        "redacted_from": old.pk,
        "withheld": sorted(sm3_hex(sealed.encode()) for sealed in kept),
    }
    assert len(kept) == 2


@pytest.mark.clause("secrecy.12", "3.14")
def test_the_gates_report_tells_what_went_out_for_what(bureau: Bureau) -> None:
    _, anew = whole_way(bureau)
    (entry,) = entries("clear")
    told, attachment = told_by(entry), anew.attachments.get()

    assert (entry.actor_name, told["cleared"]) == ("放行检查", case_of(anew).fingerprint)
    assert [(file["of"], file["digest"]) for file in told["files"]] == [
        (attachment.digest, attachment.released.digest)
    ]
    assert told["withheld"] >= 2
