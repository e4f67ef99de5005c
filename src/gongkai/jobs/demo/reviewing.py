"""The review of a story: sent, returned, referred, signed."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from gongkai.actions import catalogue, release, review
from gongkai.actions.review import Question
from gongkai.core.terms import states
from gongkai.jobs.demo.desk import REASONS
from gongkai.jobs.demo.teller import Acts, Teller
from gongkai.jobs.demo.texts import figure


class Reviewing(Teller):
    """From the draft to the decision of the review."""

    def submit(self) -> Acts:
        moment = self.pace.after(0)
        yield moment
        case = self.case(moment)
        review.submit(self.desk.somebody("submit", case), case.edition.pk, moment=moment)

    def recuse(self) -> Acts:
        moment = self.pace.after(0)
        yield moment
        who = self.desk.by_key[self.story.recused]
        review.recuse(who, self.current.pk, reason="与所涉单位的负责人是近亲属，申请回避。", moment=moment)

    def send_back(self) -> Acts:
        moment = self.pace.after(self.story.pace)
        yield moment
        case = self.case(moment)
        who = self.desk.somebody("return", case)
        review.return_to_draft(
            who, case.edition.pk, reasons="请补充数据来源，并核对表内合计数。", moment=moment
        )
        moment = self.pace.after(0)
        yield moment
        case = self.case(moment)
        draft = self.draft(None)
        catalogue.revise_edition(self.desk.somebody("revise", case), case.edition.pk, draft, moment=moment)
        yield from self.submit()

    def consents(self) -> Acts:
        for other in self.story.others:
            if not other.word:
                continue
            moment = self.pace.after(0)
            yield moment
            case = self.case(moment)
            release.record_consent(
                self.desk.somebody("record_consent", case),
                case.edition.pk,
                organ_name=other.name,
                consented_on=localdate(moment),
                letter=f"复函〔{localdate(moment).year}〕{figure(self.title, other.name, low=3, high=60)}号",
                file=None,
                moment=moment,
            )

    def refer(self) -> Acts:
        moment = self.pace.after(self.story.pace)
        yield moment
        case = self.case(moment)
        book = self.desk.book
        question = Question(book.referral_kind, "文中所列数据能否向社会公开？", book.referred_to)
        if book.referring:
            yield from self.sign(book.referring, moment, question)
        else:
            review.refer(
                self.desk.somebody("refer", case),
                case.edition.pk,
                kind=question.kind,
                question=question.question,
                referred_to=question.referred_to,
                moment=moment,
            )
        if self.story.referral == "open":
            return
        moment = self.pace.after(max(self.story.pace, 2))
        yield moment
        case = self.case(moment)
        may_go = self.story.referral == "disclose"
        review.answer_referral(
            self.desk.somebody("answer_referral", case),
            case.edition.pk,
            answer=self.story.referral,
            letter=f"保密复〔{localdate(moment).year}〕{figure(self.title, '答复', low=2, high=40)}号",
            text="不属于国家秘密，可以公开。" if may_go else "含有不宜公开的内容，不得公开。",
            answered_on=localdate(moment),
            moment=moment,
        )

    def sign_on(self) -> Acts:
        """Sign until the review has decided, or has come to where the story stops."""
        wanted = (
            states.in_review(self.until.removeprefix("stage:")) if self.until.startswith("stage:") else ""
        )
        while self.until != "submitted" and states.stage_of(state := self.current.state) and state != wanted:
            moment = self.pace.after(self.story.pace)
            yield moment
            yield from self.sign(self.opinion(), moment, None)

    def opinion(self) -> str:
        book = self.desk.book
        opinions = {"disclose": book.clearing, "withhold": book.withholding, "on_request": book.on_request}
        return opinions[self.story.opinion]

    def sign(self, opinion: str, moment: datetime, question: Question | None) -> Acts:
        """One signature; its moment has been waited for."""
        case = self.case(moment)
        reasons = REASONS[figure(self.title, case.edition.state, low=0, high=len(REASONS) - 1)]
        review.sign(
            self.desk.somebody("sign", case, case.edition.state),
            case.edition.pk,
            opinion=opinion,
            basis=list(case.lawbook.review_basis(case.on).value[:2]),
            reasons="内容不宜公开，理由见所选情形。" if self.story.ground else reasons,
            ground=self.story.ground if opinion == self.desk.book.withholding else "",
            question=question,
            seen_fingerprint=case.fingerprint,
            moment=moment,
        )
        yield from ()
