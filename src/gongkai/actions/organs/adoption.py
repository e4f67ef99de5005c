"""Adopting a rule book: its exact text is kept, and pinned by its digest."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from gongkai.actions.organs._act import OrganAct, Who, organ_act
from gongkai.actions.organs._checks import check_date
from gongkai.core.regime import Lawbook
from gongkai.core.workdays.dates import zh_day
from gongkai.gateways.regimes import RegimeRefusedError, load_text, sources
from gongkai.records.models import Adoption, RegimeVersion


def adopt_regime(
    who: Who, organ_id: int, *, place: str | Path, in_force_from: date, moment: datetime
) -> Adoption:
    """Put a rule book (built-in id, file or folder) in force from a day. Cases begun before keep theirs.

    Raises Refused for a book that is not sound, a statute, another organ's book, and one adopted from that
    day already.
    """
    with organ_act(who, organ_id, moment) as act:
        bureau, statute, lawbook = _read(act, place)
        check_date(act, in_force_from, "施行日期")
        if not lawbook.statute_id:
            raise act.refused(
                "is_a_statute", f"《{lawbook.title}》是条例，不是机关的制度。", "请选择机关的制度文件。"
            )
        if lawbook.organ_name != act.organ.name:
            reason = f"《{lawbook.title}》是「{lawbook.organ_name}」的制度，不是「{act.organ.name}」的。"
            raise act.refused("regime_elsewhere", reason, "请选择本机关的制度文件。")
        version, _ = RegimeVersion.objects.get_or_create(
            version=lawbook.version,
            defaults={
                "regime_id": lawbook.id,
                "title": lawbook.title,
                "bureau_sources": bureau,
                "statute_sources": statute,
            },
        )
        if Adoption.objects.filter(organ=act.organ, version=version, in_force_from=in_force_from).exists():
            reason = f"《{lawbook.title}》的这个版本已经从{zh_day(in_force_from)}起施行。"
            raise act.refused("already_adopted", reason, "无需再次办理。")
        adoption = Adoption.objects.create(
            organ=act.organ, version=version, in_force_from=in_force_from, adopted_at=moment
        )
        payload = {
            "regime": lawbook.id,
            "version": version.version,
            "in_force_from": in_force_from.isoformat(),
        }
        act.record("adopt_regime", "adoption", adoption.pk, payload)
        return adoption


def _read(act: OrganAct, place: str | Path) -> tuple[dict[str, str], dict[str, str], Lawbook]:
    try:
        bureau, statute = sources(place)
        return bureau, statute, load_text(bureau, statute)
    except RegimeRefusedError as error:
        remedy = "请先用 gongkai regime check 核对制度文件。"
        raise act.refused("regime_unsound", error.problems[0].message, remedy) from error
