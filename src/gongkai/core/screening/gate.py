"""What screening leaves in the way of an opinion to disclose, and of a release."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gongkai.core.terms import Citation, Refusal

Gate = Callable[[str], Citation]


@dataclass(frozen=True, slots=True)
class ScreeningFacts:
    """How the screening of an edition stands.

    `blocked`: what was found that nobody can wave through, a sentence each. `unread`: what could not be read.
    `open`: findings without an answer. `to_cut`: what was said to be withheld and still stands in the text.
    """

    screened: bool
    blocked: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    open: int = 0
    to_cut: int = 0


UNSCREENED = ScreeningFacts(screened=False)
CLEAN = ScreeningFacts(screened=True)


def screening_obstacles(facts: ScreeningFacts, gate: Gate) -> tuple[Refusal, ...]:
    """Why nothing that discloses may be done yet, in the order a handler would mend it; empty when it may.

    naiman-housing:secrecy.6, hulunbuir-statistics:3.7 and 6.2. Whatever could not be looked at stands in the way
    like something found.
    """
    clause = gate("screening_answered")
    if not facts.screened:
        reason = "内容还没有查验，不知道有没有不能公开的东西。"
        return (Refusal("not_screened", reason, clause, "请退回修改，保存草稿时会自动查验。"),)
    found = []
    if facts.blocked:
        found.append(_blocked(facts.blocked, gate("marked_secret")))
    if facts.unread:
        first = facts.unread[0].rstrip("。")
        reason = f"有{len(facts.unread)}处内容读不出来，没有查验的内容不能公开。第一处：{first}。"
        found.append(
            Refusal("unread", reason, clause, "请换成能够读出的文件；确实不必公开的，从附件中去掉。")
        )
    if facts.open:
        reason = f"查出的内容还有{facts.open}处没有答复。"
        found.append(Refusal("findings_open", reason, clause, "请打开「查验」，逐处答复后再办。"))
    if facts.to_cut:
        reason = f"有{facts.to_cut}处已经定为隐去，但文字还在原处。"
        remedy = "请打开「查验」，按标出的内容制作隐去后的版本，再送审。"
        found.append(Refusal("not_redacted", reason, gate("part_secret"), remedy))
    return tuple(found)


def _blocked(blocked: tuple[str, ...], clause: Citation) -> Refusal:
    more = f"（共{len(blocked)}处）" if len(blocked) > 1 else ""
    reason = f"{blocked[0].rstrip('。')}{more}。任何意见都不能准予公开。"
    remedy = "请签署不予公开的意见，或者报请有权确定的机关；确已解密的，换成解密后的文件重新登记。"
    return Refusal("marked_within", reason, clause, remedy)
