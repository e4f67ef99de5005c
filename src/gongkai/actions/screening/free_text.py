"""Free text of staff that goes out: a reason told to the public, the words of a reply. It is looked at like any text,
and what is withheld from the information concerned is looked for in it (secrecy.12, 3.14)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from gongkai.access.cases import Case
from gongkai.access.request_cases import RequestCase
from gongkai.access.screenings import opened, withheld_context, withheld_texts
from gongkai.actions.door import today_of
from gongkai.core.regime import Lawbook
from gongkai.core.regime.values_release import UNKNOWN, Contact
from gongkai.core.screening.finding import Finding, FindingKind, Severity
from gongkai.core.screening.needles import fold
from gongkai.core.screening.parts import Part, PartKind
from gongkai.core.screening.screening import screen
from gongkai.core.terms import Refusal, Refused
from gongkai.gateways.inspection import known_of
from gongkai.gateways.leakcheck import leaks_in
from gongkai.gateways.patterns import screening_scan
from gongkai.records.models import Item, Organ, Withheld

_OF_PERSONS = frozenset(
    {
        FindingKind.RESIDENT_ID,
        FindingKind.PASSPORT,
        FindingKind.PERMIT,
        FindingKind.BANK_CARD,
        FindingKind.MOBILE,
    }
)
"""What a reply may tell of nobody but the applicant. Addresses, office telephones and mailboxes it has to tell."""
_PUBLIC, _GIVEN = "这段文字会向社会公开", "这段文字会随答复发出"
_LEFT_OUT = "\u25a1"


def refuse_unfit_words(case: Case, texts: Iterable[str], moment: datetime) -> None:
    """Refuse words for the public about an item that name what nobody may read, or that were withheld from any edition
    of it. The refusal tells the kind, never the words."""
    today = today_of(moment)
    told = _parts(texts)
    for finding in _found(told, case.lawbook, today):
        if finding.severity is not Severity.NOTE:
            raise Refused(_identifying(finding, case.lawbook, _PUBLIC))
    _refuse_withheld(told, _withheld_of(case.edition.item), case.lawbook, _PUBLIC)


def refuse_unfit_reply(
    case: RequestCase, texts: Iterable[str], editions: Sequence[Case], own: Callable[[], Iterable[str]]
) -> None:
    """Refuse words of a reply that tell what is withheld from the editions handed out with it, that bear a mark, or
    that tell a number of a person. `own` opens what the applicant wrote and her own data, which may be told her; it is
    asked only where a number was found."""
    told = _parts(texts)
    hers: str | None = None
    for finding in _found(told, case.lawbook, case.today):
        if finding.severity is not Severity.BLOCK:
            if finding.kind not in _OF_PERSONS or finding.severity is Severity.NOTE:
                continue
            if hers is None:
                hers = "\n".join(fold(text) for text in own())
            if fold(finding.text) in hers:
                continue
        raise Refused(_identifying(finding, case.lawbook, _GIVEN))
    withheld = dict.fromkeys(text for each in editions for text in withheld_texts(each.edition))
    if withheld:
        shown = _without(told, _letterhead(case.request.organ, _contact(case.lawbook, case.today)))
        _refuse_withheld(shown, tuple(withheld), case.lawbook, _GIVEN)


def _parts(texts: Iterable[str]) -> tuple[Part, ...]:
    return tuple(
        Part(f"text {number}", PartKind.BODY, text) for number, text in enumerate(texts) if text.strip()
    )


def _found(parts: tuple[Part, ...], lawbook: Lawbook, today: date) -> tuple[Finding, ...]:
    contact = _contact(lawbook, today)
    return screen(parts, known_of((contact.phone, contact.fax)), today, screening_scan())


def _contact(lawbook: Lawbook, today: date) -> Contact:
    found = lawbook.find("catalogue.contact", today)
    contact: Contact = found.value if found else Contact()
    return contact


def _withheld_of(item: Item) -> tuple[str, ...]:
    """What was withheld from any edition: a reason may be typed while the redacted edition is still a draft."""
    rows = Withheld.objects.filter(item=item)
    return tuple(dict.fromkeys(opened(row.text, withheld_context(row.item_id)) for row in rows))


def _letterhead(organ: Organ, contact: Contact) -> tuple[str, ...]:
    """What stands on every letter anyhow: it gives nothing away, whatever is withheld."""
    named = (organ.name, organ.short_name, contact.unit, contact.address, contact.phone)
    return tuple(sorted((text for text in named if len(text) > 1 and text != UNKNOWN), key=len, reverse=True))


def _without(parts: tuple[Part, ...], known: tuple[str, ...]) -> tuple[Part, ...]:
    return tuple(Part(part.id, part.kind, _left(part.text, known)) for part in parts)


def _left(text: str, known: tuple[str, ...]) -> str:
    for each in known:
        text = text.replace(each, _LEFT_OUT)
    return text


def _refuse_withheld(parts: tuple[Part, ...], withheld: Sequence[str], lawbook: Lawbook, why: str) -> None:
    if next(leaks_in(parts, withheld), None) is not None:
        reason = f"填写的内容里有已经隐去的文字，{why}。"
        remedy = "请不要重复隐去的文字，只写是哪一类内容。"
        raise Refused(Refusal("withheld_words", reason, lawbook.gate("part_secret"), remedy))


def _identifying(finding: Finding, lawbook: Lawbook, why: str) -> Refusal:
    reason = f"填写的内容里有「{finding.kind.title}」，{why}。"
    clause = lawbook.gate("marked_secret" if finding.severity is Severity.BLOCK else "screening_answered")
    return Refusal("unfit_words", reason, clause, "请去掉，只写是哪一类内容。")
