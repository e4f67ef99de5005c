"""`gongkai site`: baking the portal, and holding it against its signed list of files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.database import open_database
from gongkai.cli.output import BadInput, ChineseGroup, answer_no, emit, json_option, progress

if TYPE_CHECKING:
    from gongkai.gateways.site import Verdict
    from gongkai.web.portal.pages import Baked

_SIGNATURE = {"valid": "有效", "wrong": "不符", "missing": "缺少"}


@click.group(cls=ChineseGroup)
def site() -> None:
    """门户：生成页面，核验文件。

    例：
      gongkai site bake
      gongkai site verify
    """


@site.command()
@click.option("--organ", "slug", metavar="ORGAN", help="只生成一个机关的页面")
@json_option
def bake(slug: str | None, as_json: bool) -> None:
    """生成门户的全部页面；内容没有变的文件不动。

    例：
      gongkai site bake
      gongkai site bake --organ hulunbuir-statistics
    """
    open_database()
    from gongkai.jobs.bake import bake_everything, bake_organ
    from gongkai.records.models import Organ

    if slug is None:
        outcome = bake_everything(watch=_watched)
    else:
        try:
            outcome = bake_organ(slug, watch=_watched)
        except Organ.DoesNotExist as error:
            found = f"参数--organ是“{slug[:60]}”，没有这个已施行制度的机关"
            raise BadInput(f"{found}；可用gongkai organ list查看各机关。") from error
    emit(
        f"生成完毕，{len(outcome.touched)}个文件有变化。",
        {"touched": len(outcome.touched), "tasks": outcome.tasks},
        as_json,
    )


@site.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--key", metavar="FILE", type=click.Path(path_type=Path), help="另行取得的公钥（PEM文件）")
@json_option
def verify(folder: Path | None, key: Path | None, as_json: bool) -> None:
    """核验门户文件：与签名的文件清单逐一比对，指出改动、缺少、多出的文件。

    不写 DIR 时核验本机的门户。全部相符退出码为 0，不相符为 1。

    例：
      gongkai site verify
      gongkai site verify /srv/site --json
    """
    from gongkai.gateways.site import public_key_of
    from gongkai.gateways.site import verify as verify_site

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    from django.conf import settings

    place = folder or settings.SITE_DIR
    if not place.is_dir():
        raise BadInput(f"参数DIR是“{place}”，没有这个文件夹；应为门户文件所在的文件夹。")
    trusted = _read_key(key) if key else public_key_of(settings.KEYS_DIR)
    verdict = verify_site(place, trusted)
    emit(_lines(verdict, own_key=trusted is not None), verdict.as_json(), as_json)
    if not verdict.holds:
        answer_no()


def _read_key(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(f"参数--key是“{path}”，读不出来；应为PEM格式的Ed25519公钥文件。") from error
    if b"BEGIN PUBLIC KEY" not in content:
        raise BadInput(f"参数--key是“{path}”，内容不是公钥；应为PEM格式的Ed25519公钥文件。")
    return content


def _watched(pages: Iterator[Baked]) -> Iterable[Baked]:
    return progress(pages, "生成页面")


def _lines(verdict: Verdict, *, own_key: bool) -> str:
    """The verdict for people: the sum, then each file that does not fit."""
    whose = "" if own_key else "（用门户文件夹里自带的公钥核验，只能说明清单完整，不能说明来自谁）"
    answer, signature = "相符" if verdict.holds else "不相符", _SIGNATURE[verdict.signature]
    lines = [f"{answer}：清单所列{verdict.files}个文件，签名{signature}{whose}。"]
    for title, paths in (("改动", verdict.changed), ("缺少", verdict.missing), ("多出", verdict.added)):
        lines += [f"{title}：{path}" for path in paths]
    return "\n".join(lines)
