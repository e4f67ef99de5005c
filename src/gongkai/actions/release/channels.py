"""The ways a publication reached people, and who of the staff has read it."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.access.cases import Case
from gongkai.access.editions import Permit
from gongkai.actions.door import Written, edition_act, today_of
from gongkai.core.catalogue import AttachedFile
from gongkai.core.organs import Standing
from gongkai.core.regime import Channel
from gongkai.core.terms import Audience, Refusal, Refused
from gongkai.records.models import ChannelUse, Publication, ReadReceipt


def use_channel(
    who: Standing,
    publication_id: int,
    *,
    channel: str,
    used_on: date,
    evidence: str,
    file: AttachedFile | None,
    moment: datetime,
) -> ChannelUse:
    """Record a further way of publishing; one off line needs its evidence (naiman-housing:disclosure.5.2)."""
    publication = Publication.objects.get(pk=publication_id)

    def act(case: Case, permit: Permit) -> Written[ChannelUse]:
        known = _channel(case, channel)
        if not known.online and not evidence.strip() and file is None:
            reason = f"「{known.title}」是线下渠道，没有说明或凭证。"
            raise Refused(
                Refusal("no_evidence", reason, known.clause, "请写明在何处、何时，或上传照片、版面。")
            )
        if not publication.published_on <= used_on <= today_of(moment):
            reason = "公开日期不在登记发布之日和今天之间。"
            raise Refused(Refusal("implausible_date", reason, known.clause, "请核对日期。"))
        row, made = ChannelUse.objects.get_or_create(
            publication=publication,
            channel=channel,
            used_on=used_on,
            defaults={"evidence": evidence.strip(), "evidence_digest": file.digest if file else ""},
        )
        if not made:
            raise Refused(Refusal("already_recorded", "这一天的这个渠道已经登记。", known.clause, ""))
        payload: dict[str, object] = {
            "register": publication.number,
            "channel": channel,
            "on": used_on.isoformat(),
        }
        return Written(
            row, payload | {"evidence": row.evidence, "file": row.evidence_digest}, (known.clause,)
        )

    return edition_act(who, "use_channel", publication.edition_id, moment, act)


def read(who: Standing, publication_id: int, *, moment: datetime) -> ReadReceipt:
    """A member of staff confirms having read an internal publication (hulunbuir-statistics:1.3.internal)."""
    publication = Publication.objects.get(pk=publication_id)

    def act(_case: Case, permit: Permit) -> Written[ReadReceipt]:
        if publication.audience != Audience.INTERNAL:
            reason = "向社会公开的信息不登记已读。"
            raise Refused(Refusal("not_internal", reason, permit.move.clause, ""))
        row, made = ReadReceipt.objects.get_or_create(
            publication=publication, person_id=who.person_id, defaults={"read_at": moment}
        )
        if not made:
            raise Refused(Refusal("already_recorded", "您已经登记过已读。", permit.move.clause, ""))
        return Written(row, {"register": publication.number})

    return edition_act(who, "read", publication.edition_id, moment, act)


def write_channels(case: Case, publication: Publication, channels: list[str], today: date) -> None:
    """The on-line ways used at the moment of publishing; off-line ones are recorded when they have happened.

    An internal publication is on the bureau's own board by itself and needs none.
    """
    known = [_channel(case, channel) for channel in dict.fromkeys(channels)]
    if not known and case.edition.audience != Audience.INTERNAL:
        clause = case.lawbook.channels(case.on).clause
        raise Refused(Refusal("no_channel", "没有选择公开渠道。", clause, "请至少选择一种网上渠道。"))
    for channel in known:
        if not channel.online:
            reason = f"「{channel.title}」是线下渠道，要在实际公开之后登记日期和凭证。"
            raise Refused(Refusal("offline_channel", reason, channel.clause, "请先发布，再登记这个渠道。"))
    ChannelUse.objects.bulk_create(
        ChannelUse(publication=publication, channel=channel.id, used_on=today) for channel in known
    )


def _channel(case: Case, channel_id: str) -> Channel:
    rule = case.lawbook.channels(case.on)
    audience = Audience(case.edition.audience)
    for channel in rule.value:
        if channel.id == channel_id and channel.audience is audience:
            return channel
    reason = f"「{channel_id}」不是制度规定的{audience.title}渠道。"
    raise Refused(Refusal("foreign_channel", reason, rule.clause, "请从列出的渠道中选择。"))
