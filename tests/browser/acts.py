"""What the people of a bureau do at the desk, step by step, each from her own log-in."""

from __future__ import annotations

from pathlib import Path

from tests.browser.person import Visitor
from tests.support.cast import Bureau
from tests.support.road import CHAINS, CHANNEL, MOMENT, case_of, sign_as, slug, who

from gongkai.actions import release, review
from gongkai.jobs.bake import run_open_tasks
from gongkai.records.models import Edition

BASIS = "中华人民共和国保守国家秘密法"
REASONS = "经核对，不涉及国家秘密、商业秘密和个人隐私。"
WHY_PUBLIC = "属于应当让公众广泛知晓的事项。"


def hands_in(visitor: Visitor, document: Path) -> None:
    """From the first screen to the form with what was read out of a document."""
    visitor.follows("登记信息")
    visitor.uploads("选择文件", document)
    visitor.presses("读取文件")


def opens_from_work(visitor: Visitor, bureau: Bureau, key: str, title: str) -> None:
    """Logs in and opens an item from her own list of work."""
    visitor.logs_in(bureau, key)
    visitor.follows(title)


def signs(visitor: Visitor, opinion: str) -> None:
    """Gives an opinion with basis and reasons on the open item."""
    visitor.picks("审查意见", opinion)
    visitor.picks("依据", BASIS)
    visitor.fills("理由", REASONS)
    visitor.presses("签署意见")


def leaves(visitor: Visitor) -> None:
    visitor.presses("退出登录")


def carried_through(bureau: Bureau, edition: Edition) -> None:
    """The rest of the road for a draft of the business handler, through the door: review, approval, publication."""
    handler, office = who(bureau, "business_handler"), who(bureau, "office_handler")
    review.submit(handler, edition.pk, moment=MOMENT)
    for _, key in CHAINS[slug(bureau)]:
        sign_as(bureau, key, edition)
    if slug(bureau) == "hulunbuir-statistics":
        release.approve(
            who(bureau, "principal"),
            edition.pk,
            note="",
            seen_fingerprint=case_of(edition).fingerprint,
            moment=MOMENT,
        )
    release.publish(
        office,
        edition.pk,
        channels=CHANNEL[slug(bureau)],
        seen_fingerprint=case_of(edition).fingerprint,
        moment=MOMENT,
    )
    run_open_tasks(MOMENT)
