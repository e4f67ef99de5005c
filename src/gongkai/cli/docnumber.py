"""`gongkai docnumber`: a 发文字号 as somebody typed it → the one exact way to write it."""

from __future__ import annotations

import click

from gongkai.cli.output import BadInput, ChineseCommand, emit, json_option
from gongkai.core.catalogue.doc_number import read_doc_number


@click.command(cls=ChineseCommand)
@click.argument("text", metavar="TEXT")
@json_option
def docnumber(text: str, as_json: bool) -> None:
    """把发文字号写成规范格式。

    各种括号、全角数字、空格、“文号：”等字样和“第”字都能读懂；年份须写四位。

    例：
      gongkai docnumber "国发[2018] 第043号"
      gongkai docnumber 国令第706号 --json
    """
    number = read_doc_number(text)
    if number is None:
        raise BadInput(
            f"“{text[:60]}”读不成发文字号；应为机关代字、四位年份和序号，例如国发〔2018〕43号、国令第706号。"
        )
    emit(number.text, number.as_json(), as_json)
