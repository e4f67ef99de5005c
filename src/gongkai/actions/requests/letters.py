"""Issuing letters: the wording in force, the facts of the case, a number, and the papers kept as issued."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from django.conf import settings

from gongkai.access.request_cases import RequestCase
from gongkai.actions.counters import next_serial
from gongkai.actions.door import today_of
from gongkai.actions.requests.people import opened
from gongkai.core.letters import LETTER_KINDS, Template, Value, day_rows, fill, letter_number
from gongkai.core.regime import Lawbook
from gongkai.core.regime.values_release import UNKNOWN
from gongkai.core.terms import Citation, Refusal, Refused, sm3_hex
from gongkai.core.workdays import ClockReading, Event, zh_day
from gongkai.core.workdays.narrative import narrate
from gongkai.gateways.letter_templates import built_in_template
from gongkai.gateways.paper.letter_docx import letter_docx
from gongkai.gateways.paper.letter_pdf import letter_pdf
from gongkai.gateways.paper.typesetting import NoChineseFont
from gongkai.gateways.vault import the_vault
from gongkai.queries.request_clock import reading_of, request_events
from gongkai.records.models import Letter, LetterTemplate, Notice, Organ

LONGEST_MATTER = 300
WITH_DAYS = ("receipt", "extension")
"""Letters that carry the day-by-day explanation of the due date."""


def issue(
    case: RequestCase,
    kind: str,
    values: Mapping[str, Value],
    moment: datetime,
    *,
    events: tuple[Event, ...] = (),
    to_applicant: bool = True,
) -> Letter:
    """Issue one letter of a kind: filled, numbered, laid out as DOCX and PDF, sealed and kept.

    `events` are those of the act under way, which the ledger does not hold yet. Refused where the wording in force
    cannot be filled. On a machine without a Chinese font there is no PDF; the DOCX is the letter.
    """
    request, organ = case.request, case.request.organ
    day = today_of(moment)
    wording = wording_in_force(organ, case.lawbook, kind)
    serial = next_serial(organ, f"letter:{LETTER_KINDS[kind].word}:{day.year}")
    number = letter_number(organ.short_name, kind, day.year, serial)
    common = _common(case, kind, events, moment) | {"number": number}
    if not to_applicant:
        common.pop("name", None)
    letter = fill(Template(kind, wording), common | dict(values))
    if isinstance(letter, Refusal):
        raise Refused(letter)
    docx, pdf = letter_docx(letter), b""
    with suppress(NoChineseFont):
        pdf = letter_pdf(letter)
    vault, context = the_vault(), letter_context(organ.pk, number)
    row = Letter.objects.create(
        organ=organ,
        request=request,
        kind=kind,
        title=LETTER_KINDS[kind].short,
        number=number,
        to_applicant=to_applicant,
        template_digest=sm3_hex(wording.encode()),
        issued_at=moment,
        docx=vault.seal_bytes(docx, context),
        docx_digest=sm3_hex(docx),
        pdf=vault.seal_bytes(pdf, context) if pdf else b"",
        pdf_digest=sm3_hex(pdf) if pdf else "",
    )
    if to_applicant:
        tell_applicant(case, f"letter:{row.pk}", row.title, moment)
    return row


def letter_context(organ_id: int, number: str) -> str:
    """What a letter's papers are sealed with."""
    return f"letter:{organ_id}:{number}"


def letter_told(row: Letter) -> dict[str, object]:
    """What the ledger keeps of a letter."""
    return {
        "letter": row.pk,
        "kind": row.kind,
        "title": row.title,
        "number": row.number,
        "to_applicant": row.to_applicant,
        "wording": row.template_digest,
        "docx": row.docx_digest,
        "pdf": row.pdf_digest,
    }


def wording_in_force(organ: Organ, lawbook: Lawbook, kind: str) -> str:
    """The organ's newest version of the wording, else that of its rule book."""
    newest = LetterTemplate.objects.filter(organ=organ, kind=kind).order_by("-version").first()
    if newest is not None:
        return newest.text
    return built_in_template(lawbook.id, lawbook.statute_id, kind)


def tell_applicant(case: RequestCase, kind: str, what: str, moment: datetime) -> None:
    """Put a short e-mail in the outbox where the applicant has an address; it names neither her nor the matter."""
    request = case.request
    if not request.applicant.email:
        return
    Notice.objects.create(
        request=request,
        kind=kind[:30],
        on=today_of(moment),
        subject=f"{request.organ.name}：您的信息公开申请有新的文书",
        body=(
            f"您好：\n\n您的政府信息公开申请（编号 {request.number}）有新的文书：{what}。\n"
            f"请到{request.organ.name}信息公开网页的「查询进度」，用编号和查询码查看。\n\n"
            "本邮件由系统发出，请不要直接回复。\n"
        ),
        created_at=moment,
    )


def articles(case: RequestCase, *clauses: Citation) -> str:
    """The clauses a letter rests on, in full words: `《…条例》第33条、《…制度》二（三）`."""
    named: dict[str, list[str]] = {}
    for citation in dict.fromkeys(clauses):
        own = citation.regime == case.lawbook.id
        law = case.lawbook.law
        book = case.lawbook.title if own or law is None else law.title
        named.setdefault(book, []).append(case.lawbook.clause(citation).title)
    return "、".join(f"《{book}》{'、'.join(dict.fromkeys(titles))}" for book, titles in named.items())


def _common(case: RequestCase, kind: str, events: tuple[Event, ...], moment: datetime) -> dict[str, Value]:
    request, day = case.request, today_of(moment)
    contact = case.lawbook.find("catalogue.contact", day)
    remedies = case.lawbook.remedies(case.on)
    values: dict[str, Value] = {
        "organ": request.organ.name,
        "date": zh_day(day),
        "today": zh_day(day),
        "request_number": request.number,
        "received_on": _received_words(case),
        "matter": shortened(request.description),
        "name": opened(request.applicant, "name"),
        "articles": articles(case, case.lawbook.gate("reply")),
        "track_address": f"{settings.SITE_URL}/{request.organ.slug}/track/",
        "contact_unit": known(contact.value.unit) if contact else "",
        "contact_phone": known(contact.value.phone) if contact else "",
        "contact_address": (known(contact.value.address) if contact else "") or request.organ.name,
        "remedy_body": remedies.value.review_body if remedies else "",
        "remedy_court": remedies.value.court if remedies else "",
        "channel": _way_title(case),
    }
    reading = _reading(case, events)
    values["due"] = _due_words(reading)
    if reading is not None and kind in WITH_DAYS:
        values["due_reasons"] = list(narrate(reading, lambda cited: articles(case, cited)))
        values["due_days"] = [tuple(row) for row in day_rows(reading.days)]
    return values


def _reading(case: RequestCase, events: tuple[Event, ...]) -> ClockReading | None:
    request = case.request
    before = request_events([request.pk]).get(request.pk, ())
    return reading_of(case.lawbook, request.received_on, (*before, *events))


def _received_words(case: RequestCase) -> str:
    """The day of receipt, or that it is still to be settled with the applicant (cn-foi:31)."""
    request = case.request
    if request.received_on is not None:
        return zh_day(request.received_on)
    return f"{zh_day(request.arrived_on)}（到件之日；收到之日待与您确认）"


def _due_words(reading: ClockReading | None) -> str:
    if reading is None:
        return "与您确认收到之日起计算"
    if reading.due is None:
        return "恢复计算后另行告知"
    return zh_day(reading.due) + ("（暂定）" if reading.provisional else "")


def known(told: str) -> str:
    """What a rule book tells of a contact; a letter leaves out what nobody has told."""
    return "" if told == UNKNOWN else told


def _way_title(case: RequestCase) -> str:
    ways = case.lawbook.receipt_ways(case.request.arrived_on).value
    title = next((way.title for way in ways if way.id == case.request.way), case.request.way)
    return f"{title}（口头提出，由工作人员代填）" if case.request.oral else title


def shortened(text: str) -> str:
    """A matter as a letter names it: one line, not the whole form."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_MATTER else line[:LONGEST_MATTER] + "……"
