from __future__ import annotations

import base64
import json
from datetime import date
from typing import Any

import pytest

from gongkai.core.catalogue.doc_number import DocNumber
from gongkai.gateways.paper.paper import Paper, Unreadable
from gongkai.gateways.paper.reader import read_document

BODY = "关于做好年报\n工 作 的 通 知\n呼统字〔2024〕2号\n各科室：\n请做好年报工作。\n呼伦贝尔市统计局\n2024年1月2日"


def read(today: date | None = None, **said: Any) -> Paper:
    return read_document(json.dumps(said, ensure_ascii=False).encode(), "一件.json", today=today)


def refusal(data: bytes, today: date | None = None) -> str:
    with pytest.raises(Unreadable) as caught:
        read_document(data, "一件.json", today=today)
    return caught.value.sentence


def test_fields_that_are_missing_are_recognised_in_the_body_and_unknown_ones_passed_over() -> None:
    paper = read(body=BODY, author="某人", index_number=None)
    assert paper == Paper(
        kind="json",
        title="关于做好年报工作的通知",
        doc_number=DocNumber("呼统字", 2024, 2),
        issuer="呼伦贝尔市统计局",
        formed_on=date(2024, 1, 2),
        published_on=None,
        subject="",
        index_number="",
        url="",
        summary="请做好年报工作。",
        paragraphs=tuple(BODY.split("\n")),
        html=paper.html,
        attachments=(),
        notes=(),
    )


def test_a_header_that_differs_from_the_body_stands_and_is_told() -> None:
    paper = read(body=BODY, title="年报通知", doc_number="呼统字[2024]3号", formed_on="2024-01-12")
    assert (paper.title, paper.doc_number, paper.formed_on) == (
        "年报通知",
        DocNumber("呼统字", 2024, 3),
        date(2024, 1, 12),
    )
    assert paper.notes == (
        "文头登记的文号是“呼统字〔2024〕3号”，正文写的是“呼统字〔2024〕2号”，两处不一致，请核对。",
        "文头登记的成文日期是2024年1月12日，正文落款是2024年1月2日，两处不一致，请核对。",
    )


def test_a_number_that_cannot_be_read_gives_way_to_the_bodys_and_is_told() -> None:
    paper = read(body=BODY, doc_number="年报2号文")
    assert paper.doc_number == DocNumber("呼统字", 2024, 2)
    assert paper.notes == ("登记的文号“年报2号文”读不懂，请按“机关代字〔年份〕序号号”的写法填写。",)


def test_the_body_is_text_and_never_markup() -> None:
    paper = read(body="关于<script>alert(1)</script>的通知\n请看 <b>这里</b> & 那里。")
    assert paper.html == (
        '<p class="doc-title">关于&lt;script&gt;alert(1)&lt;/script&gt;的通知</p>\n'
        "<p>请看 &lt;b&gt;这里&lt;/b&gt; &amp; 那里。</p>"
    )


def test_characters_that_no_database_takes_are_left_out() -> None:
    data = b'{"title": "\\u0000\\ud800\xe9\x80\x9a\xe7\x9f\xa5\\u202e", "body": "\xe6\xad\xa3\xe6\x96\x87\\u0000\\u200b"}'
    paper = read_document(data, "x.json")
    assert (paper.title, paper.text) == ("通知", "正文")


def test_attachments_come_as_base64() -> None:
    paper = read(body=BODY, attachments=[{"name": "附件1.xlsx", "base64": base64.b64encode(b"abc").decode()}])
    assert paper.attachments == (("附件1.xlsx", b"abc"),)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("[]", "JSON 里应当是一个对象（一份文件），不能是列表或单个值。"),
        ('{"title": "没有正文"}', "JSON 里的正文（body）没有写；body 应当是一段文字，每个自然段一行。"),
        ('{"body": ["一", "二"]}', "JSON 里的正文（body）不是文字；body 应当是一段文字，每个自然段一行。"),
        ('{"body": " \\n "}', "JSON 里的正文（body）是空的；body 应当是一段文字，每个自然段一行。"),
        ('{"body": "x", "title": 5}', "JSON 里的标题（title）应当是一行文字。"),
        (
            '{"body": "x", "formed_on": "1899-01-01"}',
            "成文日期写的是1899年1月1日，早于1949年10月1日，不可能是本系统中机关的文件。请核对成文日期的年份后重新填写。",
        ),
        (
            '{"body": "x", "published_on": "2024-02-30"}',
            "JSON 里的发布日期（published_on）写的是“2024-02-30”，不是日期；应当写成 2024-03-05 这样。",
        ),
        (
            '{"body": "x", "published_on": "2024-03-06"}',
            "发布日期写的是2024年3月6日，晚于今天（2024年3月5日）。请核对发布日期；发布日期不能晚于今天。",
        ),
        ('{"body": "x"', "JSON 写得不对（第 1 行），读不出内容；请检查括号、引号和逗号。"),
        ('{"body": "x", "n": ' + "9" * 6000 + "}", "JSON 写得不对，读不出内容；请检查括号、引号和逗号。"),
        ('{"a":' * 200_000, "JSON 写得不对，读不出内容；请检查括号、引号和逗号。"),
        (
            '{"body": "x", "attachments": [{"name": "a"}]}',
            "JSON 里的附件（attachments）应当是列表，每件写明 name（文件名）和 base64（内容）。",
        ),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(said: str, sentence: str) -> None:
    assert refusal(said.encode(), date(2024, 3, 5)) == sentence
