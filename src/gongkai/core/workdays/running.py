"""A clock while its events are taken, one by one, in the order of time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from gongkai.core.terms import Citation, Refusal
from gongkai.core.workdays.binding import Bound, bind, cap_end
from gongkai.core.workdays.calendar import Calendar
from gongkai.core.workdays.course import Leg, Span, in_order
from gongkai.core.workdays.dates import zh_day
from gongkai.core.workdays.events import EVENT_TITLES, Event
from gongkai.core.workdays.extension import binding_cap, lengthen
from gongkai.core.workdays.rules import ClockRule, PauseRule, RestartRule, Use


@dataclass(slots=True)
class OpenPause:
    """A pause under way; several letters may be out at once, the last one's limit ends it."""

    rule: PauseRule
    since: date
    last_asked: date
    waiting_for: int = 1


@dataclass(slots=True)
class RunningClock:
    """The state of a clock; `take` every event, then read it."""

    rule: ClockRule
    calendar: Calendar
    started: date | None = None
    counted_from: date | None = None
    last_event: date = date.min
    legs: list[Leg] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    open_pauses: dict[str, OpenPause] = field(default_factory=dict)
    stops: dict[str, tuple[RestartRule, date]] = field(default_factory=dict)
    late_stops: set[str] = field(default_factory=set)
    extra: int = 0
    extensions: int = 0
    extension_clause: Citation | None = None

    def take(self, event: Event) -> Refusal | None:
        """Takes the event in; answers with a refusal where it cannot have happened so."""
        use = self.rule.uses.get(event.event)
        if use is None:
            return None if event.event in EVENT_TITLES else _unknown(event, self.rule)
        if self.started is None and use[0] != "start":
            names = "、".join(EVENT_TITLES.get(name, name) for name in self.rule.starts)
            return self._out_of_order(event, f"此前没有起算事件（{names}）")
        self.last_event = event.on
        return self._act(event, use)

    def bound(self, spans: tuple[Span, ...]) -> Bound:
        """The binding limit with the extension given so far; only after the clock has started."""
        assert self.counted_from is not None  # noqa: S101 - take() lets nothing in before the start
        return bind(self.rule, self.counted_from, self.extra, spans, self.calendar)

    def all_spans(self, open_end: date | None = None) -> tuple[Span, ...]:
        """The pauses, those under way to their latest end (or to `open_end` where they have none)."""
        under_way = []
        for pause in self.open_pauses.values():
            latest = self.latest_end(pause)
            cut_by = pause.rule.at_most.clause if pause.rule.at_most else None
            under_way.append(Span(pause.since, latest or open_end, pause.rule, cut_by))
        return in_order([*self.spans, *under_way]) if under_way or len(self.spans) > 1 else tuple(self.spans)

    def all_legs(self) -> tuple[Leg, ...]:
        """The legs run so far, the present one last; while stopped, the stopped one last."""
        assert self.counted_from is not None  # noqa: S101 - asked only of a started clock
        for rule, since in self.stops.values():
            return (*self.legs, Leg(self.counted_from, since, rule, None))
        return (*self.legs, Leg(self.counted_from))

    def latest_end(self, pause: OpenPause) -> date | None:
        """When the pause ends though nobody answers; None where it has no limit of its own."""
        at_most = pause.rule.at_most
        return cap_end(at_most, pause.last_asked, self.calendar) if at_most else None

    def _act(self, event: Event, use: Use) -> Refusal | None:
        match use:
            case ("start", _):
                self._start(event)
            case ("pause", PauseRule() as rule):
                self._pause(rule, event)
            case ("resume", PauseRule() as rule):
                return self._resume(rule, event)
            case ("stop", RestartRule() as rule):
                return self._stop(rule, event)
            case ("restart", RestartRule() as rule):
                return self._restart(rule, event)
            case _:
                return self._extend(event)
        return None

    def _start(self, event: Event) -> None:
        """The latest start counts: a change after the creation begins everything anew."""
        self.started = self.counted_from = event.on
        self.legs, self.stops, self.late_stops = [], {}, set()
        self._forget_extension()

    def _pause(self, rule: PauseRule, event: Event) -> None:
        pause = self.open_pauses.get(rule.starts)
        if pause is None:
            self.open_pauses[rule.starts] = OpenPause(rule, event.on, event.on)
        else:
            pause.waiting_for += 1
            pause.last_asked = event.on

    def _resume(self, rule: PauseRule, event: Event) -> Refusal | None:
        pause = self.open_pauses.get(rule.starts)
        if pause is None:
            return self._out_of_order(event, f"此前没有“{EVENT_TITLES.get(rule.starts, rule.starts)}”")
        pause.waiting_for -= 1
        if pause.waiting_for == 0:
            del self.open_pauses[rule.starts]
            latest = self.latest_end(pause)
            if latest is not None and latest < event.on and rule.at_most:
                self.spans.append(Span(pause.since, latest, rule, rule.at_most.clause))
            else:
                self.spans.append(Span(pause.since, event.on, rule))
        return None

    def _stop(self, rule: RestartRule, event: Event) -> Refusal | None:
        if rule.restarts in self.stops:
            return self._out_of_order(event, f"上一次“{event.title}”还没有了结")
        due = self.bound(self.all_spans()).due
        if due is not None and event.on > due and not self.stops:
            self.late_stops.add(rule.restarts)
        else:
            self.stops[rule.restarts] = (rule, event.on)
        return None

    def _restart(self, rule: RestartRule, event: Event) -> Refusal | None:
        if rule.restarts in self.late_stops:
            self.late_stops.discard(rule.restarts)
            return None
        if rule.stops is not None and rule.restarts not in self.stops:
            return self._out_of_order(event, f"此前没有“{EVENT_TITLES.get(rule.stops, rule.stops)}”")
        assert self.counted_from is not None  # noqa: S101 - take() lets nothing in before the start
        _, stopped = self.stops.pop(rule.restarts, (rule, event.on))
        if not self.stops:
            self.legs.append(Leg(self.counted_from, stopped, rule, event.on))
            self.counted_from = event.on
            self._forget_extension()
        return None

    def _extend(self, event: Event) -> Refusal | None:
        if self.stops:
            return self._out_of_order(event, "期限此时停止计算，没有可以延长的到期日")
        # Where a pause has no known end the extension is measured as if the answer came in that day.
        spans = self.all_spans(open_end=event.on)
        bound = self.bound(spans)
        if bound.base is None or bound.due is None:
            return self._out_of_order(event, "期限此时停止计算，没有可以延长的到期日")
        added = lengthen(self.rule, event, (bound.base, bound.due), self.extensions, self.calendar)
        if isinstance(added, Refusal):
            return added
        if self.rule.extension is not None:
            cap = binding_cap(self.rule.extension, bound.base, self.calendar)
            self.extension_clause = cap.clause if cap else self.rule.extension.clause
        self.extra += added
        self.extensions += 1
        return None

    def _forget_extension(self) -> None:
        """An extension belongs to the count it lengthened; a new count has its own."""
        self.extra, self.extensions, self.extension_clause = 0, 0, None

    def _out_of_order(self, event: Event, why: str) -> Refusal:
        reason = f"{zh_day(event.on)}的“{event.title}”不合次序：{why}。"
        remedy = "请补记缺少的事件，或改正日期。"
        return Refusal("event_out_of_order", reason, self.rule.limits[0].clause, remedy)


def _unknown(event: Event, rule: ClockRule) -> Refusal:
    accepted = "、".join(EVENT_TITLES)
    reason = f"{zh_day(event.on)}的事件“{event.event}”不认识，可用的事件有：{accepted}。"
    return Refusal("unknown_event", reason, rule.limits[0].clause, "请改正事件的名称。")
