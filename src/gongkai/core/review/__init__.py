"""The chain of opinions and what they amount to."""

from gongkai.core.review.moves import refers_by_opinion, review_moves
from gongkai.core.review.outcome import Step, after_answer, after_signature
from gongkai.core.review.signing import (
    OpinionPaper,
    ReviewFacts,
    Signed,
    check_opinion,
    may_sign_as,
    roles_due,
    roles_left,
)

__all__ = [
    "OpinionPaper",
    "ReviewFacts",
    "Signed",
    "Step",
    "after_answer",
    "after_signature",
    "check_opinion",
    "may_sign_as",
    "refers_by_opinion",
    "review_moves",
    "roles_due",
    "roles_left",
]
