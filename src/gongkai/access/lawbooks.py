"""Rule books as pinned in the database, read once and kept by their digest."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from gongkai.core.regime import Lawbook
from gongkai.gateways.regimes import load_text
from gongkai.records.models import Adoption, Organ, RegimeVersion


class NoRuleBook(LookupError):  # noqa: N818 - named for what is the matter
    """The organ has not adopted a rule book that is in force on the day."""


class AlteredRuleBook(ValueError):  # noqa: N818 - named for what is the matter
    """A rule book in the database is not the text it was pinned by."""


@lru_cache(maxsize=64)
def _by_version(version: str) -> Lawbook:
    row = RegimeVersion.objects.get(version=version)
    lawbook = load_text(row.bureau_sources, row.statute_sources)
    if lawbook.version != version:
        # Nobody may rule by a text that was altered behind the door: no act rather than a wrong one.
        raise AlteredRuleBook(f"制度版本 {version[:12]} 的文本与其摘要值不符，写入后被改动过。")
    return lawbook


def lawbook_for(version: RegimeVersion) -> Lawbook:
    """The rule book a case is pinned to. Safe to keep: a version is its content."""
    return _by_version(version.version)


def version_in_force(organ: Organ, on: date) -> RegimeVersion:
    """The version an organ's adoptions put in force on a day: the latest of them; NoRuleBook where there is none."""
    adoption = (
        Adoption.objects.filter(organ=organ, in_force_from__lte=on)
        .select_related("version")
        .order_by("-in_force_from", "-id")
        .first()
    )
    if adoption is None:
        raise NoRuleBook(f"{organ.name}在{on:%Y-%m-%d}还没有施行的制度")
    return adoption.version


def lawbook_of_organ(organ: Organ, on: date) -> Lawbook:
    """The rule book in force at an organ on a day; NoRuleBook where there is none."""
    return lawbook_for(version_in_force(organ, on))
