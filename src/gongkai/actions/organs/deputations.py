"""Deputies: who acts in whose post, from a day to a day."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q

from gongkai.actions.organs._act import OrganAct, Who, organ_act
from gongkai.actions.organs._checks import check_period, checked_text, own_person
from gongkai.core.workdays.dates import zh_day
from gongkai.records.models import Deputation, Post


def deputise(
    who: Who,
    organ_id: int,
    post_id: int,
    deputy_id: int,
    *,
    held_from: date,
    held_until: date,
    reason: str,
    moment: datetime,
) -> Deputation:
    """Let a person act in another's post from a day to a day, both included.

    Raises Refused for a deputy who is the holder or the one who acts, for days outside the post's own, and
    for days on which the post has a deputy already.
    """
    with organ_act(who, organ_id, moment) as act:
        post = _own_post(act, post_id)
        deputy = own_person(act, deputy_id)
        if deputy.pk == post.holder_id:
            raise act.refused("deputises_herself", "本人不能代理自己的职务。", "请选择另一位工作人员。")
        if act.is_about_herself(deputy.pk):
            raise act.refused("appoints_herself", "不能指定自己代理。", "请由人事机构的另一位工作人员办理。")
        check_period(act, held_from, held_until, "代理")
        _check_within_post(act, post, held_from, held_until)
        _check_free(act, post, held_from, held_until)
        deputation = Deputation.objects.create(
            post=post,
            deputy=deputy,
            held_from=held_from,
            held_until=held_until,
            reason=checked_text(act, reason, "代理原因", 200),
        )
        act.record("deputise", "deputation", deputation.pk, _facts(deputation))
        return deputation


def end_deputation(
    who: Who, organ_id: int, deputation_id: int, *, ended_on: date, moment: datetime
) -> Deputation:
    """End a deputation early; from `ended_on` on (today at the earliest) the deputy acts no more."""
    with organ_act(who, organ_id, moment) as act:
        deputation = (
            Deputation.objects.select_related("post__unit", "post__holder", "deputy")
            .filter(pk=deputation_id, post__unit__organ=act.organ)
            .first()
        )
        if deputation is None:
            raise act.refused("deputation_elsewhere", "本机关没有这项代理。", "请从代理列表中选择。")
        last = deputation.held_until
        if deputation.ended_on is not None or last < act.today:
            raise act.refused("deputation_ended", "这项代理已经结束。", "无需再次办理。")
        if not act.today <= ended_on <= last:
            reason = f"结束日期{zh_day(ended_on)}不在今天至{zh_day(last)}之间。"
            raise act.refused("date_out_of_range", reason, "请填写今天至原定最后一日之间的日期。")
        deputation.ended_on = ended_on
        deputation.save(update_fields=["ended_on"])
        payload = _facts(deputation) | {"ended_on": ended_on.isoformat()}
        act.record("end_deputation", "deputation", deputation.pk, payload)
        return deputation


def _own_post(act: OrganAct, post_id: int) -> Post:
    post = Post.objects.select_related("unit", "holder").filter(pk=post_id, unit__organ=act.organ).first()
    if post is None:
        raise act.refused("post_elsewhere", "本机关没有这个职务。", "请从职务列表中选择。")
    return post


def _check_within_post(act: OrganAct, post: Post, start: date, end: date) -> None:
    if start < post.held_from or (post.held_until is not None and post.held_until < end):
        until = f"到{zh_day(post.held_until)}" if post.held_until else "起，没有期限"
        reason = f"{post.holder.name}担任「{post.title}」是从{zh_day(post.held_from)}{until}。"
        raise act.refused("outside_post", reason, "代理日期要在任职期间以内。")


def _check_free(act: OrganAct, post: Post, start: date, end: date) -> None:
    """One deputy at a time. A deputation ended on a day leaves that day free."""
    other = (
        Deputation.objects.select_related("deputy")
        .filter(
            Q(ended_on=None) | Q(ended_on__gt=start),
            post=post,
            held_from__lte=end,
            held_until__gte=start,
        )
        .first()
    )
    if other is not None:
        days = f"{zh_day(other.held_from)}至{zh_day(other.held_until)}"
        reason = f"「{post.title}」{days}已由{other.deputy.name}代理。"
        raise act.refused("has_deputy", reason, "请先结束原来的代理，或错开日期。")


def _facts(deputation: Deputation) -> dict[str, object]:
    post = deputation.post
    return {
        "post": post.title,
        "post_id": post.pk,
        "unit": post.unit.name,
        "holder": post.holder.key,
        "holder_name": post.holder.name,
        "deputy": deputation.deputy.key,
        "deputy_name": deputation.deputy.name,
        "held_from": deputation.held_from.isoformat(),
        "held_until": deputation.held_until.isoformat(),
        "reason": deputation.reason,
    }
