"""`gongkai fee`: the processing fee of a request by either tariff, step by step."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

import click

from gongkai.cli.output import DATE, BadInput, ChineseCommand, emit, json_option
from gongkai.core.regime.values_requests import Tariff
from gongkai.core.requests.fees import MOST_PIECES, Fee, FeeLine
from gongkai.core.requests.fees import fee as fee_of
from gongkai.core.workdays import zh_day
from gongkai.gateways.regimes import RegimeRefusedError, load_builtin

_CHINA = ZoneInfo("Asia/Shanghai")
_UNITS = {"requests": "件", "pages": "页"}


@click.command(cls=ChineseCommand)
@click.option("--requests", metavar="N", help="按件计收：同一申请人一个自然月内的件数")
@click.option("--pages", metavar="N", help="按量计收：页数")
@click.option("--on", metavar="DATE", type=DATE, help="按哪一天的标准算，不写则按今天")
@json_option
def fee(requests: str | None, pages: str | None, on: date | None, as_json: bool) -> None:
    """算信息处理费：按件或按页，只用一种标准，超额累进。

    单位是元。

    例：
      gongkai fee --requests 40
      gongkai fee --pages 201 --on 2025-03-03 --json
    """
    if (requests is None) == (pages is None):
        how = "都没有写" if requests is None else "同时写了"
        raise BadInput(f"选项“--requests”和“--pages”{how}；一件申请只按一种标准收费，应只写其中一个。")
    name: Literal["requests", "pages"] = "requests" if requests is not None else "pages"
    quantity = _quantity(name, requests if requests is not None else pages or "")
    found = fee_of(_tariff(name, on or datetime.now(_CHINA).date()), quantity)
    emit(_told(name, quantity, found), _data(found), as_json)


def _quantity(name: str, text: str) -> int:
    most = MOST_PIECES[name]
    number = text.strip()
    if not number.isascii() or not number.isdigit() or len(number) > 9 or not 1 <= int(number) <= most:
        raise BadInput(f"选项“--{name}”是“{text[:40]}”，应为1到{most}之间的整数，例如40。")
    return int(number)


def _tariff(name: str, on: date) -> Tariff:
    try:
        statute = load_builtin("cn-foi")
    except RegimeRefusedError as error:
        raise BadInput(error.problems[0].message) from error
    tariffs = statute.tariffs(on)
    if tariffs is None:
        first = min(dated.start for dated in statute.own.rules["requests.tariff"])
        raise BadInput(f"选项“--on”是{zh_day(on)}，这一天还没有收费标准；应为{zh_day(first)}以后的日期。")
    return next(tariff for tariff in tariffs.value if tariff.id == name)


def _told(name: str, quantity: int, found: Fee) -> str:
    unit = _UNITS[name]
    lines = [f"{quantity}{unit}，应收信息处理费{_yuan(found.amount)}元。"]
    lines += [f"  {_span(line, unit)}：{_price(line, unit)}" for line in found.lines]
    return "\n".join(lines)


def _span(line: FeeLine, unit: str) -> str:
    return f"第{line.first}{unit}" if line.first == line.last else f"第{line.first}至第{line.last}{unit}"


def _price(line: FeeLine, unit: str) -> str:
    if not line.each:
        return "不收费"
    return f"每{unit}{_yuan(line.each)}元，计{_yuan(line.amount)}元"


def _data(found: Fee) -> dict[str, object]:
    return {
        "amount": _number(found.amount),
        "lines": [
            {"from": line.first, "to": line.last, "each": _number(line.each), "amount": _number(line.amount)}
            for line in found.lines
        ],
    }


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _yuan(amount: Decimal) -> str:
    return str(_number(amount))
