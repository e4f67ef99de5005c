"""One request's way through the real acts, as its story tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from gongkai.access.editions import Permit
from gongkai.access.request_cases import RequestCase, load_request
from gongkai.access.requests import may_register, may_request
from gongkai.actions import requests as acts
from gongkai.core.organs import Standing
from gongkai.core.requests.form import ApplicantDraft, RequestDraft, SentFile
from gongkai.core.terms import Role
from gongkai.gateways.demo_codes import DemoCode
from gongkai.jobs.demo.desk import Desk
from gongkai.jobs.demo.request_stories import RequestStory, Step, applicants
from gongkai.jobs.demo.texts import figure
from gongkai.jobs.demo.timeline import Pace, Tale
from gongkai.records.models import Edition, Publication

ON_A_DAY = frozenset(
    {
        "confirm_receipt", "take_correction", "record_payment", "record_arrival", "record_opinion",
        "record_delivery", "deliver_filing", "chase_filing", "acknowledge_filing",
    }
)  # fmt: skip
"""Acts that record on what day something happened; in the demo, the day they are done."""
BY_THE_APPLICANT = frozenset({"correct_online", "withdraw_online", "follow_up_online"})


@dataclass
class Told:
    """What the requests of a bureau leave for one another: ids by the stories' keys, and the codes to be shown."""

    ids: dict[str, int] = field(default_factory=dict)
    codes: list[DemoCode] = field(default_factory=list)


class RequestRoad:
    """A request from the day it comes to where its story stops."""

    def __init__(self, desk: Desk, story: RequestStory, pace: Pace, told: Told) -> None:
        self.desk, self.story, self.pace, self.told = desk, story, pace, told
        self.parts: list[int] = []

    def tell(self) -> Tale:
        """The whole story, to where it stops."""
        moment = self.pace.after(0)
        yield moment
        self._arrive(moment)
        for step in self.story.steps:
            moment = self.pace.after(step.after)
            yield moment
            self._take(step, moment)

    def _arrive(self, moment: datetime) -> None:
        story = self.story
        files = [SentFile(story.file, f"演示用的文件：{story.file}".encode())] if story.file else []
        if story.way == "online":
            receipt = acts.apply_online(self.desk.organ, self._draft(), files, moment=moment)
        else:
            day = localdate(moment)
            receipt = acts.register_request(
                self._receiver(),
                self._draft(),
                files,
                way=story.way,
                arrived_on=day,
                confirmed_on=day if story.confirmed else None,
                oral=story.oral,
                old_number=story.old_number,
                moment=moment,
            )
        row = receipt.request
        self.parts = [row.pk]
        if story.key:
            self.told.ids[story.key] = row.pk
        if story.shown:
            organ = self.desk.organ
            self.told.codes.append(DemoCode(organ.name, organ.slug, row.number, receipt.code, story.shown))

    def _draft(self) -> RequestDraft:
        story = self.story
        applicant = ApplicantDraft(**applicants()[story.who].model_dump())
        return RequestDraft(
            applicant,
            story.asks,
            form_wanted=story.form,
            way_wanted=story.wanted,
            document_name=story.document,
            purpose=story.purpose,
        )

    def _receiver(self) -> Standing:
        able = [who for who in self.desk.people if may_register(who)]
        return able[figure(self.story.asks, "登记", low=0, high=len(able) - 1)]

    def _take(self, step: Step, moment: datetime) -> None:
        request_id = self.parts[step.part]
        act: Callable[..., Any] = getattr(acts, step.do)
        given = dict(step.say)
        if step.do in ON_A_DAY:
            given["on"] = localdate(moment)
        if step.do in BY_THE_APPLICANT:
            act(request_id, **given, moment=moment)
            return
        case = load_request(request_id, localdate(moment))
        given = self._particulars(step.do, given, case)
        done = act(self._somebody(step, case), request_id, **given, moment=moment)
        if step.do == "split":
            self.parts = [row.pk for row in done]

    def _somebody(self, step: Step, case: RequestCase) -> Standing:
        """Who does the next act: the one named, else one of those who may, a handler of the unit first.

        RuntimeError where nobody may: the story asks for what the rule book does not allow.
        """
        if step.by:
            return self.desk.by_key[step.by]
        permits = [(who, may_request(who, step.do, case)) for who in self.desk.people]
        able = [(who, permit.role) for who, permit in permits if isinstance(permit, Permit)]
        if not able:
            raise RuntimeError(f"{self.story.asks}： 在「{case.state_title}」没有人可以{step.do}")
        unit = [who for who, role in able if role is Role.PRODUCER]
        chosen = unit or [who for who, _ in able]
        return chosen[figure(self.story.asks, step.do, low=0, high=len(chosen) - 1)]

    def _particulars(self, verb: str, given: dict[str, Any], case: RequestCase) -> dict[str, Any]:
        """What a story names in words, as the act wants it."""
        request = case.request
        if verb in ("assign", "suggest_publication"):
            return given | {"unit_id": self.desk.units[given.pop("unit", self.story.unit)].pk}
        if verb in ("propose_reply", "answer_at_once"):
            return self._reply(given)
        if verb == "hand_in":
            return given | {"editions": self._editions(given.get("editions", ()))}
        if verb in ("record_arrival", "record_opinion"):
            return given | {"consultation_id": request.consultations.filter(answered_on=None)[0].pk}
        if verb == "approve_reply":
            return given | {"seen_fingerprint": case.fingerprint}
        if verb == "answer_followup":
            return given | {"followup_id": request.follow_ups.filter(answered_at=None)[0].pk}
        if verb == "fulfil_publication":
            live = Publication.objects.filter(
                organ=self.desk.organ, ended_at=None, edition__title__contains=given.pop("item")
            )
            task = request.publication_tasks.get(done_on=None)
            return given | {"task_id": task.pk, "item_id": live[0].item_id}
        return given

    def _reply(self, given: dict[str, Any]) -> dict[str, Any]:
        how = {"how": given.pop("how")} if "how" in given else {}
        for name in ("editions", "redacted"):
            given[name] = tuple(self._editions(given.get(name, ())))
        if "earlier" in given:
            given["earlier"] = self.told.ids[given["earlier"]]
        return {"given": acts.ReplyGiven(**given)} | how

    def _editions(self, titles: tuple[str, ...] | list[str]) -> list[int]:
        """The current editions with these titles."""
        rows = Edition.objects.filter(item__organ=self.desk.organ, current_of__isnull=False)
        return [rows.get(title=title).pk for title in titles]
