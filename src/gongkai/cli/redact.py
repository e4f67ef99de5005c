"""`gongkai redact`: files without what a plan withholds, proved before they are written, and screened afterwards."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from gongkai.cli.files import Asked, asked_files, is_single
from gongkai.cli.output import DATE, BadInput, ChineseCommand, answer_no, emit, json_option, progress
from gongkai.cli.redact_lines import as_json_of, told, told_of_all
from gongkai.cli.redact_work import Job, Outcome, missed_everywhere, redacted
from gongkai.cli.screen import known_of
from gongkai.core.screening.plan import Plan, PlanRefused
from gongkai.core.screening.plan_reading import read_plan
from gongkai.gateways.regimes import UnreadableError, load_builtin
from gongkai.gateways.regimes.grounds import builtin_titles

_CHINA = ZoneInfo("Asia/Shanghai")
_LARGEST_PLAN = 20 * 1024 * 1024


@click.command(cls=ChineseCommand)
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--plan", metavar="PLAN.json", type=click.Path(path_type=Path), help="计划；不写则只清掉看不到的部分"
)
@click.option(
    "-o", "--output", metavar="OUT", type=click.Path(path_type=Path), required=True,
    help="写到哪个文件；有多个文件的，写到哪个文件夹",
)  # fmt: skip
@click.option("--regime", metavar="ID", default="", help="依据的条款出自哪一本制度；不写则在内置制度里找")
@click.option(
    "--made", metavar="DATE", type=DATE, help="成文日期，保密期限从这一天算起；不写则密级标志都按有效对待"
)
@click.option("--known", metavar="TEXT", multiple=True, help="本机关已经公开的电话或者邮箱，可以写多次")
@click.option("--force", is_flag=True, help="已有同名文件时盖掉它")
@json_option
def redact(  # noqa: PLR0917 - click passes them by name
    files: tuple[Path, ...],
    plan: Path | None,
    output: Path,
    regime: str,
    made: date | None,
    known: tuple[str, ...],
    force: bool,
    as_json: bool,
) -> None:
    """按计划隐去文件里不予公开的文字，另存一份同样格式的文件（DOC 和 RTF 转成 DOCX）。

    属性、修订、批注、嵌入的文件、隐藏的内容一概不带过去。先查验：带有有效密级标志的，不办。写出以前做泄漏检查，
    隐去的文字还能读出来，或者有部分没有读出，就不写。写出以后再查验一遍，还有须答复的，逐项报告。可以写多个文件，
    也可以写文件夹，这时 -o 是文件夹，文件名照旧；一个办不成，其余的照办。

    没有剩下须答复的，计划里的文字都找到了，退出码为 0；不办、没有写出、还有剩下的、有没找到的，为 1。

    计划是一个列表，每条写明隐去什么、怎样隐去、依据哪一条；部分的编号用 gongkai extract --json 查：
      [{"text": "张三", "how": "substitute", "with": "张某", "ground": "secrecy.6.2"},
       {"part": "word/document.xml", "start": 10, "end": 21, "how": "delete", "ground": "cn-foi:15"}]

    例：
      gongkai redact 名单.docx --plan plan.json -o 名单-公开.docx
      gongkai redact 照片.png -o 照片-公开.png
      gongkai redact 拟公开文件 --plan plan.json -o 公开
    """
    asked = asked_files(files)
    single = is_single(files)
    if regime:
        _check_regime(regime)
    job = Job(
        _plan(plan), datetime.now(_CHINA).date(), builtin_titles(regime), made, known_of(known), force=force
    )
    if single and not output.is_dir():
        done = [redacted(asked[0], output, job)]
    else:
        done = _all(_without(asked, output, plan, files), output, job)
    if single and done[0].error:
        raise BadInput(done[0].error)
    missed = missed_everywhere(done)
    if single:
        emit(told(done[0]), as_json_of(done[0]), as_json)
    else:
        data = {"files": [as_json_of(each) for each in done], "missed": list(missed)}
        emit(told_of_all(done, missed), data, as_json)
    if missed or not all(each.finished for each in done):
        answer_no()


def _all(asked: list[Asked], output: Path, job: Job) -> list[Outcome]:
    """Every file into the folder under its own name; none may take the place of another, nor of an original."""
    if output.exists() and not output.is_dir():
        raise BadInput(f"选项“-o”是“{output}”，是一个文件；有多个文件要办的，应为文件夹。")
    job.sources.extend(one.path for one in asked)
    return [redacted(one, None, job, folder=output) for one in progress(asked, "隐去", len(asked))]


def _without(asked: list[Asked], output: Path, plan: Path | None, files: tuple[Path, ...]) -> list[Asked]:
    """Without the plan, and without what an earlier run wrote into a folder within the folder that was named."""
    within = any(file.is_dir() and file.resolve() in output.resolve().parents for file in files)
    left = [
        one
        for one in asked
        if not (within and output.resolve() in one.path.resolve().parents)
        and not (plan is not None and plan.exists() and one.path.samefile(plan))
    ]
    if not left:
        raise BadInput("没有要处理的文件；写出的文件夹和计划本身不算。")
    return left


def _plan(file: Path | None) -> Plan:
    if file is None:
        return Plan()
    try:
        if file.stat().st_size > _LARGEST_PLAN:
            raise BadInput(f"计划“{file}”超过 20 MB，应为一个较小的 JSON 文件。")
        said = json.loads(file.read_text("utf-8-sig"))
    except OSError as error:
        raise BadInput(f"选项“--plan”是“{file}”，没有这个文件或者打不开。") from error
    except (ValueError, RecursionError) as error:
        raise BadInput(f"计划“{file}”不是 UTF-8 编码的 JSON，请检查括号、引号和逗号。") from error
    try:
        return read_plan(said)
    except PlanRefused as error:
        raise BadInput(str(error)) from error


def _check_regime(regime: str) -> None:
    try:
        load_builtin(regime)
    except UnreadableError as error:
        raise BadInput(f"选项“--regime”：{error.problems[0].message}。") from error
