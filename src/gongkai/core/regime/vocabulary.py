"""The rules a rule book may hold: the name, what it is called, and the shape of its value."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.regime import values_conduct as conduct
from gongkai.core.regime import values_release as release
from gongkai.core.regime import values_requests as requests
from gongkai.core.regime import values_review as review


@dataclass(frozen=True, slots=True)
class RuleSpec:
    """`mandatory`: a bureau's rule book is refused without it; the statute cannot supply it."""

    title: str
    shape: type
    mandatory: bool = False


RULES: dict[str, RuleSpec] = {
    "disclosure.classes": RuleSpec("公开属性", review.Classes),
    "review.chain": RuleSpec("保密审查流程与意见", review.ReviewChain, mandatory=True),
    "review.basis": RuleSpec("审查依据", review.Bases),
    "review.grounds": RuleSpec("不得公开的情形", review.Grounds),
    "review.marks": RuleSpec("密级与警示标志", review.Marks),
    "review.may_disclose": RuleSpec("可以公开的情形", conduct.Entries),
    "review.referral": RuleSpec("报请确定", review.Referrals),
    "review.declassification": RuleSpec("解密手续", review.RecordForm),
    "review.telegram": RuleSpec("密码电报内容公开", review.RecordForm),
    "review.joint_consent": RuleSpec("共同形成信息的同意", review.Concurrence),
    "review.involved_confirmation": RuleSpec("涉及机关的确认", review.Concurrence),
    "review.approval_by_law": RuleSpec("依法报批", review.Concurrence),
    "review.routing": RuleSpec("审核科室分工", review.Routing),
    "review.minimum_reviews": RuleSpec("最少审查次数", review.Count),
    "review.partial": RuleSpec("部分涉密的处理方式", review.Ways),
    "review.responsibility": RuleSpec("审查责任链", release.Steps),
    "review.secrecy_body": RuleSpec("保密审查期限", requests.Clock),
    "catalogue.categories": RuleSpec("公开目录类别", release.Categories),
    "catalogue.index_number": RuleSpec("索引号格式", release.Template),
    "catalogue.entry": RuleSpec("目录著录项", release.RegisterForm),
    "catalogue.guide": RuleSpec("公开指南内容", release.RegisterForm),
    "catalogue.contact": RuleSpec("公开工作机构联系方式", release.Contact),
    "catalogue.look": RuleSpec("页面主色", release.Look),
    "publication.due": RuleSpec("主动公开期限", requests.Clock),
    "publication.channels": RuleSpec("公开形式", release.Channels),
    "publication.approval": RuleSpec("公开内容审定", release.Roles),
    "publication.publishers": RuleSpec("发布人", release.Roles),
    "publication.register": RuleSpec("信息发布登记", release.RegisterForm),
    "publication.forbidden": RuleSpec("禁止上网的内容", release.ForbiddenList),
    "publication.delivery": RuleSpec("送交", release.Delivery),
    "publication.clarification": RuleSpec("澄清记录", review.RecordForm),
    "publication.feedback": RuleSpec("公开后征集意见", release.Steps),
    "publication.on_demand": RuleSpec("应社会要求公开", release.Steps),
    "requests.acceptance": RuleSpec("受理机构", requests.Acceptance),
    "requests.form": RuleSpec("申请表", requests.RequestForm),
    "requests.channels": RuleSpec("申请渠道", conduct.Entries),
    "requests.receipt_day": RuleSpec("收到申请之日", requests.ReceiptDays),
    "requests.reply": RuleSpec("答复期限", requests.Clock),
    "requests.correction_notice": RuleSpec("补正告知期限", requests.Clock),
    "requests.third_party": RuleSpec("第三方提出意见期限", requests.Clock),
    "requests.co_maker": RuleSpec("共同制作机关提出意见期限", requests.Clock),
    "requests.outcomes": RuleSpec("答复类型", requests.Outcomes),
    "requests.refusal_grounds": RuleSpec("不予公开的法定理由", review.Grounds),
    "requests.refusal_filing": RuleSpec("不予公开备案", release.Delivery),
    "requests.provision": RuleSpec("提供形式", review.Ways),
    "requests.tariff": RuleSpec("信息处理费标准", requests.Tariffs),
    "requests.fee_payment": RuleSpec("缴费期限", requests.FeePayment),
    "requests.letters": RuleSpec("文书", requests.Letters),
    "coordination.incoming": RuleSpec("复函期限", requests.Clock),
    "coordination.letter": RuleSpec("征求意见函内容", review.RecordForm),
    "coordination.answer": RuleSpec("征求意见结果的处理", release.Steps),
    "coordination.publisher": RuleSpec("由谁公开", conduct.Entries),
    "assessment.body": RuleSpec("考核机构", release.Roles),
    "assessment.indicators": RuleSpec("考核内容与标准", conduct.Indicators),
    "assessment.grades": RuleSpec("考核等次", conduct.Grades),
    "assessment.rounds": RuleSpec("考核方式", conduct.Entries),
    "assessment.random": RuleSpec("随机抽查次数", conduct.Frequency),
    "assessment.steps": RuleSpec("年度考核步骤", release.Steps),
    "assessment.consequences": RuleSpec("考核结果运用", conduct.Entries),
    "appraisal.aspects": RuleSpec("评议内容", conduct.Entries),
    "appraisal.steps": RuleSpec("评议程序", release.Steps),
    "appraisal.eligibility": RuleSpec("评议代表条件", conduct.Entries),
    "appraisal.duties": RuleSpec("评议代表职责", conduct.Entries),
    "appraisal.discipline": RuleSpec("评议纪律", conduct.Entries),
    "complaints.tiers": RuleSpec("受理层级", conduct.Tiers),
    "complaints.channels": RuleSpec("举报渠道", conduct.Entries),
    "complaints.steps": RuleSpec("办理步骤", release.Steps),
    "accountability.subjects": RuleSpec("追究对象", conduct.Entries),
    "accountability.grounds": RuleSpec("追究情形", review.Grounds),
    "accountability.findings": RuleSpec("认定要素", conduct.Entries),
    "accountability.apportionment": RuleSpec("责任划分", conduct.Apportionments),
    "accountability.measures": RuleSpec("处理方式", conduct.Measures),
    "accountability.objections": RuleSpec("异议途径", conduct.Entries),
    "accountability.bodies": RuleSpec("追究机构", release.Steps),
    "decisions.matters": RuleSpec("重点事项范围", conduct.Matters),
    "decisions.quorum": RuleSpec("到会人数", conduct.Part),
    "decisions.majority": RuleSpec("通过票数", conduct.Part),
    "decisions.voting": RuleSpec("表决方式", conduct.Methods),
    "decisions.steps": RuleSpec("决策程序", release.Steps),
    "decisions.discipline": RuleSpec("决策纪律", conduct.Entries),
    "report.publish": RuleSpec("年度报告公布期限", requests.Clock),
    "report.channels_minimum": RuleSpec("年度报告公布渠道数", review.Count),
    "report.sections": RuleSpec("年度报告内容", conduct.Entries),
}

CLOCKS: dict[str, str] = {
    "publication": "publication.due",
    "requests.reply": "requests.reply",
    "requests.correction_notice": "requests.correction_notice",
    "requests.third_party": "requests.third_party",
    "requests.co_maker": "requests.co_maker",
    "review.secrecy_body": "review.secrecy_body",
    "coordination.incoming": "coordination.incoming",
    "report.publish": "report.publish",
}
"""The eight clocks, and the rule each one runs by."""

GATES: tuple[str, ...] = (
    "review_first",
    "class_required",
    "category_required",
    "opinion_basis_reasons",
    "four_eyes",
    "signature_binds",
    "declassify_first",
    "approved_first",
    "publisher",
    "referral_waits",
    "consent_first",
    "confirmation_first",
    "approval_by_law",
    "own_compilation",
    "marked_secret",
    "responsible_unit",
    "register",
    "withdraw",
    "audience",
    "class_is_public",
    "publication_due",
    "named_reviewer",
    "organisation",
    "part_secret",
    "screening_answered",
)
"""The points at which the software says no; every rule book tells on which clause it does."""
