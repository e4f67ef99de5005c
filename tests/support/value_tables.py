"""The tables of the capability pages that follow from values: clocks, categories, functions, limits, verbs, the cast."""

from __future__ import annotations

from itertools import groupby

from tests.support.procedure_tables import BUREAUS, ON, clause, rows

from gongkai.core.catalogue.header import FIELD_TITLES, LIMITS
from gongkai.core.ledger.verbs import VERBS
from gongkai.core.regime import CLOCKS, GATES, RULES, ClauseKind, Lawbook
from gongkai.core.terms import PostKind, UnitFunction
from gongkai.core.workdays import EVENT_TITLES
from gongkai.gateways.calendars import built_in_calendar
from gongkai.gateways.paper.limits import MEGABYTE, Limits
from gongkai.gateways.regimes import builtin_ids, load_builtin
from gongkai.jobs.demo.cast import OrganPart, cast_plan

_GATES = {
    "review_first": "先审查，后公开",
    "class_required": "登记时认定公开属性",
    "category_required": "归入类别",
    "opinion_basis_reasons": "意见、依据、理由齐全",
    "four_eyes": "不同的人审",
    "signature_binds": "签的就是这份内容",
    "declassify_first": "先解密",
    "approved_first": "先审定",
    "publisher": "由谁发布",
    "referral_waits": "报请的等答复",
    "consent_first": "共同制作机关书面同意",
    "confirmation_first": "涉及机关确认",
    "approval_by_law": "依法批准",
    "own_compilation": "本机关编制的才由本机关发布",
    "marked_secret": "有密级的不公开",
    "responsible_unit": "有责任科室",
    "register": "发布登记",
    "withdraw": "撤回",
    "audience": "公开对象",
    "class_is_public": "审定为主动公开",
    "publication_due": "公开期限",
    "named_reviewer": "专人审查",
    "organisation": "机构和人员",
    "part_secret": "部分涉密",
    "screening_answered": "筛查结果逐条答复",
    "acceptance": "由受理机构受理",
    "request_form": "申请表的内容",
    "one_matter": "一事一申请",
    "receipt": "登记和回执",
    "receipt_day": "收到申请之日",
    "reply": "答复期限",
    "correction": "补正",
    "extension": "延期",
    "third_party": "征求第三方意见",
    "co_maker": "征求其他机关意见",
    "fee": "信息处理费",
    "outcome": "答复类型",
    "reply_reviewed": "提供的信息先经审查",
    "reply_approved": "答复逐级批准",
    "refusal_filing": "不予公开备案",
    "provision": "提供的形式",
    "publish_after_reply": "应公开的转为公开",
    "record_accuracy": "更正不准确的记录",
    "suggestion": "建议转为主动公开",
    "withdraw_request": "撤回申请",
    "applicant_data": "申请人资料",
}
_ROOMS = {
    "disclosure": "公开属性",
    "review": "保密审查",
    "catalogue": "目录",
    "publication": "主动公开",
    "requests": "依申请公开",
    "coordination": "协调",
    "assessment": "考核",
    "appraisal": "社会评议",
    "complaints": "举报",
    "accountability": "责任追究",
    "decisions": "重点事项决策",
    "report": "年度报告",
}
_WALKERS = {
    "hulunbuir-statistics": (
        ("business_handler", "登记，送审，作为经办人签"),
        ("office_handler", "办公室签意见，发布"),
        ("leader", "分管领导决定"),
        ("principal", "领导小组审定"),
        ("office_head", "任职、代理、开账号"),
    ),
    "naiman-housing": (
        ("business_handler", "登记，送审，提初步意见"),
        ("business_head", "机构负责人意见"),
        ("secrecy_handler", "保密审查机构意见"),
        ("leader", "分管领导批准"),
        ("general_handler", "发布"),
    ),
}


def books() -> str:
    """The rule books that come with the software."""
    lines = []
    for each in builtin_ids():
        book = load_builtin(each)
        kinds = "，".join(
            f"{kind.title}{sum(kind in one.kinds for one in book.clauses.values())}" for kind in ClauseKind
        )
        lines.append((f"`{book.id}`", book.title, str(len(book.clauses)), kinds, str(len(book.own.rules))))
    return rows(("编号", "名称", "条款", "其中（一条可兼几种）", "规则"), lines)


def rule_names() -> str:
    """The rules a rule book may hold, by room."""
    lines = []
    for room, names in groupby(RULES, key=lambda name: name.partition(".")[0]):
        listed = "、".join(
            f"{RULES[name].title}{'（必备）' if RULES[name].mandatory else ''}" for name in names
        )
        lines.append((f"`{room}`", _ROOMS[room], listed))
    return rows(("开头", "讲什么", "规则"), lines)


def gate_clauses() -> str:
    """Every gate with the clause each bureau rests it on."""
    both = [load_builtin(bureau) for bureau in BUREAUS]
    lines = ((f"`{gate}`", _GATES[gate], *(_gate(book, gate) for book in both)) for gate in GATES)
    return rows(("关口", "意思", *(book.organ_name for book in both)), lines)


def _gate(book: Lawbook, gate: str) -> str:
    return "、".join(f"`{citation.seen_from(book.id)}`" for citation in book.gate_clauses(gate))


def clocks() -> str:
    """The eight clocks: what starts them, and how long they run in each bureau."""
    both = [load_builtin(bureau) for bureau in BUREAUS]
    lines = []
    for name in CLOCKS:
        found = [book.clock_rule(name, ON) for book in both]
        known = next(rule for rule in found if rule is not None)
        starts = "、".join(EVENT_TITLES[event] for event in known.starts)
        lines.append((f"`{name}`", known.title, starts, *(_limits(book, name) for book in both)))
    return rows(("期限", "叫什么", "从什么起", *(book.organ_name for book in both)), lines)


def _limits(book: Lawbook, name: str) -> str:
    rule = book.clock_rule(name, ON)
    if rule is None:
        return "没有规定"
    told = [f"{cited.limit.title}（`{cited.clause.seen_from(book.id)}`）" for cited in rule.limits]
    if rule.extension:
        caps = "、".join(
            f"{cap.limit.title}（`{cap.clause.seen_from(book.id)}`）" for cap in rule.extension.caps
        )
        told.append(f"可延长{rule.extension.times}次，至多{caps}")
    told += [f"{pause.title}不计（`{pause.clause.seen_from(book.id)}`）" for pause in rule.pauses]
    told += [f"{restart.title}重新起算（`{restart.clause.seen_from(book.id)}`）" for restart in rule.restarts]
    return "；".join(told)


def events() -> str:
    return rows(("事件", "意思"), ((f"`{name}`", title) for name, title in EVENT_TITLES.items()))


def calendars() -> str:
    """The years of the calendar, announced and not."""
    calendar = built_in_calendar()
    lines = []
    for announced, years in groupby(calendar.years, key=lambda year: year.announced):
        numbers = [year.year for year in years]
        word = "已公布：放假和调休都按通知" if announced else "未公布：只有法定节日，算出的日期是暂定的"
        lines.append((f"{numbers[0]}—{numbers[-1]}", word))
    return rows(("年份", "依据"), lines)


def categories(bureau: str) -> str:
    """The categories of a bureau's catalogue."""
    book = load_builtin(bureau)
    lines = []
    for category in book.categories(ON).value:
        cited = clause(book, category.clause) if category.clause else "—"
        lines.append((f"`{category.id}`", category.title, category.audience.title, cited))
    return rows(("编号", "类别", "对象", "条款"), lines)


def index_numbers() -> str:
    """The form of index numbers, with an example."""
    lines = []
    for bureau in BUREAUS:
        book = load_builtin(bureau)
        template = book.index_number_template(ON).value
        code = _organ(bureau).organ_code
        example = template.format(organ_code=code, year=2025, month=3, serial=7)
        lines.append((book.organ_name, f"`{template}`", f"`{example}`"))
    return rows(("单位", "格式", "2025年3月的第7件"), lines)


def header() -> str:
    """How long the fields of a header may be."""
    return rows(("栏目", "最多"), ((FIELD_TITLES[name], f"{limit}个字") for name, limit in LIMITS.items()))


def paper() -> str:
    """How much of a stranger's file is let in."""
    most = Limits()
    return rows(
        ("什么", "上限"),
        (
            ("一个文件", f"{most.file_bytes // MEGABYTE} MB"),
            (
                "解开以后",
                f"{most.unpacked_bytes // MEGABYTE} MB，压缩比{most.unpacked_ratio}，{most.entries}个部件",
            ),
            ("页数", f"{most.pages}页"),
            ("正文", f"{most.characters // 10_000}万字"),
            ("读的时间", f"{most.wall_seconds:.0f}秒，其中处理器{most.cpu_seconds}秒"),
            ("内存", f"{most.memory_bytes // MEGABYTE} MB"),
        ),
    )


def titled(kind: type[PostKind] | type[UnitFunction]) -> str:
    return rows(("代码里", "中文"), ((f"`{one.value}`", one.title) for one in kind))


def verbs() -> str:
    """Every act the ledger knows."""
    return "、".join(f"{title} `{verb}`" for verb, title in VERBS.items()) + "。\n"


def cast_of_walks() -> str:
    """The people of the walks, with their log-in names."""
    lines = []
    for bureau, people in _WALKERS.items():
        organ = _organ(bureau)
        known = {person.key: person for person in organ.people}
        for key, does in people:
            person = known[key]
            titles = "、".join(post.title for post in person.posts)
            lines.append((organ.name, f"`{person.login}`", person.name, titles, does))
    return rows(("单位", "登录名", "姓名", "职务", "办什么"), lines)


def _organ(slug: str) -> OrganPart:
    return next(organ for organ in cast_plan().organs if organ.slug == slug)
