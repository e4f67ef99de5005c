"""What every command uses to answer: text for people or exact JSON, progress, and the exit codes.

0: done, or it holds. 1: done, and the answer is no (`answer_no`). 2: could not be done (`BadInput`).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NoReturn, TypeVar

import click

from gongkai.cli.usage import BadInput, ChineseCommand, ChineseGroup

__all__ = [
    "DATE",
    "BadInput",
    "ChineseCommand",
    "ChineseGroup",
    "answer_no",
    "emit",
    "json_option",
    "progress",
]

Item = TypeVar("Item")
AnyFunction = TypeVar("AnyFunction", bound=Callable[..., Any])

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CHINESE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def emit(human: str, data: object, as_json: bool) -> None:
    """Prints the answer: `human` for people, or `data` as JSON and nothing else."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2) if as_json else human)


def answer_no() -> NoReturn:
    """Ends the command with exit code 1: it was done, and the answer is no."""
    raise click.exceptions.Exit(1)


def json_option(function: AnyFunction) -> AnyFunction:
    """Adds `--json`; the command receives it as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="输出 JSON，供程序读取")(function)


def progress(items: Iterable[Item], label: str, length: int | None = None) -> Iterator[Item]:
    """The items, with a bar on the terminal while they are worked through; silent where nobody watches."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, length=length, label=label, file=sys.stderr) as bar:
        yield from bar


class _Date(click.ParamType[date]):
    """2024-09-20 or 2024年9月20日."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        text = str(value).strip()
        found = _ISO.fullmatch(text) or _CHINESE.fullmatch(text)
        where = f"参数“{param.human_readable_name}”" if param else "日期"
        if found is None:
            raise BadInput(f"{where}是“{text[:40]}”，应为日期，例如2024-09-20。")
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            raise BadInput(f"{where}是“{text}”，历法上没有这一天，应为例如2024-09-20的日期。") from None


DATE = _Date()
