"""`gongkai demo`: both bureaus with a year of history, in an empty database."""

from __future__ import annotations

from collections.abc import Iterable

import click

from gongkai.cli.database import open_database
from gongkai.cli.output import BadInput, ChineseCommand, emit, json_option, progress


@click.command(cls=ChineseCommand)
@json_option
def demo(as_json: bool) -> None:
    """装入两家单位的样例：机构、人员、账号和约一年的信息、申请办理记录。

    只在还没有任何机关时装入，不会改动已有的数据。

    例：
      gongkai demo
    """
    open_database()
    from gongkai.jobs.demo.build import is_empty
    from gongkai.records.models import Item, Organ, Request

    if not is_empty():
        raise BadInput("已经有机关，样例只装入空的数据库；可用 GONGKAI_HOME 另指定一个数据文件夹。")
    fill()
    organs = Organ.objects.filter(items__isnull=False).distinct().count()
    found = {"organs": organs, "items": Item.objects.count(), "requests": Request.objects.count()}
    emit(f"已装入 {organs} 家单位的 {found['items']} 件信息、{found['requests']} 件申请。", found, as_json)


def fill() -> None:
    """Build the demo, with a bar where somebody watches, and make its pages."""
    from django.utils.timezone import now

    from gongkai.jobs.bake import run_open_tasks
    from gongkai.jobs.demo.build import build_demo

    build_demo(now(), _watch)
    run_open_tasks()


def _watch(steps: Iterable[None], length: int) -> Iterable[None]:
    return progress(steps, "装入样例", length)
