"""The wording of letters that comes with the software: a rule book's own, else that of its statute."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from gongkai.core.letters import LETTER_KINDS
from gongkai.gateways.regimes import builtin_ids

_REGIMES = Path(__file__).resolve().parents[1] / "regimes"


class NoTemplate(LookupError):  # noqa: N818 - named for what is the matter
    """There is no wording for a letter; the message is a Chinese sentence."""


@lru_cache(maxsize=256)
def built_in_template(regime_id: str, statute_id: str, kind: str) -> str:
    """The text of `regimes/<regime_id>/letters/<kind>.txt`, else of the statute's folder.

    A rule book that is not built in has no folder and takes the statute's. NoTemplate where neither has one.
    """
    if kind in LETTER_KINDS:
        for book in (regime_id, statute_id):
            path = _REGIMES / book / "letters" / f"{kind}.txt"
            # The id may come from a file somebody gave: only the names of our own folders lead anywhere.
            if book in builtin_ids() and path.is_file():
                return path.read_text(encoding="utf-8")
    raise NoTemplate(f"制度「{regime_id}」和条例「{statute_id}」都没有文书「{kind}」的模板。")
