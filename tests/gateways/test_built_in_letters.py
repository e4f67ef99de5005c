"""The wording that comes with the software says what the law asks each letter to say."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.letters import FACTS, built_in, full_facts, letter_of

from gongkai.core.letters import LETTER_KINDS, Letter, Paragraph, Template, check, fill, letter_text
from gongkai.core.letters.places import COMMON
from gongkai.core.requests.outcomes import ENDINGS, OUTCOMES, letter_kind
from gongkai.gateways.letter_templates import NoTemplate, built_in_template
from gongkai.gateways.regimes import builtin_ids, load_builtin
from gongkai.gateways.regimes.sources import read_sources

FOLDER = Path("src/gongkai/regimes/cn-foi/letters")
KINDS = sorted(LETTER_KINDS)
REPLIES = [kind for kind in KINDS if kind.startswith("reply-")]


def test_every_kind_has_its_wording_and_no_wording_lacks_a_kind() -> None:
    assert sorted(path.stem for path in FOLDER.iterdir()) == KINDS


def test_every_outcome_has_its_reply() -> None:
    assert sorted({letter_kind(outcome) for outcome in OUTCOMES if outcome not in ENDINGS}) == REPLIES


@pytest.mark.parametrize("kind", KINDS)
def test_wording_without_mistakes(kind: str) -> None:
    assert check(built_in(kind), kind) == []
    assert letter_of(kind).title == LETTER_KINDS[kind].title


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_required_is_enough(kind: str) -> None:
    facts = full_facts(kind)
    letter = fill(Template(kind, built_in(kind)), {name: facts[name] for name in LETTER_KINDS[kind].required})
    assert isinstance(letter, Letter)
    for name in LETTER_KINDS[kind].required:
        words = facts[name]
        assert (words if isinstance(words, str) else str(words[0])) in letter_text(letter)
    # Whole sentences: nothing that an empty place left behind.
    for block in (*letter.body, *letter.remedies):
        if isinstance(block, Paragraph):
            assert block.text[-1] in "。：）〕"
            assert not {"。。", "，，", "（）", "：。", "，。"} & {
                block.text[n : n + 2] for n in range(len(block.text))
            }


@pytest.mark.parametrize("kind", KINDS)
def test_every_place_offered_can_be_seen_when_filled(kind: str) -> None:
    """Those of every case may be left to who words it anew; the kind's own all stand in its wording."""
    common = {place.id for place in COMMON} | {"track_address"}
    text = letter_text(letter_of(kind, fee_lines=[("〔金额计算表〕", "")]))
    own = [place for place in LETTER_KINDS[kind].places if place.id not in {*FACTS, *common}]
    assert [place.id for place in own if f"〔{place.title}" not in text] == []


@pytest.mark.clause("cn-foi:36", "cn-foi:37", "cn-foi:38", "cn-foi:39", "cn-foi:35", "2.3")
@pytest.mark.parametrize("kind", REPLIES)
def test_a_reply_tells_what_was_asked_the_articles_and_the_remedies(kind: str) -> None:
    letter = letter_of(kind)
    text = letter_text(letter)
    for fact in ("name", "request_number", "received_on", "matter", "articles", "number", "organ", "date"):
        assert str(FACTS[fact]) in text
    remedies = "".join(block.text for block in letter.remedies if isinstance(block, Paragraph))
    for words in ("60日内向奈曼旗人民政府", "6个月内向奈曼旗人民法院"):
        assert words in remedies


@pytest.mark.clause("2.3.4", "cn-foi:36", "cn-foi:14")
def test_a_refusal_tells_ground_clause_and_reasons_and_that_review_comes_first() -> None:
    letter = letter_of(
        "reply-refused", ground="属于国家秘密", ground_clause="条例第十四条", reasons="载有秘密事项。"
    )
    texts = [block.text for block in letter.body if isinstance(block, Paragraph)]
    assert texts[2:5] == [
        "经审查，你（单位）申请公开的政府信息依法不予公开。",
        "不予公开的情形：属于国家秘密。依据：条例第十四条。理由如下：",
        "载有秘密事项。",
    ]
    assert "应当先申请行政复议" in letter_text(letter)
    for needed in ("ground", "ground_clause", "reasons"):
        answer = fill(
            Template("reply-refused", built_in("reply-refused")), {**full_facts("reply-refused"), needed: ""}
        )
        assert not isinstance(answer, Letter)
        assert answer.code == "missing_place"


@pytest.mark.clause("2.3.1", "2.3.3", "2.3.5", "2.3.6", "cn-foi:37")
@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("reply-already-public", ("〔获取方式和途径〕",)),
        (
            "reply-partial",
            ("〔提供的信息清单甲〕", "〔不予公开的内容甲〕", "〔不予公开的条款〕", "〔理由甲〕"),
        ),
        ("reply-not-held", ("〔理由甲〕", "〔负责公开的机关〕", "〔该机关联系方式〕")),
        ("reply-not-existing", ("经检索", "〔检索情况甲〕")),
        ("reply-repeated", ("〔先前答复的文号〕", "〔先前答复的日期〕", "不予重复处理")),
        ("reply-special-query", ("〔专门规定〕", "〔办理的途径〕")),
        ("reply-petition", ("不作为政府信息公开申请处理", "〔提出的渠道〕")),
    ],
)
def test_each_reply_tells_what_its_case_calls_for(kind: str, words: tuple[str, ...]) -> None:
    text = letter_text(letter_of(kind))
    assert [word for word in words if word not in text] == []


@pytest.mark.clause("cn-foi:30", "2.3.7")
def test_a_correction_notice_tells_points_period_and_what_follows() -> None:
    text = letter_text(letter_of("correction"))
    for words in ("1．〔需要补正的事项甲〕", "〔补正期限〕", "重新计算", "视为放弃申请"):
        assert words in text


@pytest.mark.clause("cn-foi:33", "2.3")
def test_an_extension_tells_both_dates_the_reason_and_who_consented() -> None:
    text = letter_text(letter_of("extension"))
    for words in ("〔原答复到期日〕", "〔延长后的到期日〕", "〔延期的理由甲〕", "经〔同意延期的人〕同意"):
        assert words in text


@pytest.mark.clause("cn-foi:32")
def test_a_third_party_is_asked_without_being_told_who_applied() -> None:
    text = letter_text(letter_of("third-party"))
    for words in ("〔涉及的信息〕", "〔与第三方的关系甲〕", "〔答复期限〕", "不同意公开", "大沁他拉镇"):
        assert words in text
    assert "张𠮷㐱" not in text


@pytest.mark.clause("5.6.1", "5.6.2", "cn-foi:34")
def test_an_organ_asked_is_told_the_information_our_opinion_and_its_basis() -> None:
    text = letter_text(letter_of("consultation"))
    for words in ("〔涉及的信息〕", "〔本机关意见甲〕", "〔本机关意见的依据甲〕", "〔复函截止日〕"):
        assert words in text


@pytest.mark.clause("disclosure.10")
def test_the_filing_tells_request_ground_reasons_and_who_decided() -> None:
    text = letter_text(letter_of("filing"))
    for words in ("NM-2025-7K3Q", "〔不予公开的情形〕", "〔理由甲〕", "〔决定人〕", "〔决定日期〕"):
        assert words in text


def test_a_rule_book_of_ones_own_takes_the_wording_of_the_statute() -> None:
    assert built_in_template("third-bureau", "cn-foi", "receipt") == built_in("receipt")


@pytest.mark.parametrize(
    ("regime", "statute", "kind"),
    [("naiman-housing", "cn-foi", "poem"), ("x", "y", "receipt"), ("../regimes/cn-foi", "", "receipt")],
)
def test_no_wording_is_said_in_a_sentence(regime: str, statute: str, kind: str) -> None:
    with pytest.raises(NoTemplate, match="没有文书"):
        built_in_template(regime, statute, kind)


def test_wording_is_no_part_of_the_rule_book() -> None:
    assert [name for name in read_sources("cn-foi") if "letters" in name] == []
    assert [load_builtin(each).id for each in builtin_ids()] == list(builtin_ids())
