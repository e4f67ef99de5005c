"""The accounts shown on the log-in page of the demo, by bureau, with what each can try."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.terms import PostKind, UnitFunction
from gongkai.records.models import Account, Post

_BY_FUNCTION = (
    (UnitFunction.LEADING_GROUP, "审定要公开的信息"),
    (UnitFunction.LEADING_GROUP_OFFICE, "审查、发布，看发布台账和全部审查"),
    (UnitFunction.SECRECY_BODY, "轮到保密审查时签署意见，登记解密手续，看全部审查"),
    (UnitFunction.PERSONNEL_OFFICE, "设科室、任职、指定代理、开账号"),
    (UnitFunction.WEBSITE_OFFICE, "看发布台账"),
)
_BY_POST = {
    PostKind.HANDLER: "登记信息，拟定公开属性，送审；承办申请，拟答复",
    PostKind.UNIT_HEAD: "看本科室信息和申请的办理，轮到时签署意见",
    PostKind.LEADER_IN_CHARGE: "作为分管领导签署决定，批准答复",
    PostKind.PRINCIPAL_LEADER: "看全局的公开和申请情况",
}


@dataclass(frozen=True, slots=True)
class DemoAccount:
    username: str
    name: str
    posts: str
    hint: str


@dataclass(frozen=True, slots=True)
class DemoBureau:
    name: str
    accounts: tuple[DemoAccount, ...]


def demo_bureaus() -> tuple[DemoBureau, ...]:
    """Every account of every organ, in the order they were opened; two queries."""
    found = (
        Account.objects.filter(is_active=True)
        .select_related("person__organ")
        .prefetch_related("person__posts__unit")
        .order_by("person__organ__id", "id")
    )
    bureaus: dict[str, list[DemoAccount]] = {}
    for account in found:
        posts = [post for post in account.person.posts.all() if post.held_until is None]
        line = DemoAccount(
            account.username,
            account.person.name,
            "、".join(_title(post) for post in posts),
            "；".join(dict.fromkeys(_hint(post) for post in posts)),
        )
        bureaus.setdefault(account.person.organ.name, []).append(line)
    return tuple(DemoBureau(name, tuple(accounts)) for name, accounts in bureaus.items())


def _hint(post: Post) -> str:
    functions = {UnitFunction(name) for name in post.unit.functions}
    hint = _main_hint(post, functions)
    if UnitFunction.ACCEPTANCE_BODY in functions:
        hint += "；受理申请，分办，发出答复"
    staffs = UnitFunction.PERSONNEL_OFFICE in functions and UnitFunction.LEADING_GROUP_OFFICE in functions
    return f"{hint}；任职、代理、开账号" if staffs else hint


def _main_hint(post: Post, functions: set[UnitFunction]) -> str:
    if UnitFunction.SECRECY_BODY in functions and post.kind == PostKind.HANDLER:
        return "登记信息；轮到保密审查时签署意见，登记解密手续"
    for function, hint in _BY_FUNCTION:
        if function in functions and post.kind != PostKind.HANDLER:
            return hint
    if UnitFunction.LEADING_GROUP_OFFICE in functions:
        return "登记信息，审查，发布"
    return _BY_POST[PostKind(post.kind)]


def _title(post: Post) -> str:
    """The post as people say it; its unit only where the title does not tell."""
    return post.title if post.title.startswith(post.unit.name[:2]) else f"{post.title}（{post.unit.name}）"
