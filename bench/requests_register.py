"""A statistics bureau with a long register of requests, most of them answered, some hundreds open."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gongkai.core.workdays import Calendar
    from gongkai.records.models import Organ, Person, RegimeVersion, Request, Unit

NOW = datetime(2026, 6, 17, 2, 30, tzinfo=UTC)
OPEN_STATES = (
    ("working", 55),
    ("received", 8),
    ("in_approval.office", 9),
    ("in_approval.leader", 6),
    ("consulting", 8),
    ("correcting", 5),
    ("awaiting_fee", 4),
    ("approved", 3),
    ("unconfirmed", 2),
)
"""State and its share of a hundred open requests."""
MATTERS = (
    "规模以上工业增加值",
    "粮食播种面积",
    "居民人均可支配收入",
    "常住人口",
    "固定资产投资",
    "能源消费总量",
)


class RequestRegister:
    """`fill` writes straight into the tables; open requests have the ledger entries their clocks are read from."""

    def __init__(self) -> None:
        from gongkai.gateways.calendars import built_in_calendar
        from gongkai.jobs.demo.install import install_cast
        from gongkai.records.models import Adoption, Person, Unit

        self.calendar: Calendar = built_in_calendar()
        self.organ: Organ = install_cast(NOW - timedelta(days=4000))[0]
        self.version: RegimeVersion = Adoption.objects.get(organ=self.organ).version
        self.units: list[Unit] = list(Unit.objects.filter(organ=self.organ).order_by("id"))
        self.business: Unit = next(unit for unit in self.units if unit.name == "工业统计科")
        self.people: dict[str, Person] = {
            person.account.username: person
            for person in Person.objects.filter(organ=self.organ).select_related("account")
        }
        self.dice = random.Random(2026)

    def fill(self, count: int, opened: int) -> None:
        """`count` requests over the years since 2019, the last `opened` of them open."""
        ended = self._days(count - opened, date(2019, 6, 3), date(2026, 5, 8))
        lines = enumerate(ended)
        while part := list(islice(lines, 1000)):
            self._write([self._ended(number, day) for number, day in part], "replied")
        fresh = self._days(opened, date(2026, 5, 18), date(2026, 6, 17))
        self._write([self._open(count - opened + n, day) for n, day in enumerate(fresh)], "")

    def _days(self, count: int, first: date, last: date) -> Iterator[date]:
        """So many working days, evenly from the first to the last."""
        begin, end = self.calendar.position(first), self.calendar.position(last)
        return (self.calendar.at(begin + (end - begin) * number // max(count, 1)) for number in range(count))

    def _row(self, number: int, day: date, **given: Any) -> Request:
        from gongkai.records.models import Request

        return Request(
            organ=self.organ,
            number=f"{day.year}-{number:04X}-BNCH",
            serial=f"{day.year}-{number:05d}",
            code_digest=f"{number:064x}",
            regime_version=self.version,
            way="online",
            arrived_on=day,
            registered_at=_morning(day),
            description=f"{day.year - 1}年全市{MATTERS[number % len(MATTERS)]}的分旗市数据，第{number}号。",
            form_wanted="electronic",
            way_wanted="online",
            **given,
        )

    def _ended(self, number: int, day: date) -> Request:
        days = self.dice.randint(1, 17)
        due, done = self.calendar.add(day, 15).date, self.calendar.add(day, days).date
        return self._row(
            number,
            day,
            state="replied" if number % 10 else "closed",
            received_on=day,
            unit=self.units[number % len(self.units)],
            handed_in_at=_morning(done),
            due_on=due,
            outcome=("granted", "already-public", "not-held", "partial")[number % 4]
            if number % 10
            else "withdrawn",
            report_row="granted" if number % 10 else "other.3",
            ended_at=_morning(done),
            late_unit=self.units[number % len(self.units)] if done > due else None,
        )

    def _open(self, number: int, day: date) -> Request:
        places = [state for state, share in OPEN_STATES for _ in range(share)]
        state = places[number * 37 % len(places)]
        still = {"consulting": "征求意见", "correcting": "补正", "awaiting_fee": "缴纳信息处理费"}.get(
            state, ""
        )
        unit = None if state in ("received", "unconfirmed") else self.units[number % len(self.units)]
        return self._row(
            number,
            day,
            state=state,
            received_on=None if state == "unconfirmed" else day,
            unit=self.business if unit and number % 3 == 0 else unit,
            due_on=None if still or state == "unconfirmed" else self.calendar.add(day, 15).date,
            standing_still=still,
        )

    def _write(self, rows: list[Request], how: str) -> None:
        from gongkai.records.models import Applicant, Request

        made = Request.objects.bulk_create(rows)
        Applicant.objects.bulk_create(self._applicant(row) for row in made)
        self._papers(made)
        for row in made:
            self._entries(row)
        if how:
            self._replies(made)

    def _applicant(self, row: Request) -> Any:
        from gongkai.gateways.vault import the_vault
        from gongkai.records.models import Applicant

        key = f"{row.pk:032x}"
        return Applicant(
            request=row,
            kind="citizen" if row.pk % 4 else "company",
            seal_key=key,
            name=the_vault().seal("样例", f"applicant:{key}:name"),
            email=the_vault().seal("yangli@example.com", f"applicant:{key}:email"),
            same_as=f"{row.pk % 4000:064x}",
        )

    def _papers(self, rows: list[Request]) -> None:
        """A receipt for each, and what those that wait are waiting for."""
        from gongkai.records.models import Consultation, Correction, FeeNotice, Letter

        Letter.objects.bulk_create(
            Letter(
                organ=self.organ, request=row, kind="receipt", title="登记回执", number=f"统公开受〔{row.serial}〕号",
                template_digest="0" * 64, issued_at=row.registered_at, docx=b"sealed" * 20, docx_digest="0" * 64,
            )
            for row in rows
        )  # fmt: skip
        end = NOW.date() + timedelta(days=9)
        Consultation.objects.bulk_create(
            Consultation(
                request=row, kind="third_party", name="", matter="分月产量", why="可能涉及商业秘密",
                sent_on=row.arrived_on, letter_received_on=row.arrived_on,
                due_on=self.calendar.add(row.arrived_on, 15).date,
            )
            for row in rows
            if row.state == "consulting"
        )  # fmt: skip
        Correction.objects.bulk_create(
            Correction(
                request=row, points="请写明年份。", asked_on=row.arrived_on, period_days=10, period_end=end
            )
            for row in rows
            if row.state == "correcting"
        )
        FeeNotice.objects.bulk_create(
            FeeNotice(
                request=row, tariff="pages", quantity=100, amount=700, reasons="数量大",
                noticed_on=row.arrived_on, pay_by=end,
            )
            for row in rows
            if row.state == "awaiting_fee"
        )  # fmt: skip

    def _entries(self, row: Request) -> None:
        """The entries of the ledger: one that the clock reads, two of the work."""
        from django.db import transaction

        from gongkai.actions.ledger import append_entry
        from gongkai.core.terms import Actor, Citation

        events = [] if row.received_on is None else [{"event": "received", "on": row.arrived_on.isoformat()}]
        waits = {
            "consulting": ("consult", "consultation_started"),
            "correcting": ("ask_correction", "correction_asked"),
            "awaiting_fee": ("notice_fee", "fee_noticed"),
        }
        told: list[tuple[str, dict[str, object]]] = [
            ("apply", {"clock": events}),
            ("assign", {"unit": row.unit_id}),
        ]
        if row.state in waits:
            verb, event = waits[row.state]
            told.append((verb, {"clock": [{"event": event, "on": row.arrived_on.isoformat()}]}))
        with transaction.atomic():
            for verb, payload in told:
                append_entry(
                    organ_id=self.organ.pk,
                    moment=row.registered_at,
                    actor=Actor(f"applicant:{row.pk}", "申请人", str(self.organ.pk)),
                    post="",
                    verb=verb,
                    subject_kind="request",
                    subject_id=row.pk,
                    clauses=(Citation("cn-foi", "33"),),
                    payload={"state": row.state} | payload,
                )

    def _replies(self, rows: list[Request]) -> None:
        from gongkai.records.models import HandIn, Reply, ReplyApproval

        writer = self.people["alatan"]
        HandIn.objects.bulk_create(
            HandIn(request=row, person=writer, note="可以提供。", handed_in_at=row.handed_in_at or NOW)
            for row in rows
        )
        replies = Reply.objects.bulk_create(
            Reply(
                request=row, round=1, outcome=row.outcome, where="本局", fingerprint="0" * 64, proposed_by=writer,
                proposed_at=row.ended_at or NOW, sent_at=row.ended_at, sent_by=writer,
            )
            for row in rows
            if row.state == "replied"
        )  # fmt: skip
        ReplyApproval.objects.bulk_create(
            ReplyApproval(
                reply=reply, stage=stage, role=role, signer=self.people[login], signer_post="", fingerprint="0" * 64,
                signed_at=reply.proposed_at,
            )
            for reply in replies
            for stage, role, login in (
                ("office", "leading_group_office", "wuyunqimuge"),
                ("leader", "leader_in_charge", "bateer"),
            )
        )  # fmt: skip


def _morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 1, 30, tzinfo=UTC)
