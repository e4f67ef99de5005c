"""MB of Chinese text per second through screening, beside Python's `re` and beside the engine alone.

The text has no findings: sentences as official documents have them, with dates, amounts, numbers of documents, and the
words 国家秘密, 内部管理, 电话 that are no marks and no contacts. MB are millions of bytes of UTF-8.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date

from gongkai.core.screening.finding import Asked, Known
from gongkai.core.screening.page import Page, Window
from gongkai.core.screening.parts import Part, PartKind
from gongkai.core.screening.screening import RULES, TRIGGERS, screen
from gongkai.gateways.patterns import FastScan, PlainScan, has_hyperscan

CHARACTERS = 2_000_000
_ON = date(2026, 3, 2)
_SENTENCES = (
    "为贯彻落实《中华人民共和国政府信息公开条例》，进一步做好全旗政务公开工作，现就有关事项通知如下。",
    "各苏木乡镇、各部门要高度重视，明确分管领导和责任科室，确保各项任务落到实处。",
    "涉及国家秘密、商业秘密、个人隐私以及公开后可能危及国家安全的政府信息，不得公开。",
    "拟公开的政府信息应当先审查、后公开，做好保密审查，加强内部管理，防止失密泄密。",
    "{year}年全旗完成固定资产投资{amount}万元，同比增长{percent}%，占年度计划的{percent}%。",
    "根据国发〔{year}〕{serial}号和内政办发〔{year}〕{serial}号文件精神，制定本实施方案。",
    "第{chinese}条 对符合规定的申请，应当自收到申请之日起20个工作日内予以答复；需要延长的，应当告知申请人。",
    "二〇一八年十二月二十一日，旗人民政府召开第{serial}次常务会议，研究部署老旧小区改造工作。",
    "（{chinese}）加强组织领导。各单位主要负责人是第一责任人，对本单位政府信息公开工作负总责。",
    "改造老旧小区{serial}个，涉及居民住宅{serial}栋、建筑面积{amount}平方米，受益群众{serial}户。",
    "公民、法人或者其他组织可以通过信函、电话、网络等方式提出意见建议，热线电话12345全天受理。",
    "规模以上工业企业实现营业收入{amount}亿元，比上年同期增加{percent}亿元，增速列全市第{chinese}位。",
    "要落实房屋征收补偿政策，妥善解决群众住房困难，办理户籍、就学、就医等事项，切实保障居住条件。",
    "附件：1.任务分工表 2.进度安排表 3.联系人名单（另发）",
    "奈曼旗住房和城乡建设局\n{year}年{month}月{day}日\n",
)


def text_without_findings(characters: int = CHARACTERS) -> str:
    """Official prose of about so many characters, the same every time."""
    dice = random.Random(2024)
    pieces: list[str] = []
    length = 0
    while length < characters:
        sentence = dice.choice(_SENTENCES).format(
            year=dice.randint(2008, 2025),
            amount=f"{dice.uniform(10, 90000):.2f}",
            percent=f"{dice.uniform(1, 60):.1f}",
            serial=dice.randint(1, 240),
            chinese=dice.choice("一二三四五六七八九十"),
            month=dice.randint(1, 12),
            day=dice.randint(1, 28),
        )
        pieces.append(sentence + dice.choice(("", "", "\n")))
        length += len(pieces[-1])
    return "".join(pieces)


def run() -> dict[str, float]:
    """Measures and prints MB per second and the two ratios; without Hyperscan only what there is."""
    text = text_without_findings()
    megabytes = len(text.encode()) / 1e6
    plain = PlainScan(TRIGGERS)
    result = {
        "rules_by_re_one_after_another_mb_per_second": megabytes / _best(lambda: _rules_alone(text), 2),
        "patterns_by_re_one_after_another_mb_per_second": megabytes / _best(lambda: plain(text), 3),
    }
    if has_hyperscan():
        fast = FastScan(TRIGGERS)
        found = _best(lambda: _nothing(text, fast), 7)
        data = text.encode()
        alone = _best(lambda: fast.pass_over(data), 7)
        result |= {
            "hyperscan_alone_mb_per_second": megabytes / alone,
            "screening_mb_per_second": megabytes / found,
        }
        for other in ("rules_by_re_one_after_another", "patterns_by_re_one_after_another", "hyperscan_alone"):
            result[f"ratio_to_{other}"] = megabytes / found / result[f"{other}_mb_per_second"]
    print("screening: " + ", ".join(f"{name} {value:,.2f}" for name, value in result.items()))
    return result


def _nothing(text: str, fast: FastScan) -> None:
    if found := screen([Part("正文", PartKind.BODY, text)], Known(), _ON, fast):
        raise AssertionError(f"the text was to have no findings: {found[0]}")


def _rules_alone(text: str) -> None:
    """Every rule with its own patterns over the whole text, without an engine that says where to look."""
    for rule in RULES:
        page = Page(text)
        if rule.find is not None:
            list(rule.find(Window(page, 0, len(text)), Asked(_ON)))
        if rule.find_on_page is not None:
            list(rule.find_on_page(page, Asked(_ON)))


def _best(work: Callable[[], object], goes: int) -> float:
    """Seconds of the best go (the others met somebody else's work)."""
    best = float("inf")
    for _ in range(goes):
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
    return best
