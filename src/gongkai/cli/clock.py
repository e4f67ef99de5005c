"""`gongkai clock`: how a due date comes about, segment by segment and day by day."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.cli.clock_lines import reading_text
from gongkai.cli.output import BadInput, ChineseGroup, answer_no, emit, json_option
from gongkai.core.regime.golden import ClockCase, run_clock
from gongkai.core.terms import Refusal
from gongkai.core.workdays.reading_data import reading_data
from gongkai.gateways.calendars import BadCalendar, built_in_calendar
from gongkai.gateways.regimes import RegimeRefusedError, load_path
from gongkai.gateways.regimes.golden import read_cases


@click.group(cls=ChineseGroup)
def clock() -> None:
    """期限：逐段、逐日说明到期日怎样得来。

    例：
      gongkai clock explain 案例.yaml
    """


@clock.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--case", "name", metavar="NAME", help="文件里有几个案例时，说明哪一个（写案例名称）")
@json_option
def explain(file: Path, name: str | None, as_json: bool) -> None:
    """说明一个案例的到期日：起算、暂停、重新计算、延长，逐日列出。

    案例的写法与 gongkai regime test 相同。事件不能成立时说明理由，退出码为 1。

    例：
      gongkai clock explain 案例.yaml
      gongkai clock explain 案例.yaml --case 补正后重新起算 --json
    """
    try:
        case = _only_case(file, name)
        lawbook = load_path(case.regime)
        answer = run_clock(lawbook, case.clock, case.events, built_in_calendar())
    except RegimeRefusedError as error:
        raise BadInput(error.problems[0].message) from error
    except BadCalendar as error:
        raise BadInput(f"{error}。") from error
    head = {"case": case.case, "regime": lawbook.id, "clock": case.clock}
    if isinstance(answer, Refusal):
        emit(_refused(case.case, answer), {**head, "refused": answer.as_json()}, as_json)
        answer_no()
    data = {**head, **reading_data(answer, lawbook.id)}
    emit(reading_text(case.case, answer, lawbook.id), data, as_json)


def _only_case(file: Path, name: str | None) -> ClockCase:
    cases = [case for case in read_cases(file) if isinstance(case, ClockCase)]
    names = "、".join(case.case for case in cases)
    if not cases:
        raise BadInput(f"{file}里没有期限案例；应有 case、regime、clock、events。")
    wanted = [case for case in cases if name is None or case.case == name]
    if not wanted:
        raise BadInput(f"选项“--case”是“{name}”，{file}里没有这个案例；可用的有：{names}。")
    if len(wanted) > 1:
        raise BadInput(f"{file}里有{len(wanted)}个案例，请用 --case 指明一个：{names}。")
    return wanted[0]


def _refused(case: str, refusal: Refusal) -> str:
    clause = f"\n依据：{refusal.clause}" if refusal.clause else ""
    return f"{case}\n不能成立：{refusal.reason}{refusal.remedy}{clause}"
