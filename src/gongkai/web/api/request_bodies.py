"""What each act on a request takes; the lengths are those of the acts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from gongkai.web.api.given import LARGEST_ID, Day, Given, an_id, listed, number, plain, words

Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
MOST_EDITIONS = 100


class On(Given):
    on: Day = plain("日期")


class Assign(Given):
    unit_id: int = an_id("承办科室的编号")
    note: str = words("交代的话", 1000, "")


class Split(Given):
    matters: list[Annotated[str, Field(max_length=5000)]] = listed(
        "逐项的内容", 20, why="第一项留在这件申请，其余各成一件。", example=["2024年的数据", "2025年的数据"]
    )


class AskCorrection(Given):
    points: str = words("需要补正的事项", 3000, why="一行一项，一次写全。", example="请写明要哪一年的数据。")
    period_days: int = number("补正期限（工作日）", 1, 90, example=10)


class TakeCorrection(Given):
    description: str = words("补正后的内容", 5000)
    on: Day = plain("收到补正的日期")


class NoticeFee(Given):
    tariff: Literal["requests", "pages"] = plain("按件（requests）还是按量（pages）")
    quantity: int = number("件数或者页数", 1, 1_000_000, example=120)
    reasons: str = words("收费的理由", 1000)


class RecordPayment(Given):
    on: Day = plain("缴费日期")
    receipt: str = words("缴款凭证号", 100)


class Consult(Given):
    kind: Literal["third_party", "co_maker", "organ"] = plain(
        "向谁征求意见", why="third_party 第三方，co_maker 共同制作机关，organ 其他机关。"
    )
    name: str = words("对方的姓名或者名称", 100)
    address: str = words("对方的地址", 200, "")
    matter: str = words("征求意见的信息", 1000)
    why: str = words("为什么征求意见", 1000)


class RecordArrival(Given):
    consultation_id: int = an_id("征求意见的信的编号")
    on: Day = plain("对方收到的日期")


class RecordOpinion(Given):
    consultation_id: int = an_id("征求意见的信的编号")
    opinion: Literal["agree", "object", "partly", "silent"] = plain(
        "对方的意见",
        why="agree 同意，object 不同意，partly 同意一部分，silent 逾期未答复。",
    )
    text: str = words("意见的内容", 2000, "")
    well_founded: bool = plain("不同意的理由是否成立", False)
    on: Day = plain("答复日期")


class ProposeExtension(Given):
    reasons: str = words("延期的理由", 1000)
    working_days: int | None = number("延长的工作日", 1, 366, None, example=10)
    months: int | None = number("延长的月数", 1, 12, None)


class DecideExtension(Given):
    agreed: bool = plain("是否同意")
    note: str = words("意见", 1000, "")


class RecordSearch(Given):
    where: str = words("在哪里检索", 500, example="档案室2023年至2024年文书档案")
    how: str = words("怎样检索", 500)
    found: bool = plain("是否查到")
    result: str = words("检索结果", 1000)


class HandIn(Given):
    note: str = words("承办意见", 2000)
    editions: list[Id] = listed("建议提供的信息版本的编号", MOST_EDITIONS, [], example=[3])


class Why(Given):
    why: str = words("为办理什么事查看", 200)


class LookedAt(Given):
    """为什么下载。"""

    why: str = words("为办理什么事查看", 200, "", example="核对送达地址")


class Reason(Given):
    reason: str = words("理由", 200)


class Reasons(Given):
    reasons: str = words("理由", 1000)


class Reply(Given):
    """答复的内容；每种答复类型必须有什么、不得有什么，见文档。"""

    outcome: str = words("答复类型", 30, example="granted")
    where: str = words("到哪里获取或者办理", 1000, "")
    when: str = words("获取的时间", 200, "")
    withheld: str = words("不予提供的部分", 1000, "")
    ground: str = words("不予公开的理由类别", 30, "")
    reasons: str = words("理由", 2000, "")
    who: str = words("负责公开的机关", 200, "")
    contact: str = words("该机关的联系方式", 300, "")
    law: str = words("所依据的专门规定", 300, "")
    earlier: int | None = an_id("先前的申请的编号", None)
    public_interest: str = words("公共利益的理由", 2000, "")
    provision: str = words("提供的形式", 60, "")
    editions: list[Id] = listed("提供的信息版本的编号", MOST_EDITIONS, [], example=[3])
    redacted: list[Id] = listed("区分处理后的版本的编号", MOST_EDITIONS, [])


class ProposeReply(Given):
    reply: Reply = plain("答复")


class AnswerAtOnce(Given):
    reply: Reply = plain("答复")
    how: str = words("怎样交给申请人", 60, example="当面交给")


class ApproveReply(Given):
    seen_fingerprint: str = words(
        "看到的答复的指纹", 64, why="案卷里 reply.fingerprint 的值；内容一变就不能再用。"
    )
    note: str = words("意见", 1000, "")


class How(Given):
    how: str = words("怎样交给申请人", 60, example="网上下载")


class RecordDelivery(Given):
    on: Day = plain("送达日期")
    how: str = words("送达方式", 60)
    proof: str = words("送达凭据", 300)


class Evidence(Given):
    evidence: str = words("凭据", 300)


class DeliverFiling(Given):
    on: Day = plain("日期")
    how: str = words("方式和编号", 200)


class AcknowledgeFiling(Given):
    on: Day = plain("回执日期")
    by: str = words("出具回执的机关", 120)


class Unit(Given):
    unit_id: int = an_id("科室的编号")


class FulfilPublication(Given):
    task_id: int = an_id("待公开任务的编号")
    item_id: int = an_id("已公开的信息的编号")


class AnswerFollowUp(Given):
    followup_id: int = an_id("申请人意见的编号")
    decision: Literal["correct", "forward", "refuse", "accept"] = plain(
        "处理结果",
        why="要求更正的：correct 更正，forward 转送，refuse 不更正；建议公开的：accept 采纳，refuse 不采纳。",
    )
    answer: str = words("答复的内容", 2000)
