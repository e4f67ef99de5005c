"""Items over HTTP: registered, reviewed, approved, published; every no in the desk's words."""

from __future__ import annotations

import base64
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.support.calling import Program, calling
from tests.support.cast import Bureau, Cast
from tests.support.road import at_state, published, registered

from gongkai.core.terms import Audience, states
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import Edition, EvidenceRecord, Item, Publication

pytestmark = pytest.mark.django_db

DOCUMENTS = Path(__file__).parents[2] / "fixtures" / "documents"


def header(bureau: Bureau, **changes: Any) -> dict[str, Any]:
    """A complete draft of 呼伦贝尔市统计局."""
    return {
        "title": "关于公布2024年度工作情况的通知",
        "formed_on": "2025-02-24",
        "proposed_class": "proactive",
        "class_reasons": "属于应当让公众广泛知晓的事项。",
        "body_text": "现将有关情况公布如下。\n<script>",
        "category": "statistics",
        "matter": "important-documents",
        "responsible_unit": bureau.unit("business").pk,
    } | changes


def sent(name: str, data: bytes) -> dict[str, str]:
    return {"name": name, "content": base64.b64encode(data).decode()}


def sign(program: Program, edition: int, item: int, **changes: Any) -> Any:
    paper = {
        "opinion": "主动公开",
        "basis": ["中华人民共和国保守国家秘密法"],
        "reasons": "不涉及国家秘密。",
        "seen_fingerprint": program.get(f"items/{item}").json["fingerprint"],
    }
    return program.post(f"editions/{edition}/sign", **(paper | changes))


@pytest.mark.clause("1.4.1", "3.6", "1.4.4")
def test_the_whole_road(cast: Cast) -> None:
    bureau = cast.hulunbuir
    handler = calling(bureau, "business_handler")
    made = handler.post("items", **header(bureau, attachments=[sent("附表.csv", b"1,2\n")]))
    assert (made.status, made.json["state"], made.json["number"]) == (201, "draft", 1)
    item, edition = made.json["item"], made.json["edition"]
    at = f"editions/{edition}"
    submitted = handler.post(f"{at}/submit")
    assert (submitted.status, submitted.json["edition"]["state"]) == (200, "in_review.office")
    late = handler.post(f"{at}/revise", title="改")
    assert (late.status, late.code) == (409, "not_in_this_state")
    for key in ("office_handler", "business_handler", "leader"):
        assert sign(calling(bureau, key), edition, item).status == 200
    principal = calling(bureau, "principal")
    seen = principal.get(f"items/{item}").json["fingerprint"]
    assert principal.post(f"{at}/approve", seen_fingerprint="x").code == "changed_meanwhile"
    assert principal.post(f"{at}/approve", seen_fingerprint=seen, note="同意公开。").status == 200
    office = calling(bureau, "office_handler")
    assert office.post(f"{at}/publish", seen_fingerprint=seen, channels=[]).code == "no_channel"
    out = office.post(f"{at}/publish", seen_fingerprint=seen, channels=["website"])
    assert (out.status, list(out.json["made"])) == (200, ["publication"])
    told = handler.get(f"items/{item}").json
    assert (told["state_title"], told["body_text"], told["obstacles"]) == (
        "已发布",
        "现将有关情况公布如下。\n<script>",
        [],
    )
    assert Edition.objects.get().body_html == "<p>现将有关情况公布如下。</p><p>&lt;script&gt;</p>"
    assert [line["signer"] for line in told["sheet"]] == [
        bureau.office_handler.name,
        bureau.business_handler.name,
        bureau.leader.name,
    ]
    file = handler.get(f"{at}/files/{told['files'][0]['digest']}")
    assert b"".join(getattr(file.raw, "streaming_content")) == b"1,2\n"  # noqa: B009
    withdrawn = office.post(f"{at}/withdraw", reason="内容有误。")
    assert withdrawn.json["edition"]["state"] == "withdrawn"
    assert Publication.objects.get().withdrawal_reason == "内容有误。"
    assert verify_organ(bureau.organ).holds


def test_every_fault_of_a_header_is_told_at_once(cast: Cast) -> None:
    bureau = cast.hulunbuir
    handler = calling(bureau, "business_handler")
    wrong = header(
        bureau, formed_on="2026-01-01", category="permits-of-others", class_reasons=" ", secrecy_mark="密"
    )
    answer = handler.post("items", **wrong)
    assert (answer.status, answer.faults) == (
        422,
        [
            ("formed_on", "future_date"),
            ("class_reasons", "no_reasons"),
            ("category", "foreign_category"),
            ("secrecy_mark", "unknown_mark"),
        ],
    )
    other = header(bureau, responsible_unit=cast.naiman.unit("business").pk)
    assert handler.post("items", **other).faults == [("responsible_unit", "unknown_unit")]
    stranger = header(bureau, responsible_unit=bureau.unit("other").pk)
    assert (handler.post("items", **stranger).status, Item.objects.count()) == (409, 0)


def test_a_document_is_read_and_kept(cast: Cast) -> None:
    bureau = cast.hulunbuir
    handler = calling(bureau, "business_handler")
    data = (DOCUMENTS / "statistics-notice.docx").read_bytes()
    body = header(bureau, document=sent("通知.docx", data))
    del body["body_text"]
    made = handler.post("items", **body)
    told = handler.get(f"items/{made.json['item']}").json
    assert made.status == 201
    assert "统计开放日" in told["body_text"]
    assert told["files"][0]["name"] == "通知.docx"
    broken = header(bureau, document=sent("坏.docx", b"PK\x03\x04"))
    assert handler.post("items", **broken).faults == [("document", "unreadable")]


def test_a_change_leaves_what_it_does_not_name(cast: Cast) -> None:
    bureau = cast.hulunbuir
    handler = calling(bureau, "business_handler")
    made = handler.post(
        "items", **header(bureau, doc_number="呼统字[2025]3号", joint_makers=["市财政局"])
    ).json
    at = f"editions/{made['edition']}"
    changed = handler.post(f"{at}/revise", title="新题目", seen_fingerprint=made["fingerprint"])
    told = handler.get(f"items/{made['item']}").json
    assert (changed.status, told["title"], told["doc_number"]) == (200, "新题目", "呼统字〔2025〕3号")
    assert [(organ["name"], organ["joint_maker"]) for organ in told["involved"]] == [("市财政局", True)]
    stale = handler.post(f"{at}/revise", title="又一个", seen_fingerprint=made["fingerprint"])
    assert (stale.status, stale.code) == (409, "changed_meanwhile")


def test_a_new_edition_stands_beside_the_public_one(cast: Cast) -> None:
    bureau = cast.naiman
    edition = published(bureau)
    handler = calling(bureau, "business_handler")
    made = handler.post(f"editions/{edition.pk}/renew", changed_on="2025-03-03", body_text="改过的。")
    assert (made.status, made.json["edition"]["number"], made.json["edition"]["state"]) == (200, 2, "draft")
    assert handler.post(f"editions/{edition.pk}/renew").code in ("newer_edition", "not_in_this_state")
    first = handler.get(f"items/{edition.item_id}", edition=1).json
    assert (first["state"], [each["number"] for each in first["editions"]]) == ("published", [2, 1])
    assert handler.get(f"items/{edition.item_id}", edition=7).status == 404


def test_a_paper_the_gate_asks_for(cast: Cast) -> None:
    bureau = cast.naiman
    edition = at_state(bureau, states.CLEARED, secrecy_mark="秘密", secrecy_until=date(2025, 1, 1))
    handler = calling(bureau, "secrecy_handler")
    paper = {"number": "奈密解〔2025〕1号", "decided_on": "2025-03-01", "authority": "旗国家保密局"}
    bare = handler.post(f"editions/{edition.pk}/declassify", **paper)
    assert (bare.status, bare.code) == (409, "no_file")
    given = handler.post(f"editions/{edition.pk}/declassify", **paper, file=sent("决定.pdf", b"%PDF-1.7\n"))
    assert (given.status, EvidenceRecord.objects.get().file_name) == (200, "决定.pdf")


def test_a_bureau_without_the_act_does_not_know_the_address(cast: Cast) -> None:
    edition = at_state(cast.naiman, states.CLEARED)
    leader = calling(cast.naiman, "principal")
    assert leader.post(f"editions/{edition.pk}/approve", seen_fingerprint="x").status == 404


def test_reading_what_is_internal(cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = published(bureau, audience=Audience.INTERNAL, category="internal-budget")
    reader = calling(bureau, "other_handler")
    assert reader.post(f"editions/{edition.pk}/read").status == 200
    assert reader.post(f"editions/{edition.pk}/read").code == "already_recorded"
    draft = registered(bureau)
    assert (reader.post(f"editions/{draft.pk}/read").status) == 409


def test_the_list_is_filtered(cast: Cast) -> None:
    bureau = cast.hulunbuir
    first, second = registered(bureau), registered(bureau, title="另一份通知")
    reader = calling(bureau, "other_handler")
    page = reader.get("items").json
    assert ([line["id"] for line in page["items"]], page["total"]) == ([second.item_id, first.item_id], 2)
    assert [line["title"] for line in reader.get("items", q="另一份").json["items"]] == ["另一份通知"]
    assert reader.get("items", state="published").json["items"] == []
    assert reader.get("items", state="none", disclosure_class="x").faults == [
        ("state", "literal_error"),
        ("disclosure_class", "literal_error"),
    ]


def test_the_other_bureau_learns_nothing(cast: Cast) -> None:
    edition = registered(cast.hulunbuir)
    other = calling(cast.naiman, "business_handler")
    assert other.get(f"items/{edition.item_id}").status == 404
    assert other.post(f"editions/{edition.pk}/submit").status == 404
    assert other.get(f"editions/{edition.pk}/files/{'0' * 64}").status == 404
