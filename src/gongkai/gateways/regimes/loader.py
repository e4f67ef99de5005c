"""Rule books from files, folders or kept texts, believed only after every check."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from gongkai.core.regime.lawbook import Lawbook
from gongkai.core.regime.regime import Regime
from gongkai.gateways.regimes.book import header_of, load_book
from gongkai.gateways.regimes.problems import Problem, RegimeRefusedError, UnreadableError
from gongkai.gateways.regimes.sources import builtin_ids, digest, read_sources

Texts = tuple[tuple[str, str], ...]


def load_builtin(regime_id: str) -> Lawbook:
    """A rule book that comes with the software; UnreadableError where there is none of that id."""
    if regime_id not in builtin_ids():
        known = "、".join(builtin_ids())
        raise UnreadableError([Problem(regime_id, 1, f"没有内置制度「{regime_id}」", known)])
    return load_path(regime_id)


def load_path(place: str | Path) -> Lawbook:
    """A built-in id, a file or a folder of files; RegimeRefusedError with every mistake found."""
    return load_text(*sources(place))


def sources(place: str | Path) -> tuple[dict[str, str], dict[str, str]]:
    """The texts of a rule book and of its statute ({} where it is the statute), to be kept with a case."""
    own = read_sources(place)
    statute, line, file = header_of(own)
    if statute is None:
        return own, {}
    if statute not in builtin_ids() or header_of(read_sources(statute))[0] is not None:
        laws = [name for name in builtin_ids() if header_of(read_sources(name))[0] is None]
        found = f"所依据的条例「{statute}」不存在"
        raise RegimeRefusedError([Problem(file, line, found, "、".join(laws))])
    return own, read_sources(statute)


def load_text(bureau_sources: Mapping[str, str], statute_sources: Mapping[str, str]) -> Lawbook:
    """The rule book of exactly these texts; the same texts always give the same `version`."""
    return _load(tuple(sorted(bureau_sources.items())), tuple(sorted(statute_sources.items())))


@lru_cache(maxsize=128)
def _load(bureau: Texts, statute: Texts) -> Lawbook:
    law: Regime | None = load_book(dict(statute), None) if statute else None
    own = load_book(dict(bureau), law)
    if (law.id if law else "") != own.statute:
        where = Problem(bureau[0][0], 1, f"所依据的条例「{own.statute}」没有一并给出", own.statute)
        raise RegimeRefusedError([where])
    return Lawbook(own, law, digest(dict(bureau), dict(statute)))
