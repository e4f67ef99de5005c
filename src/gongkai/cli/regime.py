"""`gongkai regime`: rule books listed, shown, checked, held against tests and golden cases."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from gongkai.cli.output import DATE, BadInput, ChineseGroup, answer_no, emit, json_option, progress
from gongkai.cli.regime_lines import (
    check_data,
    check_text,
    coverage_data,
    coverage_text,
    show_data,
    show_text,
    verdicts_data,
    verdicts_text,
)
from gongkai.core.regime import Lawbook
from gongkai.core.regime.against_statute import against_statute
from gongkai.core.regime.coverage import coverage as coverage_of
from gongkai.core.regime.golden import RuleCase, Verdict, judge_clock, judge_rule
from gongkai.gateways.calendars import built_in_calendar
from gongkai.gateways.regimes import RegimeRefusedError, UnreadableError, builtin_ids, load_builtin, load_path
from gongkai.gateways.regimes.golden import GoldenCase, read_cases
from gongkai.gateways.regimes.marks import read_marks, resolve


@click.group(cls=ChineseGroup)
def regime() -> None:
    """制度：列出、查看、检查，核对条款与案例。

    例：
      gongkai regime list
      gongkai regime show hulunbuir-statistics --on 2025-01-01
    """


@regime.command(name="list")
@json_option
def list_(as_json: bool) -> None:
    """列出内置的制度和条例。

    例：
      gongkai regime list
    """
    books = [load_builtin(each) for each in builtin_ids()]
    data = [
        {
            "id": book.id,
            "organ": book.organ_name,
            "title": book.title,
            "statute": book.statute_id or None,
            "version": book.version,
            "clauses": len(book.clauses),
            "rules": len(book.own.rules),
        }
        for book in books
    ]
    human = "\n".join(f"{book.id}\t{book.title}（{len(book.clauses)} 条）" for book in books)
    emit(human, {"regimes": data}, as_json)


@regime.command()
@click.argument("place", metavar="ID")
@click.option("--on", type=DATE, help="按哪一天的规定查看；不写为今天")
@json_option
def show(place: str, on: date | None, as_json: bool) -> None:
    """查看一部制度在某一天的规定，每条都注明出处。

    ID 可以是内置制度，也可以是制度文件或文件夹。

    例：
      gongkai regime show naiman-housing --on 2025-01-01
    """
    book = _load(place)
    day = on or datetime.now(ZoneInfo("Asia/Shanghai")).date()
    emit(show_text(book, day), show_data(book, day), as_json)


@regime.command()
@click.argument("place", metavar="FILE-or-ID")
@json_option
def check(place: str, as_json: bool) -> None:
    """检查一部制度写得对不对，并与条例对照。

    写错的地方逐处说明：在哪个文件哪一行，写了什么，应写什么。有错时退出码为 1。

    例：
      gongkai regime check 我局制度.yaml
      gongkai regime check hulunbuir-statistics
    """
    try:
        book = load_path(place)
    except UnreadableError as error:
        raise BadInput(error.problems[0].message) from error
    except RegimeRefusedError as error:
        emit(check_text(error.problems, ()), check_data(error.problems, (), ""), as_json)
        answer_no()
    remarks = against_statute(book)
    emit(check_text((), remarks), check_data((), remarks, book.id), as_json)


@regime.command()
@click.argument("place", metavar="ID")
@click.option(
    "--tests",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("tests"),
    show_default=True,
    help="测试所在的文件夹",
)
@json_option
def coverage(place: str, folder: Path, as_json: bool) -> None:
    """逐条列出：条款、依它而定的规则、证明它的测试。

    例：
      gongkai regime coverage naiman-housing
    """
    book = _load(place)
    found = coverage_of(book, _tests_of(book, folder))
    notice = "" if folder.is_dir() else f"没有测试文件夹「{folder}」，只列出条款与规则"
    emit(coverage_text(found, notice), coverage_data(book.id, found, notice), as_json)


@regime.command()
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
def test(files: tuple[Path, ...], as_json: bool) -> None:
    """用案例核对制度：给定事件，到期日和条款是否与所写一致。

    有一件不一致时退出码为 1。

    例：
      gongkai regime test 案例/答复期限.yaml
    """
    try:
        cases = [case for file in _all_files(files) for case in read_cases(file)]
    except RegimeRefusedError as error:
        raise BadInput(error.problems[0].message) from error
    verdicts = [_judge(case) for case in progress(cases, "核对案例", len(cases))]
    emit(verdicts_text(verdicts), verdicts_data(verdicts), as_json)
    if not all(verdict.passed for verdict in verdicts):
        answer_no()


def _load(place: str) -> Lawbook:
    try:
        return load_path(place)
    except RegimeRefusedError as error:
        raise BadInput(error.problems[0].message) from error


def _judge(case: GoldenCase) -> Verdict:
    book = _load(case.regime)
    if isinstance(case, RuleCase):
        return judge_rule(case, book)
    return judge_clock(case, book, built_in_calendar())


def _all_files(places: tuple[Path, ...]) -> list[Path]:
    """Files as given; of a folder all its YAML files."""
    found: list[Path] = []
    for place in places:
        found += sorted(place.rglob("*.yaml")) if place.is_dir() else [place]
    return found


def _tests_of(book: Lawbook, folder: Path) -> dict[str, list[str]]:
    """Clause id → the tests whose mark names it in this rule book."""
    if not folder.is_dir():
        return {}
    books = [load_builtin(each) for each in builtin_ids()]
    books += [] if book.id in builtin_ids() else [book]
    tests: dict[str, list[str]] = {}
    try:
        marks = read_marks(folder)
    except (SyntaxError, UnicodeDecodeError) as error:
        raise BadInput(f"文件夹「{folder}」里有读不懂的测试文件：{error}。应为 Python 文件。") from error
    for mark in marks:
        for citation in resolve(mark, books):
            if citation.regime == book.id and mark.where not in tests.setdefault(citation.clause, []):
                tests[citation.clause].append(mark.where)
    return tests
