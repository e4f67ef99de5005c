"""`gongkai serve`: the web, the worker and the clocks, started and stopped together."""

from __future__ import annotations

import http.client
import os
import socket
import time

import click

from gongkai.cli.database import open_database
from gongkai.cli.demo import fill
from gongkai.cli.output import BadInput, ChineseCommand
from gongkai.cli.processes import Child, Group

_PATIENCE = 60.0
"""Seconds the web may take until it answers."""


@click.command(cls=ChineseCommand)
@click.option(
    "--port", metavar="N", type=click.IntRange(1, 65535), help="端口，不写则取环境变量 PORT，再不然 8000"
)
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="监听的地址")
@click.option("--demo", is_flag=True, help="数据为空时装入两家单位的样例，登录页显示样例账号")
def serve(port: int | None, host: str, demo: bool) -> None:
    """启动网站、后台任务和期限提醒；按 Ctrl-C 全部停止。

    首次启动会建立数据库；升级后首次启动会升级数据库。

    例：
      gongkai serve --demo
      gongkai serve --port 9000
    """
    if demo:
        os.environ["GONGKAI_DEMO"] = "1"
    chosen = port if port is not None else _port_of_environment()
    _check_free(host, chosen)
    # Letters and receipts name the address at which the site is found.
    os.environ["PORT"] = str(chosen)
    _prepare(demo)
    children = [Child("网站", ["web", host, str(chosen)]), Child("后台任务", ["worker"])]
    group = Group(children, say=lambda sentence: click.echo(sentence, err=True))
    group.start()
    _announce(group, host, chosen)
    code = group.watch()
    click.echo("已全部停止。")
    raise click.exceptions.Exit(code)


def _port_of_environment() -> int:
    text = os.environ.get("PORT", "8000")
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= 65535:
        raise BadInput(f"环境变量 PORT 是“{text[:40]}”，应为1到65535之间的整数。")
    return int(text)


def _check_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            detail = error.strerror or str(error)
            raise BadInput(f"{host} 的端口 {port} 不能使用（{detail}），请用 --port 换一个端口。") from error


def _prepare(demo: bool) -> None:
    """Tables, folders, schedules, the demo where there is nothing yet, and the pages that are still to be made."""
    open_database(upgrade=True)
    from django.conf import settings
    from django.db import connections
    from django.utils.timezone import now

    from gongkai.jobs.bake import run_open_tasks
    from gongkai.jobs.schedule import ensure_schedules

    settings.FILES_DIR.mkdir(parents=True, exist_ok=True)
    ensure_schedules(now())
    if demo:
        from gongkai.jobs.demo.build import is_demo, is_empty

        if is_empty():
            click.echo("首次启动，正在装入两家单位的样例，约需一分钟。")
            fill()
        elif not is_demo():
            # The log-in page of a demo names every account and its password.
            raise BadInput("选项“--demo”只用于样例数据，这个数据文件夹里是别的数据；请去掉 --demo 再启动。")
    run_open_tasks()
    connections.close_all()


def _announce(group: Group, host: str, port: int) -> None:
    """Say the address once the web answers there."""
    shown = f"[{host}]" if ":" in host else host
    deadline = time.monotonic() + _PATIENCE
    while group.is_alive and time.monotonic() < deadline:
        if not _answers(shown, port):
            time.sleep(0.2)
            continue
        click.echo(f"政务公开系统已启动：http://{shown}:{port}/ 办公入口：http://{shown}:{port}/desk/")
        click.echo("按 Ctrl-C 停止。")
        return


def _answers(host: str, port: int) -> bool:
    """Whether a worker answers: the port is open some time before."""
    connection = http.client.HTTPConnection(f"{host}:{port}", timeout=5)
    try:
        connection.request("GET", "/")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
