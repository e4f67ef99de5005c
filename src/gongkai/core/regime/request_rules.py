"""What the rule books say about disclosure on request, where a look-up is not enough."""

from __future__ import annotations

from datetime import date

from gongkai.core.regime.binding import Binding
from gongkai.core.regime.ruled import Ruled
from gongkai.core.regime.values_requests import (
    FeePayment,
    Outcome,
    ReceiptDay,
    Remedies,
    ReplyChain,
    RequestForm,
    Tariff,
)
from gongkai.core.regime.values_review import Ground, RecordField, Stage


class RequestRules(Ruled):
    """Every answer is as of the day the request was received."""

    def outcomes(self, on: date) -> tuple[Outcome, ...]:
        """Every way to answer: the bureau's own, then those of the statute that it does not name.

        What both know asks for what either asks: the needs are united, and the statute's follow-up holds
        where the bureau names none.
        """
        books = [book.value("requests.outcomes", on) for book in (self.own, self.law) if book]
        spoken = [dated.value.outcomes for dated in books if dated]
        kept: dict[str, Outcome] = {}
        for outcome in (each for outcomes in spoken for each in outcomes):
            first = kept.setdefault(outcome.id, outcome)
            if first is not outcome:
                kept[outcome.id] = _united(first, outcome)
        return tuple(kept.values())

    def reply_chain(self, on: date) -> Binding[ReplyChain]:
        """Who approves a reply; where no rule says, the last stage of the secrecy review approves it too."""
        found = self.find("requests.approval", on)
        if found is not None:
            return found
        review = self.binding("review.chain", on)
        last: Stage = review.value.stages[-1]
        return review.with_value(ReplyChain((last,)))

    def request_form(self, on: date) -> Binding[RequestForm]:
        """The form: what the bureau asks and what the statute asks, each field once.

        A field is required where either requires it; one matter a form where either says so.
        """
        found = self.binding("requests.form", on)
        law = self.law.value("requests.form", on) if self.law else None
        if law is None or law.value == found.value:
            return found
        fields = {field.id: field for field in law.value.fields}
        for field in found.value.fields:
            asked = field.required or (field.id in fields and fields[field.id].required)
            fields[field.id] = RecordField(field.id, field.title, asked)
        one_matter = found.value.one_matter or law.value.one_matter
        united = RequestForm(tuple(fields.values()), one_matter)
        also = (*found.also, law.clause) if law.clause not in (found.clause, *found.also) else found.also
        return Binding(united, found.clause, also)

    def receipt_ways(self, on: date) -> Binding[tuple[ReceiptDay, ...]]:
        """How each way of sending makes the day of receipt; before the rule of 2019, that rule's too."""
        found = self.find("requests.receipt_day", on) or self.binding("requests.receipt_day", date.max)
        return found.with_value(found.value.ways)

    def refusal_grounds(self, on: date) -> Binding[tuple[Ground, ...]]:
        found = self.binding("requests.refusal_grounds", on)
        return found.with_value(found.value.grounds)

    def tariffs(self, on: date) -> Binding[tuple[Tariff, ...]] | None:
        """None on a day on which no fee may be taken."""
        found = self.find("requests.tariff", on)
        return found.with_value(found.value.tariffs) if found else None

    def fee_payment(self, on: date) -> Binding[FeePayment] | None:
        return self.find("requests.fee_payment", on)

    def remedies(self, on: date) -> Binding[Remedies] | None:
        return self.find("requests.remedies", on)

    def retention_years(self, on: date) -> Binding[int]:
        found = self.binding("requests.retention", on)
        return found.with_value(found.value.years)


def _united(own: Outcome, law: Outcome) -> Outcome:
    needs = tuple(dict.fromkeys((*own.needs, *law.needs)))
    return Outcome(own.id, own.title, own.clause, own.result, needs, own.follow_up or law.follow_up)
