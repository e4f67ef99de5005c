"""What the rule books say about the secrecy review."""

from __future__ import annotations

from datetime import date
from typing import cast

from gongkai.core.regime.binding import Binding
from gongkai.core.regime.ruled import Ruled
from gongkai.core.regime.values_review import (
    Concurrence,
    Ground,
    Mark,
    RecordForm,
    ReferralKind,
    ReviewChain,
    Route,
)


class ReviewRules(Ruled):
    """Every answer is as of the day asked; RuleSilentError where nobody speaks and None is not allowed."""

    def review_chain(self, on: date) -> Binding[ReviewChain]:
        return self.binding("review.chain", on)

    def review_basis(self, on: date) -> Binding[tuple[str, ...]]:
        """The bases to choose from when an opinion is written."""
        found = self.binding("review.basis", on)
        return found.with_value(found.value.bases)

    def withhold_grounds(self, on: date) -> Binding[tuple[Ground, ...]]:
        found = self.binding("review.grounds", on)
        return found.with_value(found.value.grounds)

    def marks(self, on: date) -> Binding[tuple[Mark, ...]]:
        """Words on a document that block it or must be answered."""
        found = self.binding("review.marks", on)
        return found.with_value(found.value.marks)

    def referral_kinds(self, on: date) -> Binding[tuple[ReferralKind, ...]]:
        found = self.binding("review.referral", on)
        return found.with_value(found.value.kinds)

    def declassification(self, on: date) -> Binding[RecordForm]:
        """The record without which what was once secret is not published."""
        return self.binding("review.declassification", on)

    def joint_consent(self, on: date) -> Binding[Concurrence]:
        """The word of the organs that made the information together with this one."""
        return self.binding("review.joint_consent", on)

    def involved_confirmation(self, on: date) -> Binding[Concurrence]:
        """The word of the organs the information is about."""
        return self.binding("review.involved_confirmation", on)

    def approval_by_law(self, on: date) -> Binding[Concurrence] | None:
        return self.find("review.approval_by_law", on)

    def routing(self, on: date) -> Binding[tuple[Route, ...]] | None:
        """Which unit reviews which kind of information; None where the rule book does not divide the work."""
        found = self.find("review.routing", on)
        return found.with_value(found.value.routes) if found else None

    def minimum_reviews(self, on: date) -> Binding[int]:
        """How many different persons review at least; where no clause counts, one a stage of the chain."""
        found = self.find("review.minimum_reviews", on)
        if found is not None:
            return found.with_value(cast("int", found.value.count))
        chain = self.review_chain(on)
        return chain.with_value(len(chain.value.stages))
