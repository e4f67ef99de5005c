"""A bureau of the demo at work: who of its people may do the next act, and the papers they do it with."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from gongkai.access.cases import Case, load_case
from gongkai.access.editions import Permit, may
from gongkai.access.standing import standing_of
from gongkai.core.catalogue import AttachedFile, Draft, Involved
from gongkai.core.organs import Bearing, Standing, capacity_for
from gongkai.core.terms import Role, sm3_hex
from gongkai.gateways.files import FileStore
from gongkai.jobs.demo.papers import made
from gongkai.jobs.demo.stories import Story, StoryBook
from gongkai.jobs.demo.texts import Block, Subject, Table, as_html, as_text, body, figure
from gongkai.records.models import Edition, Organ, Person, Unit

REASONS = (
    "逐段核对，不涉及国家秘密、商业秘密和个人隐私。",
    "内容属于应当让公众知晓的事项，已与有关科室核对。",
    "数据为汇总口径，不能推断出单个调查对象的情况。",
    "依据和理由充分，同意承办人的意见。",
)


@dataclass(frozen=True)
class Desk:
    """An organ with its people as they stand, its units by key, and where its files are kept."""

    organ: Organ
    book: StoryBook
    people: tuple[Standing, ...]
    by_key: dict[str, Standing]
    units: dict[str, Unit]
    files: FileStore

    @classmethod
    def of(
        cls,
        *,
        organ: Organ,
        book: StoryBook,
        keys: Sequence[str],
        unit_keys: Sequence[str],
        on: date,
        files: FileStore,
    ) -> Desk:
        """`keys` and `unit_keys` are the keys of the cast, in the order the people and units were entered."""
        people = tuple(
            standing_of(person, on) for person in Person.objects.filter(organ=organ).order_by("id")
        )
        units = Unit.objects.filter(organ=organ).order_by("id")
        return cls(
            organ=organ,
            book=book,
            people=people,
            by_key=dict(zip(keys, people, strict=True)),
            units=dict(zip(unit_keys, units, strict=True)),
            files=files,
        )

    def drafter(self, story: Story) -> Standing:
        """A handler of the story's unit."""
        bearing = Bearing(self.organ.pk, self.units[story.unit].pk)
        able = [who for who in self.people if capacity_for(who, (Role.PRODUCER,), bearing)]
        return able[figure(story.title, "起草", low=0, high=len(able) - 1)]

    def somebody(self, verb: str, case: Case, salt: str = "") -> Standing:
        """One of those who may do an act now; who drafted comes first, as the producer.

        RuntimeError where nobody may: the story asks for what the rule book does not allow.
        """
        able = [who for who in self.people if isinstance(may(who, verb, case), Permit)]
        if not able:
            raise RuntimeError(f"{case.edition.title}: 在「{case.state_title}」没有人可以{verb}")
        drafter = next((who for who in able if who.person_id == case.edition.drafted_by_id), None)
        if drafter is not None and verb in _OWN:
            return drafter
        return able[figure(case.edition.title, verb, salt, low=0, high=len(able) - 1)]

    def case(self, edition: Edition, moment: datetime) -> Case:
        return load_case(edition.pk, localdate(moment))

    def draft(
        self, story: Story, title: str, formed_on: date, today: date, changed_on: date | None = None
    ) -> Draft:
        """The draft of a story; `today` is the last day of the demo, from which an ended secrecy period counts."""
        unit = self.units[story.unit].name
        subject = Subject(title, self.organ.name, unit, formed_on.year, story.rows, story.words, story.sheet)
        blocks = body(story.kind, subject)
        if changed_on is not None:
            blocks = (*blocks, f"本信息于{changed_on.year}年{changed_on.month}月{changed_on.day}日更新。")
        number = f"{self.book.number}〔{formed_on.year}〕{story.serial}号" if story.serial else ""
        until = date.fromordinal(today.toordinal() - story.mark_ended) if story.mark else None
        return Draft(
            title=title,
            formed_on=formed_on,
            changed_on=changed_on,
            proposed_class=story.disclosure,
            class_reasons=_CLASS_REASONS[story.disclosure.value],
            body_html=as_html(blocks),
            body_text=as_text(blocks),
            doc_number=number,
            issuer=self.organ.name,
            summary=f"{unit}提供的{title}。",
            audience=story.audience,
            category=story.category,
            matter=story.matter,
            secrecy_mark=story.mark,
            secrecy_until=until,
            needs_law_approval=story.law_approval,
            attachments=(
                *(self._table_file(title, blocks) for _ in story.files),
                *(self._keep(paper.name, made(paper)) for paper in story.papers),
            ),
            involved=tuple(Involved(other.name, other.joint) for other in story.others),
        )

    def paper(self, name: str, text: str) -> AttachedFile:
        """A short paper kept as a text file."""
        return self._keep(f"{name}.txt", text.encode())

    def _table_file(self, title: str, blocks: Sequence[Block]) -> AttachedFile:
        sheet = io.StringIO()
        writer = csv.writer(sheet)
        for block in blocks:
            if isinstance(block, Table):
                writer.writerows(block.rows)
        # The mark at the front lets spreadsheet programs read the Han characters.
        return self._keep(f"{title}.csv", ("\ufeff" + sheet.getvalue()).encode())

    def _keep(self, name: str, content: bytes) -> AttachedFile:
        digest = self.files.put(content)
        if digest != sm3_hex(content):
            raise RuntimeError(f"{name} 没有原样保存")
        return AttachedFile(name, digest, len(content))


_OWN = ("sign", "answer_finding", "mark_text", "redact")
"""Acts on a document that are done first of all by whoever drafted it."""

_CLASS_REASONS = {
    "proactive": "属于制度规定应当主动公开的内容。",
    "on_request": "涉及的范围有限，由申请人按需要申请公开。",
    "withheld": "内容涉及安全防护的具体安排，不宜公开。",
}
