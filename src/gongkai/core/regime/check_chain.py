"""A review chain that could not be walked, or that lets one person judge her own draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gongkai.core.regime.finding import Finding, Path
from gongkai.core.regime.values_review import ReviewChain, Stage
from gongkai.core.terms import Role

_DRAFTERS = (Role.PRODUCER, Role.HANDLER)
_DISCLOSING = ("proactive", "disclose")


def chain_findings(path: Path, value: Any) -> Iterator[Finding]:
    """Findings on a review chain; none for any other value."""
    if isinstance(value, ReviewChain):
        yield from _stages(path, value)
        yield from _roles(path, value)
        yield from _opinions(path, value)


def _stages(path: Path, chain: ReviewChain) -> Iterator[Finding]:
    if not chain.stages:
        yield Finding((*path, "stages"), "审查流程一个环节也没有", "至少一个环节")
    seen: set[str] = set()
    for place, stage in enumerate(chain.stages):
        here = (*path, "stages", place)
        if stage.id in seen:
            yield Finding((*here, "id"), f"环节「{stage.id}」重复", "每个环节的 id 只出现一次")
        seen.add(stage.id)
        if not stage.signers:
            after = "、".join(later.title for later in chain.stages[place + 1 :])
            lost = f"，其后的「{after}」永远到不了" if after else ""
            yield Finding(
                (*here, "signers"), f"环节「{stage.title}」无人可签{lost}", "signed_by 至少写一个角色"
            )


def _roles(path: Path, chain: ReviewChain) -> Iterator[Finding]:
    first_seen: dict[Role, Stage] = {}
    for place, stage in enumerate(chain.stages):
        here = (*path, "stages", place, "signers")
        for role in stage.signed_by:
            earlier = first_seen.setdefault(role, stage)
            if earlier is not stage or stage.signed_by.count(role) > 1:
                found = (
                    f"角色「{role.title}」（{role}）既在「{earlier.title}」签署，又在「{stage.title}」签署"
                )
                yield Finding(here, found, "起草与批准由不同角色签署，每个角色只签一个环节")
                break
    if chain.stages:
        last = chain.stages[-1]
        for role in last.signed_by:
            if role in _DRAFTERS and (len(chain.stages) > 1 or len(last.signed_by) == 1):
                found = f"最后环节「{last.title}」由「{role.title}」（{role}）签署，等于起草人自己批准"
                where = (*path, "stages", len(chain.stages) - 1, "signers")
                yield Finding(where, found, "批准由起草人以外的角色签署")


def _opinions(path: Path, chain: ReviewChain) -> Iterator[Finding]:
    names = [opinion.name for opinion in chain.opinions]
    for place, name in enumerate(names):
        if name in names[:place]:
            yield Finding((*path, "opinions", place), f"审查意见「{name}」重复", "每种意见只写一次")
    effects = {opinion.effect for opinion in chain.opinions}
    if not effects.intersection(_DISCLOSING) or "withheld" not in effects:
        found = f"审查意见只有「{'、'.join(names)}」，不能既同意公开又不同意公开"
        yield Finding((*path, "opinions"), found, "至少一种同意公开的意见和一种不予公开的意见")
