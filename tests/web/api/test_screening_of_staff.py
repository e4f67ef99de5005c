"""Screening over HTTP: what was found, answering, marking, the redacted edition, the files that go out."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from tests.support.calling import Program, calling
from tests.support.cast import Bureau, Cast
from tests.support.road import approved, registered, submitted

from gongkai.core.catalogue import AttachedFile
from gongkai.gateways.files import FileStore
from gongkai.records.models import Item

pytestmark = pytest.mark.django_db

NUMBER, MOBILE = "11010519491231002X", "13800001234"
WORDS = f"李四光，身份证号码{NUMBER}，联系电话{MOBILE}。"
LINE = {"body_html": f"<p>{WORDS}</p>", "body_text": WORDS}


def looked_at(program: Program, edition: int) -> dict[str, Any]:
    answer = program.get(f"editions/{edition}/screening")
    assert answer.status == 200
    return dict(answer.json)


def by_kind(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["kind"]: each for each in told["findings"]}


def say(program: Program, edition: int, kind: str, **answer: Any) -> Any:
    told = looked_at(program, edition)
    given = {
        "key": by_kind(told)[kind]["key"],
        "reasons": "属于个人信息，公开没有必要。",
        "seen_fingerprint": told["fingerprint"],
    }
    return program.post(f"editions/{edition}/answer_finding", **(given | answer))


def table(settings: Any, words: str) -> AttachedFile:
    data = words.encode()
    return AttachedFile("名单.csv", FileStore(settings.FILES_DIR).put(data), len(data))


def drafted(bureau: Bureau, **changes: Any) -> tuple[Program, int]:
    edition = registered(bureau, **(LINE | changes))
    return calling(bureau, "business_handler"), edition.pk


def test_findings_are_told_in_the_promised_shape(cast: Cast) -> None:
    program, edition = drafted(cast.hulunbuir)
    told = looked_at(program, edition)
    found = by_kind(told)["resident_id"]
    start = WORDS.index(NUMBER)
    assert {
        name: found[name] for name in ("file", "file_name", "severity", "text", "part", "start", "end")
    } == {
        "file": "body",
        "file_name": "正文",
        "severity": "answer",
        "text": NUMBER,
        "part": "正文",
        "start": start,
        "end": start + len(NUMBER),
    }
    assert (found["answer"], len(found["key"]), bool(found["rule"]), bool(found["message"])) == (
        None, 32, True, True,
    )  # fmt: skip
    assert [choice["value"] for choice in found["choices"]] == [
        "not_sensitive", "withhold", "substitute", "consent",
    ]  # fmt: skip
    assert set(by_kind(told)) == {"resident_id", "mobile"}
    assert told["counts"] == {
        "screened": True, "unfinished": False, "findings": 2, "blocked": 0, "open": 2, "to_cut": 0, "unread": 0, "marks": 0,
    }  # fmt: skip


def test_an_answer_is_told_with_who_gave_it_and_the_newest_counts(cast: Cast) -> None:
    program, edition = drafted(cast.naiman)
    before = looked_at(program, edition)["fingerprint"]
    assert say(program, edition, "mobile", answer="not_sensitive").status == 200
    changed = say(program, edition, "mobile", answer="substitute", instead="（略）", reasons="改写。")
    assert (changed.status, list(changed.json["made"])) == (200, ["findinganswer"])
    told = looked_at(program, edition)
    answer = by_kind(told)["mobile"]["answer"]
    assert {name: answer[name] for name in ("value", "title", "reasons", "instead", "by")} == {
        "value": "substitute",
        "title": "改为其他文字",
        "reasons": "改写。",
        "instead": "（略）",
        "by": cast.naiman.business_handler.name,
    }
    assert (told["counts"]["open"], told["counts"]["to_cut"]) == (1, 1)
    assert told["fingerprint"] != before


@pytest.mark.clause("secrecy.6.2", "3.7")
def test_an_answer_that_does_not_fit_is_refused_in_the_desks_words(cast: Cast) -> None:
    program, edition = drafted(cast.naiman)
    assert (
        say(program, edition, "mobile", answer="declassified", proof="解密文号").code == "answer_does_not_fit"
    )
    assert say(program, edition, "mobile", answer="withhold").code == "no_ground"
    assert say(program, edition, "mobile", answer="withhold", ground="nothing").code == "unknown_ground"
    assert say(program, edition, "mobile", answer="consent").code == "no_proof"
    assert say(program, edition, "mobile", answer="not_sensitive", reasons=" ").code == "no_reasons"
    assert say(program, edition, "mobile", answer="not_sensitive", key="0" * 32).code == "unknown_finding"
    stale = say(program, edition, "mobile", answer="not_sensitive", seen_fingerprint="x")
    assert (stale.status, stale.code) == (409, "changed_meanwhile")
    assert say(program, edition, "mobile", answer="whatever").faults == [("answer", "literal_error")]


@pytest.mark.clause("secrecy.6.1", "3.7")
def test_a_mark_in_force_offers_no_answer_and_takes_none(cast: Cast) -> None:
    words = "机密★长期\n关于某项工作的通知。"
    program, edition = drafted(
        cast.naiman, body_html="<p>机密★长期</p><p>关于某项工作的通知。</p>", body_text=words
    )
    told = looked_at(program, edition)
    found = by_kind(told)["secrecy_mark"]
    assert (found["severity"], found["choices"], told["counts"]["blocked"]) == ("block", [], 1)
    refused = say(program, edition, "secrecy_mark", answer="not_sensitive")
    assert (refused.status, refused.code) == (409, "cannot_be_waved_through")


def test_only_those_whose_turn_it_is_may_answer_and_others_may_look(cast: Cast) -> None:
    bureau = cast.naiman
    edition = submitted(bureau, **LINE).pk
    reader = calling(bureau, "other_handler")
    assert looked_at(reader, edition)["counts"]["open"] == 2
    assert say(reader, edition, "mobile", answer="not_sensitive").code == "not_your_turn"
    other = calling(cast.hulunbuir, "business_handler")
    assert other.get(f"editions/{edition}/screening").status == 404
    assert other.post(f"editions/{edition}/redact", seen_fingerprint="x").status == 404


@pytest.mark.clause("secrecy.12", "3.14")
def test_marking_redacting_and_what_becomes_of_both_editions(cast: Cast, settings: Any) -> None:
    bureau = cast.hulunbuir
    file = table(settings, f"姓名,号码\n李四光,{NUMBER}\n")
    program, edition = drafted(bureau, attachments=(file,))
    ground = bureau_ground(program)
    for _ in range(2):
        key = next(one for one in looked_at(program, edition)["findings"]
                   if one["kind"] == "resident_id" and one["answer"] is None)["key"]  # fmt: skip
        assert say(program, edition, "resident_id", key=key, answer="withhold", ground=ground).status == 200
    assert say(program, edition, "mobile", answer="not_sensitive", reasons="是窗口的公开电话。").status == 200
    seen = looked_at(program, edition)["fingerprint"]
    marked = program.post(
        f"editions/{edition}/mark_text", text="李四光", ground=ground, instead="某某", seen_fingerprint=seen
    )
    assert (marked.status, list(marked.json["made"])) == (200, ["marking"])
    told = looked_at(program, edition)
    assert [(mark["text"], mark["instead"], mark["by"]) for mark in told["marks"]] == [
        ("李四光", "某某", bureau.business_handler.name)
    ]
    assert (told["counts"]["to_cut"], told["fingerprint"]) == (3, seen)
    made = program.post(f"editions/{edition}/redact", seen_fingerprint=seen)
    assert (made.status, made.json["edition"]["number"], made.json["edition"]["state"]) == (200, 2, "draft")
    now = program.get(f"items/{made.json['edition']['item']}").json
    assert (now["redacted_from"], now["screening"]["open"], now["screening"]["to_cut"]) == (edition, 0, 0)
    assert (NUMBER in now["body_text"], "某某" in now["body_text"], MOBILE in now["body_text"]) == (
        False, True, True,
    )  # fmt: skip
    kept = program.get(f"editions/{now['edition']}/files/{now['files'][0]['digest']}")
    words = b"".join(getattr(kept.raw, "streaming_content")).decode()  # noqa: B009
    assert (NUMBER in words, "李四光" in words) == (False, False)
    again = looked_at(program, now["edition"])
    assert (again["redacted_from"], again["marks"]) == (edition, [])
    assert by_kind(again)["mobile"]["answer"]["reasons"] == "是窗口的公开电话。"


def bureau_ground(program: Program) -> str:
    return str(program.get("choices").json["withhold_grounds"][0]["value"])


def test_a_mark_is_taken_back(cast: Cast) -> None:
    program, edition = drafted(cast.naiman)
    seen = looked_at(program, edition)["fingerprint"]
    ground = bureau_ground(program)
    at = f"editions/{edition}"
    nowhere = program.post(f"{at}/mark_text", text="没有的字", ground=ground, seen_fingerprint=seen)
    assert (nowhere.status, nowhere.code) == (409, "stands_nowhere")
    made = program.post(f"{at}/mark_text", text="李四光", ground=ground, seen_fingerprint=seen)
    marking = made.json["made"]["marking"]
    assert program.post(f"{at}/drop_mark", marking=marking, seen_fingerprint=seen).status == 200
    assert looked_at(program, edition)["marks"] == []
    gone = program.post(f"{at}/drop_mark", marking=marking, seen_fingerprint=seen)
    assert (gone.status, gone.code) == (409, "unknown_mark")
    empty = program.post(f"{at}/redact", seen_fingerprint=seen)
    assert (empty.status, empty.code) == (409, "nothing_to_cut")


@pytest.mark.clause("3.14")
def test_the_file_that_goes_out_is_told_and_handed_over(cast: Cast, settings: Any) -> None:
    bureau = cast.hulunbuir
    edition = approved(bureau, attachments=(table(settings, "年份,数值\n2024,12\n"),))
    office = calling(bureau, "office_handler")
    before = office.get(f"items/{edition.item_id}").json
    assert before["files"][0]["released"] is None
    seen = before["fingerprint"]
    out = office.post(f"editions/{edition.pk}/publish", seen_fingerprint=seen, channels=["website"])
    assert out.status == 200
    released = office.get(f"items/{edition.item_id}").json["files"][0]["released"]
    file = office.get(f"editions/{edition.pk}/files/{released['digest']}")
    data = b"".join(getattr(file.raw, "streaming_content"))  # noqa: B009
    assert (released["name"], released["size"]) == ("名单.csv", len(data))
    assert "2024,12" in data.decode()


def test_a_registered_file_that_cannot_be_read_is_told(cast: Cast) -> None:
    bureau = cast.hulunbuir
    handler = calling(bureau, "business_handler")
    body = {
        "title": "带坏附件的通知",
        "formed_on": "2025-02-24",
        "class_reasons": "属于应当让公众广泛知晓的事项。",
        "body_text": "见附件。",
        "category": "statistics",
        "matter": "important-documents",
        "responsible_unit": bureau.unit("business").pk,
        "attachments": [{"name": "坏.docx", "content": base64.b64encode(b"PK\x03\x04").decode()}],
    }
    made = handler.post("items", **body)
    told = looked_at(handler, made.json["edition"])
    assert (made.status, [each["file_name"] for each in told["unread"]]) == (201, ["坏.docx"])
    assert (told["counts"]["unread"], Item.objects.count()) == (1, 1)
