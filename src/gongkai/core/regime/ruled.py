"""Looking a rule up in two rule books at once."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from gongkai.core.regime.binding import Binding
from gongkai.core.regime.regime import Regime
from gongkai.core.regime.strictness import compare
from gongkai.core.regime.vocabulary import RULES


class RuleSilentError(LookupError):
    """No rule book in force speaks to the matter; the message says which and when."""


class Ruled:
    """A bureau's rule book and the statute under it (None where the statute stands by itself)."""

    own: Regime
    law: Regime | None

    def find(self, rule: str, on: date) -> Binding[Any] | None:
        """What binds on a day; None where both rule books are silent.

        Where both speak the stricter binds and the other is listed in `also`; where neither is stricter,
        the bureau's own text binds. LookupError where no rule has that name.
        """
        if rule not in RULES:
            raise LookupError(f"没有名为「{rule}」的规则")
        own = self.own.value(rule, on)
        law = self.law.value(rule, on) if self.law else None
        if own is None or law is None:
            only = own or law
            return Binding(only.value, only.clause) if only else None
        first, second = (law, own) if compare(own.value, law.value) < 0 else (own, law)
        also = () if first.clause == second.clause else (second.clause,)
        return Binding(first.value, first.clause, also)

    def binding(self, rule: str, on: date) -> Binding[Any]:
        """As `find`; RuleSilentError where both rule books are silent."""
        found = self.find(rule, on)
        if found is None:
            raise RuleSilentError(f"{self.own.title}在{on.isoformat()}没有关于「{RULES[rule].title}」的规定")
        return found

    def list_rule(self, rule: str, on: date) -> Binding[tuple[Any, ...]]:
        """The entries of a rule that is one list; TypeError where the rule is something else."""
        binding = self.binding(rule, on)
        parts = [getattr(binding.value, part.name) for part in fields(binding.value)]
        lists = [part for part in parts if isinstance(part, tuple)]
        if len(lists) != 1:
            raise TypeError(f"「{rule}」不是一张单一的清单")
        return binding.with_value(lists[0])
