"""Opening an organ, and entering the people who work there."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from gongkai.access.organs import may_set_up
from gongkai.actions.organs._act import Who, organ_act
from gongkai.actions.organs._checks import checked_text, plain_text
from gongkai.core.organs import Standing
from gongkai.core.terms import Refusal, Refused
from gongkai.records.models import Organ, Person

RESERVED = frozenset({"api", "calculator", "desk", "docs", "organs", "static", "track", "workdays"})
"""First parts of addresses that are taken."""

_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_CODE = re.compile(r"[0-9A-Z]{9}([0-9A-Z]{9})?")


def open_organ(
    who: Who,
    *,
    slug: str,
    name: str,
    short_name: str,
    organ_code: str,
    superior: Organ | None = None,
    moment: datetime,
) -> Organ:
    """Open an organ: only the machine that sets up may. `slug` is its address, `organ_code` 9 or 18 letters.

    Raises Refused for anybody else, for an address, a name or a code that cannot be, and for one taken.
    """
    if isinstance(who, Standing) or not may_set_up(who):
        raise _refused("only_setup", "新机关由系统管理员设立。", "请联系系统管理员。")
    if slug in RESERVED:
        reason = f"机关网址标识「{slug}」是系统自己用的。"
        raise _refused("bad_slug", reason, "请换一个标识，例如 naiman-housing。")
    if not _SLUG.fullmatch(slug) or len(slug) > 60:
        reason = f"机关网址标识「{slug}」不合要求。"
        raise _refused("bad_slug", reason, "请用小写字母、数字和连字符，以字母开头，例如 naiman-housing。")
    if not _CODE.fullmatch(organ_code):
        reason = f"机构代码「{organ_code}」不是 9 位或 18 位。"
        raise _refused("bad_organ_code", reason, "请填写 9 位组织机构代码或 18 位统一社会信用代码。")
    name, short_name = _checked(name, "机关名称", 120), _checked(short_name, "机关简称", 40)
    with transaction.atomic():
        if Organ.objects.filter(Q(slug=slug) | Q(name=name)).exists():
            raise _refused("organ_taken", f"机关「{name}」（{slug}）已经设立。", "请核对机关列表。")
        organ = Organ.objects.create(
            slug=slug,
            name=name,
            short_name=short_name,
            organ_code=organ_code,
            superior=superior,
            superior_name=superior.name if superior else "",
        )
        with organ_act(who, organ.pk, moment) as act:
            act.record(
                "open_organ", "organ", organ.pk, {"name": name, "slug": slug, "organ_code": organ_code}
            )
    return organ


def add_person(who: Who, organ_id: int, *, name: str, moment: datetime) -> Person:
    """Enter somebody who works at the organ. Two people may bear one name."""
    with organ_act(who, organ_id, moment) as act:
        person = Person.objects.create(organ=act.organ, name=checked_text(act, name, "姓名", 40))
        act.record("add_person", "person", person.pk, {"name": person.name})
        return person


def _checked(text: str, what: str, longest: int) -> str:
    return plain_text(text, what, longest, _refused)


def _refused(code: str, reason: str, remedy: str) -> Refused:
    return Refused(Refusal(code, reason, None, remedy))
