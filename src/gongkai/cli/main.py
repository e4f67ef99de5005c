"""The command `gongkai`: its rooms, loaded only when asked for."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from gongkai.cli.usage import BadInput, ChineseGroup

ROOMS = {
    "regime": ("gongkai.cli.regime:regime", "制度：查看、检查、核对案例"),
    "workdays": ("gongkai.cli.workdays:workdays", "工作日：往后数、两日之间、某日是否上班"),
    "clock": ("gongkai.cli.clock:clock", "期限：逐日说明到期日怎样得来"),
    "docnumber": ("gongkai.cli.docnumber:docnumber", "发文字号：写成规范格式"),
    "fee": ("gongkai.cli.fee:fee", "信息处理费：按件或按页计算"),
    "calendar": ("gongkai.cli.calendar:calendar", "放假安排：看哪些期限会变，装入新的一年"),
    "organ": ("gongkai.cli.organ:organ", "机关：列出，采用制度"),
    "item": ("gongkai.cli.item:item", "政府信息：导入"),
    "request": ("gongkai.cli.request:request", "依申请公开：列出，补录旧台账"),
    "extract": ("gongkai.cli.extract:extract", "读出文件里的全部文字，包括看不到的部分"),
    "screen": ("gongkai.cli.screen:screen", "查文件里不能随便公开的内容"),
    "redact": ("gongkai.cli.redact:redact", "隐去：按计划删改，清掉看不到的部分，另存一份"),
    "leakcheck": ("gongkai.cli.leakcheck:leakcheck", "泄漏检查：要隐去的文字还能不能从文件里读出来"),
    "site": ("gongkai.cli.site:site", "门户：生成，核验"),
    "token": ("gongkai.cli.token:token", "接口令牌：签发，收回，列出"),
    "ledger": ("gongkai.cli.ledger:ledger", "记录链：核验"),
    "serve": ("gongkai.cli.serve:serve", "启动网站、后台任务和期限提醒"),
    "demo": ("gongkai.cli.demo:demo", "演示：装入两家单位的样例"),
}
"""Command → where it lives, and its one line of help; Django is loaded only by those that need it."""


class Rooms(ChineseGroup):
    """The top command; a room's module is imported when its command is called."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        for argument in args:
            try:
                argument.encode()
            except UnicodeEncodeError as error:
                raise BadInput(f"参数“{argument[:40]}”不是 UTF-8 编码的文字；请用 UTF-8 输入。") from error
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(ROOMS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in ROOMS:
            return None
        module, _, attribute = ROOMS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in ROOMS.items()])


@click.group(cls=Rooms)
@click.version_option(package_name="gongkai", message="gongkai %(version)s", help="显示版本")
def gongkai() -> None:
    """政务公开制度运行系统。

    例：
      gongkai workdays add 2024-09-20 20
      gongkai regime list
    """


def run() -> None:
    """The entry point of the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character shows a mark instead of ending the command.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    gongkai(prog_name="gongkai")
