"""Bodies of the demo's documents: small templates, with tables whose figures follow from the title."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from gongkai.core.terms import sm3_hex

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading row first."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


Block = str | Heading | Table


@dataclass(frozen=True, slots=True)
class Subject:
    """What a body is about: title of the document, organ, unit, year, and the rows its table has; or what it
    says in its own words."""

    title: str
    organ: str
    unit: str
    year: int
    rows: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    sheet: tuple[Row, ...] = ()


def body(kind: str, subject: Subject) -> tuple[Block, ...]:
    """The blocks of a document of a kind; KeyError for a kind there is no template for."""
    return KINDS[kind](subject)


def as_html(blocks: Sequence[Block]) -> str:
    """The blocks as plain HTML."""
    return "".join(_html(block) for block in blocks)


def as_text(blocks: Sequence[Block]) -> str:
    """The blocks as text, a line for each paragraph and each row."""
    return "\n".join(_text(block) for block in blocks)


def figure(*of: str, low: int, high: int) -> int:
    """A figure in a range that is always the same for the same words.

    >>> figure("规模以上工业", "增速", low=10, high=99) == figure("规模以上工业", "增速", low=10, high=99)
    True
    """
    return low + int(sm3_hex("|".join(of).encode())[:8], 16) % (high - low + 1)


def _html(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h2>{escape(block.text)}</h2>"
    if isinstance(block, str):
        return f"<p>{escape(block)}</p>"
    head, *rest = block.rows
    cells = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    lines = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rest)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table>"


def _text(block: Block) -> str:
    if isinstance(block, Heading):
        return block.text
    if isinstance(block, str):
        return block
    return "\n".join("\t".join(row) for row in block.rows)


def _tenths(number: int) -> str:
    return f"{number // 10}.{number % 10}"


def _bulletin(subject: Subject) -> tuple[Block, ...]:
    rows = subject.rows or ("农林牧渔业", "工业", "建筑业", "批发和零售业", "其他服务业")
    table = [("指标", "本期值", "比上年同期（%）")]
    for row in rows:
        value = figure(subject.title, row, "值", low=320, high=98650)
        growth = figure(subject.title, row, "比", low=-35, high=126)
        sign = "-" if growth < 0 else ""
        table.append((row, _tenths(value), sign + _tenths(abs(growth))))
    share = figure(subject.title, "企业", low=180, high=420)
    return (
        f"根据{subject.unit}汇总的统计调查结果，现将有关数据公布如下。",
        Heading("一、主要数据"),
        Table(tuple(table)),
        Heading("二、说明"),
        f"本次汇总的调查单位共 {share} 家，数据按现行统计制度收集，未标明单位的按万元计。",
        "部分数据因四舍五入，分项之和与合计可能略有出入。最终数据以年度统计资料为准。",
    )


def _notice(subject: Subject) -> tuple[Block, ...]:
    points = subject.rows or ("总体要求", "主要安排", "工作要求")
    day = figure(subject.title, "日", low=5, high=25)
    blocks: list[Block] = [
        "各有关单位：",
        f"为做好相关工作，结合我局实际，现就《{subject.title}》有关事项通知如下。",
    ]
    for number, point in zip("一二三四五六", points, strict=False):
        blocks.append(Heading(f"{number}、{point}"))
        blocks.append(
            f"{point}由{subject.unit}牵头办理，明确责任人和完成时间，于当月 {day} 日前报送落实情况。"
        )
    blocks.append("执行中遇到的问题，请及时与我们联系。")
    return tuple(blocks)


def _guide(subject: Subject) -> tuple[Block, ...]:
    papers = subject.rows or ("申请表一份", "单位或个人身份证明", "与申请事项有关的证明材料")
    days = figure(subject.title, "时限", low=3, high=15)
    table = (("序号", "材料名称", "份数"), *((str(n), paper, "1") for n, paper in enumerate(papers, 1)))
    return (
        Heading("一、办理对象"),
        "符合法定条件的公民、法人和其他组织。",
        Heading("二、申请材料"),
        Table(table),
        Heading("三、办理程序"),
        "申请人提交材料，窗口当场核对；材料齐全的当场受理，不齐全的一次告知需要补正的内容；审核后作出决定并送达。",
        Heading("四、办理时限与收费"),
        f"自受理之日起 {days} 个工作日内办结，不收费。",
        f"承办机构：{subject.organ}{subject.unit}。",
    )


def _budget(subject: Subject) -> tuple[Block, ...]:
    rows = subject.rows or ("人员经费", "公用经费", "专项业务经费", "项目支出")
    amounts = [(row, figure(subject.title, row, low=260, high=9800)) for row in rows]
    table = [("项目", "金额（万元）"), *((row, _tenths(amount)) for row, amount in amounts)]
    table.append(("合计", _tenths(sum(amount for _, amount in amounts))))
    return (
        f"现将{subject.organ}{subject.year}年有关经费情况公布如下。",
        Table(tuple(table)),
        Heading("说明"),
        "各项支出严格执行批准的预算，公用经费按定额管理，项目支出按进度拨付。",
    )


def _projects(subject: Subject) -> tuple[Block, ...]:
    rows = subject.rows or ("诺恩吉雅大街道路改造", "大沁他拉镇排水管网更新", "老旧小区配套设施改造")
    table = [("项目名称", "建设规模", "计划投资（万元）", "计划完工")]
    for row in rows:
        scale = f"{figure(subject.title, row, '规模', low=2, high=96)}00 平方米"
        money = str(figure(subject.title, row, "投资", low=120, high=4600))
        table.append((row, scale, money, f"{subject.year}年{figure(row, '月', low=6, high=11)}月"))
    return (
        f"{subject.unit}对{subject.year}年有关项目进行了汇总，现予公布，接受社会监督。",
        Table(tuple(table)),
        "建设过程中如有调整，将及时更新本信息。对项目有意见和建议的，可向我局反映。",
    )


def _duties(subject: Subject) -> tuple[Block, ...]:
    rows = subject.rows or (
        "拟订本部门的工作计划并组织实施",
        "承担业务范围内的管理和服务工作",
        "完成领导交办的其他任务",
    )
    return (
        f"根据机构设置的有关规定，{subject.organ}{subject.unit}承担下列职责。",
        *(f"({number}){row}。" for number, row in zip("一二三四五六七八", rows, strict=False)),
        "办公时间：工作日上午 8:30 至 12:00，下午 14:30 至 17:30。",
    )


def _record(subject: Subject) -> tuple[Block, ...]:
    rows = subject.rows or ("听取有关工作情况汇报", "研究下一阶段工作安排", "通报有关事项")
    present = figure(subject.title, "到会", low=7, high=11)
    return (
        f"会议应到 {present} 人，实到 {present} 人。会议研究了下列事项，形成一致意见。",
        *(f"{number}、{row}。" for number, row in enumerate(rows, 1)),
        "会议要求，各内设机构按照分工抓好落实，办理结果及时报告。",
    )


def _told(subject: Subject) -> tuple[Block, ...]:
    return (*subject.words, Table(subject.sheet)) if subject.sheet else subject.words


KINDS: dict[str, Callable[[Subject], tuple[Block, ...]]] = {
    "bulletin": _bulletin,
    "notice": _notice,
    "guide": _guide,
    "budget": _budget,
    "projects": _projects,
    "duties": _duties,
    "record": _record,
    "told": _told,
}
