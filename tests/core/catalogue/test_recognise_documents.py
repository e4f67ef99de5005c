from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.catalogue.doc_number import DocNumber
from gongkai.core.catalogue.recognise import Recognised, compare_with_body, recognise

NOTICE = [
    "000012",
    "特急",
    "呼伦贝尔市统计局文件",
    "呼统字[2024] 12号　　签发人：某某某",
    "呼伦贝尔市统计局关于开展",
    "统计开放日活动的通知",
    "各旗市区统计局，局机关各科室：",
    "一、活动目的",
    "让公众了解统计数据从哪里来、怎样核实，推动统计工作公开透明。",
    "9月20日至9月26日为活动时间。",
    "呼伦贝尔市统计局",
    "2024年9月2日",
    "（此件公开发布）",
    "呼伦贝尔市统计局办公室　　2024年9月3日印发",
]


def test_a_red_headed_document_is_recognised_whole() -> None:
    assert recognise(NOTICE) == Recognised(
        title="呼伦贝尔市统计局关于开展统计开放日活动的通知",
        doc_number=DocNumber("呼统字", 2024, 12),
        issuer="呼伦贝尔市统计局",
        formed_on=date(2024, 9, 2),
        summary="让公众了解统计数据从哪里来、怎样核实，推动统计工作公开透明。",
        notes=(),
        parts=(
            "letterhead",
            "letterhead",
            "letterhead",
            "number",
            "title",
            "title",
            "salutation",
            "heading",
            "body",
            "body",
            "signature",
            "date",
            "remark",
            "body",
        ),
        labels={},
    )


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ["国务院关于棉粮、糖粮挂钩奖售粮", "几 个 问 题 的 通 知", "国发〔1981〕88号"],
            "国务院关于棉粮、糖粮挂钩奖售粮几个问题的通知",
        ),
        (
            ["体育　运动会　函", "旗体育局关于举办", "运动会的函", "奈体函〔2021〕3号"],
            "旗体育局关于举办运动会的函",
        ),
        (
            ["奈曼旗住房和城乡建设局", "关于供热工作的函", "奈住建函〔2023〕5号"],
            "奈曼旗住房和城乡建设局关于供热工作的函",
        ),
        (
            ["奈曼旗住房和城乡建设局", "奈住建函〔2023〕5号", "关于供热工作的函", "旗财政局："],
            "关于供热工作的函",
        ),
        (["关于公布规范性文件", "清理结果的公告", "经研究，现予公布。"], "关于公布规范性文件清理结果的公告"),
        (
            ["呼伦贝尔市2023年国民经济", "和社会发展统计公报", "呼伦贝尔市统计局", "2024年3月20日"],
            "呼伦贝尔市2023年国民经济和社会发展统计公报",
        ),
        (["关于推广 Open Data", "Portal 的通知", "各科室："], "关于推广Open Data Portal的通知"),
        (["各科室：", "请认真做好年报工作，按时报送。"], ""),
    ],
)
def test_titles_over_broken_lines(lines: list[str], title: str) -> None:
    assert recognise(lines).title == title


def test_lines_set_as_a_title_are_the_title_and_the_red_head_is_not() -> None:
    lines = ["呼伦贝尔市统计局", "呼统字〔2024〕1号", "统计工作要点", "第一部分", "做好调查。"]
    assert recognise(lines, [True, False, True, True, False]).title == "统计工作要点第一部分"


def test_an_order_has_the_title_of_the_text_it_promulgates() -> None:
    found = recognise(
        [
            "中华人民共和国国务院令",
            "第706号",
            "《专利代理条例》已经会议修订通过，现予公布，自2019年3月1日起施行。",
            "总理　　某某",
            "2018年11月6日",
            "专利代理条例",
            "第一条　为了规范专利代理行为，制定本条例。",
        ]
    )
    assert (found.title, found.doc_number, found.issuer, found.formed_on) == (
        "专利代理条例",
        DocNumber("国务院令", None, 706),
        "国务院",
        date(2018, 11, 6),
    )


def test_an_announcement_numbered_by_year_takes_its_organ_from_the_title() -> None:
    found = recognise(
        ["呼伦贝尔市统计局", "关于粮食产量的公告", "2024年第3号", "现将粮食产量公告如下。", "2024年1月5日"]
    )
    assert found.doc_number == DocNumber("呼伦贝尔市统计局公告", 2024, 3, dated=True)


@pytest.mark.parametrize(
    ("ending", "formed_on"),
    [
        (["奈曼旗住房和城乡建设局", "二〇二三年六月十五日"], date(2023, 6, 15)),
        (["奈曼旗住房和城乡建设局　2023年6月15日"], date(2023, 6, 15)),
        (["奈曼旗住房和城乡建设局办公室", "2023 年 6 月 15 日"], date(2023, 6, 15)),
        (["奈曼旗住房和城乡建设局 &nbsp; &sp;", "2023年6月15日"], date(2023, 6, 15)),
        (["2023年6月15日"], date(2023, 6, 15)),
        (["奈曼旗住房和城乡建设局", "2023年6月31日"], None),
        (["奈曼旗住房和城乡建设局", "1899年6月15日"], None),
        (["本办法自2023年7月1日起施行。"], None),
    ],
)
def test_the_date_is_that_of_the_signature(ending: list[str], formed_on: date | None) -> None:
    lines = ["奈曼旗住房和城乡建设局关于印发公示办法的通知", "各股室：", "现将公示办法印发给你们，请执行。"]
    assert recognise([*lines, *ending]).formed_on == formed_on


def test_the_first_signature_is_the_documents_own_and_annexes_do_not_count() -> None:
    lines = ["呼伦贝尔市统计局转发工业统计科报告的通知", "各科室：", "现将报告转发给你们。"]
    annex = ["工业统计工作报告", "报告的正文在这里。", "工业统计科", "2024年1月2日"]
    assert recognise([*lines, "呼伦贝尔市统计局", "2024年1月9日", *annex]).formed_on == date(2024, 1, 9)
    found = recognise([*lines, *annex])
    assert found.formed_on is None
    assert found.notes == (
        "正文里的落款是工业统计科（2024年1月2日），不是发文机关呼伦贝尔市统计局，成文日期请据原件填写。",
    )


def test_doubts_are_told() -> None:
    found = recognise(
        [
            "呼统字〔2023〕2号",
            "关于做好年报工作的通知",
            "各科室：",
            "请做好年报工作。",
            "呼伦贝尔市统计局",
            "2024年1月2日",
        ]
    )
    assert found.notes == ("文号的年份是2023年，落款是2024年1月2日，请核对。",)
    assert recognise([]).notes == ("没有认出标题，请填写。", "正文里没有认出成文日期，请填写。")


def test_a_header_that_differs_from_the_body_is_told() -> None:
    body = recognise(NOTICE)
    same = compare_with_body(DocNumber("呼统字", 2024, 12), date(2024, 9, 2), body)
    other = compare_with_body(DocNumber("呼统字", 2024, 21), date(2024, 9, 12), body)
    assert same == compare_with_body(None, None, body) == ()
    assert other == (
        "文头登记的文号是“呼统字〔2024〕21号”，正文写的是“呼统字〔2024〕12号”，两处不一致，请核对。",
        "文头登记的成文日期是2024年9月12日，正文落款是2024年9月2日，两处不一致，请核对。",
    )


def test_the_header_table_of_a_saved_page_is_read_and_held_against_the_body() -> None:
    table = [
        "索引号：\t11150700-2024-1\t主题分类：\t统计",
        "发文字号：呼统字〔2024〕1号\t成文日期：2024年1月2日",
    ]
    found = recognise(
        [*table, "关于做好年报的通知", "呼统字〔2024〕2号", "各科室：", "请做好。", "2024年1月2日"]
    )
    assert found.labels == {
        "索引号": "11150700-2024-1",
        "主题分类": "统计",
        "发文字号": "呼统字〔2024〕1号",
        "成文日期": "2024年1月2日",
    }
    assert (found.title, found.doc_number) == ("关于做好年报的通知", DocNumber("呼统字", 2024, 2))
    assert found.notes == (
        "文头登记的文号是“呼统字〔2024〕1号”，正文写的是“呼统字〔2024〕2号”，两处不一致，请核对。",
    )


def test_a_summary_has_whole_sentences_and_at_most_100_characters() -> None:
    sentence = "为做好统计工作" * 7 + "，现通知如下。"
    lines = ["关于统计工作的通知", "各科室：", sentence + sentence, "2024年1月2日"]
    assert recognise(lines).summary == sentence
    lines[2] = "统" * 300
    assert recognise(lines).summary == "统" * 99 + "…"
