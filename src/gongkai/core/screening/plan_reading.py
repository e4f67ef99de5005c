"""Reading a plan: JSON as people and programs write it, refused with one sentence for every mistake in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from gongkai.core.screening.needles import Haystack, Needle
from gongkai.core.screening.plan import Entry, How, Plan, PlanRefused

_PLACE = ("part", "start", "end")
_KNOWN = (*_PLACE, "text", "how", "with", "ground", "only_here")
_SHAPE = '应为一个列表，每条形如 {"text": "…", "how": "delete", "ground": "secrecy.6.2"}'
_MOST_ENTRIES = 20_000
_LONGEST = 100_000


def read_plan(said: object) -> Plan:
    """The plan that a JSON value says; PlanRefused with everything that is wrong with it.

    >>> read_plan([{"text": "张三", "how": "substitute", "with": "张某", "ground": "secrecy.6.2"}]).entries[0].instead
    '张某'
    """
    if not isinstance(said, list):
        raise PlanRefused([f"计划{_SHAPE}；现在是{_kind(said)}。"])
    if len(said) > _MOST_ENTRIES:
        raise PlanRefused([f"计划有 {len(said)} 条，超过 {_MOST_ENTRIES} 条的上限；请分几次做。"])
    mistakes = [f"第 {number} 条：{fault}" for number, one in enumerate(said, 1) for fault in _faults(one)]
    if mistakes:
        raise PlanRefused(mistakes)
    entries = tuple(_entry(one) for one in said)
    mistakes = list(_betrayals(entries))
    if mistakes:
        raise PlanRefused(mistakes)
    return Plan(entries)


def _entry(one: Mapping[str, object]) -> Entry:
    return Entry(
        how=cast(How, one["how"]),
        ground=str(one["ground"]).strip(),
        instead=str(one.get("with") or ""),
        text=str(one.get("text") or ""),
        part=str(one.get("part") or ""),
        start=cast(int, one.get("start") or 0),
        end=cast(int, one.get("end") or 0),
        only_here=bool(one.get("only_here")),
    )


def _faults(one: object) -> Iterator[str]:
    if not isinstance(one, dict):
        yield f"不是一个对象，是{_kind(one)}；{_SHAPE}。"
        return
    unknown = [str(key) for key in one if key not in _KNOWN]
    if unknown:
        yield f"不认识“{unknown[0][:40]}”；可以写的是 {'、'.join(_KNOWN)}。"
    yield from _where_faults(one)
    yield from _how_faults(one)


def _where_faults(one: Mapping[str, object]) -> Iterator[str]:
    placed = [key for key in _PLACE if one.get(key) is not None]
    if one.get("text") is not None:
        if placed:
            yield f"同时写了 text 和 {placed[0]}；要么写 text，要么写 part、start 和 end。"
        elif not isinstance(one["text"], str):
            yield f"text 是{_kind(one['text'])}，应为要隐去的文字。"
        elif len(one["text"]) > _LONGEST:
            yield f"text 有 {len(one['text'])} 个字，超过 {_LONGEST} 个字的上限。"
        elif not Needle(one["text"]).key:
            yield f"text 是“{one['text'][:20]}”，里面没有文字，只有空白或标点。"
        return
    if len(placed) < len(_PLACE):
        missing = [key for key in _PLACE if key not in placed]
        yield f"没有写 {'、'.join(missing)}；要么写 text，要么写 part、start 和 end。"
        return
    start, end = one["start"], one["end"]
    if not isinstance(one["part"], str) or not one["part"]:
        yield f"part 是{_kind(one['part'])}，应为部分的名称，例如 word/document.xml。"
    if not _is_count(start) or not _is_count(end) or cast(int, start) >= cast(int, end):
        yield f"start 是{_shown(start)}，end 是{_shown(end)}；应为从 0 数起的字符位置，start 小于 end。"


def _how_faults(one: Mapping[str, object]) -> Iterator[str]:
    how, instead, ground = one.get("how"), one.get("with"), one.get("ground")
    if how not in ("delete", "substitute"):
        yield f"how 是{_shown(how)}，应为 delete（删去）或 substitute（改为其他文字）。"
    elif how == "substitute" and (not isinstance(instead, str) or not instead.strip()):
        yield "how 是 substitute，但没有在 with 里写明改成什么文字。"
    elif how == "delete" and instead:
        yield "how 是 delete，却写了 with；要改成其他文字的，how 应为 substitute。"
    if not isinstance(ground, str) or not ground.strip():
        yield "没有写 ground；请写明依据的条款，例如 secrecy.6.2 或 cn-foi:15。"
    if not isinstance(one.get("only_here", False), bool):
        yield f"only_here 是{_shown(one['only_here'])}，应为 true 或 false。"


def _betrayals(entries: tuple[Entry, ...]) -> Iterator[str]:
    """A substitute that says what another entry, or its own, withholds would put it back."""
    needles = [Needle(entry.text) for entry in entries if entry.text]
    for number, entry in enumerate(entries, 1):
        if entry.how == "substitute":
            haystack = Haystack(entry.instead)
            if any(next(needle.find(haystack), None) is not None for needle in needles):
                yield f"第 {number} 条：with 里的“{entry.instead[:20]}”含有计划要隐去的文字。"


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _kind(value: object) -> str:
    names = {
        dict: "一个对象",
        list: "一个列表",
        str: "一段文字",
        int: "一个数",
        float: "一个数",
        bool: "真假值",
    }
    return names.get(type(value), "空的")


def _shown(value: object) -> str:
    return "空的" if value is None else f"“{str(value)[:40]}”"
