"""Click in Chinese: help headings, usage errors, and one way out of every command."""

from __future__ import annotations

import inspect
import re
import sys
from typing import Any, NoReturn

import click

_HEADINGS = {"Options": "选项", "Commands": "命令", "Positional arguments": "参数"}


class BadInput(click.ClickException):
    """Could not be done: one sentence saying what was found where, and what is accepted. Exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(self.format_message(), file=file or sys.stderr)


class ChineseFormatter(click.HelpFormatter):
    """Chinese headings; text keeps the lines it was written in, since Chinese joins lines without spaces."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")

    def write_text(self, text: str) -> None:
        indent = " " * self.current_indent
        lines = [line for line in text.splitlines() if line.strip() != "\b"]
        self.write("\n".join(f"{indent}{line}".rstrip() for line in lines) + "\n")


class ChineseContext(click.Context):
    formatter_class = ChineseFormatter


class ChineseCommand(click.Command):
    """A command whose help and errors are Chinese; bad input ends with one sentence and exit code 2."""

    context_class = ChineseContext

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **kwargs)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _in_chinese(super().get_help_option(ctx))

    def get_short_help_str(self, limit: int = 45) -> str:
        return _first_line(self)

    def main(self, *args: Any, standalone_mode: bool = True, **kwargs: Any) -> Any:
        return _run(super().main, standalone_mode, *args, **kwargs)


class ChineseGroup(click.Group):
    """A group of Chinese commands; without a command it shows its help."""

    context_class = ChineseContext
    command_class = ChineseCommand
    group_class = type

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        kwargs.setdefault("subcommand_metavar", "命令 [参数]…")
        super().__init__(*args, **kwargs)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _in_chinese(super().get_help_option(ctx))

    def get_short_help_str(self, limit: int = 45) -> str:
        return _first_line(self)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            accepted = "、".join(self.list_commands(ctx))
            raise BadInput(f"没有“{args[0]}”这个命令，可用的命令有：{accepted}。")
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, standalone_mode: bool = True, **kwargs: Any) -> Any:
        return _run(super().main, standalone_mode, *args, **kwargs)


def sentence_of(error: click.ClickException) -> str:
    """What click found wrong, as one Chinese sentence."""
    match error:
        case click.MissingParameter():
            sentence = f"缺少{_name_of(error.param)}。"
        case click.NoSuchOption():
            near = "、".join(error.possibilities or ())
            hint = f"是不是{near}？" if near else "可用 --help 查看选项。"
            sentence = f"没有“{error.option_name}”这个选项，{hint}"
        case click.BadParameter():
            sentence = f"{_name_of(error.param)}不对：{_accepted_by(error)}。"
        case click.BadOptionUsage():
            sentence = f"选项“{error.option_name}”的写法不对，可用 --help 查看用法。"
        case click.UsageError():
            extra = re.search(r"extra arguments?\s*\((.*)\)", error.format_message())
            what = f"多出了参数“{extra[1]}”" if extra else "命令的写法不对"
            sentence = f"{what}，可用 --help 查看用法。"
        case click.FileError():
            sentence = f"文件“{error.ui_filename}”打不开。"
        case _:
            sentence = error.format_message()
    return sentence


def _name_of(param: click.Parameter | None) -> str:
    if isinstance(param, click.Option):
        return f"选项“{param.opts[-1]}”"
    return f"参数“{param.human_readable_name}”" if param is not None else "参数"


def _accepted_by(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return f"可用的有{'、'.join(str(choice) for choice in kind.choices)}"
    if isinstance(kind, click.IntRange):
        bounds = [str(bound) if bound is not None else "不限" for bound in (kind.min, kind.max)]
        return f"应为{'到'.join(bounds)}之间的整数"
    if kind is click.INT:
        return "应为整数"
    if isinstance(kind, (click.Path, click.File)):
        found = re.search(r"'(.*)'", error.message)
        return f"找不到或打不开“{found[1] if found else ''}”，应为可以读取的文件或文件夹"
    return error.message.rstrip("。")


def _run(main: Any, standalone_mode: bool, *args: Any, **kwargs: Any) -> Any:
    if not standalone_mode:
        return main(*args, standalone_mode=False, **kwargs)
    try:
        code = main(*args, standalone_mode=False, **kwargs)
    except click.exceptions.NoArgsIsHelpError as help_wanted:
        click.echo(help_wanted.format_message())
        sys.exit(0)
    except click.ClickException as error:
        _leave(sentence_of(error))
    except click.Abort:
        _leave("已中止，没有做完。")
    sys.exit(code if isinstance(code, int) else 0)


def _leave(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(2)


def _in_chinese(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "显示这段帮助"
    return option


def _first_line(command: click.Command) -> str:
    text = inspect.cleandoc(command.short_help or command.help or "")
    return text.splitlines()[0].rstrip("。") if text else ""
