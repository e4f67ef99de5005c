"""What an applicant is given passes the same gate as what is published."""

from __future__ import annotations

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.found import marks, ready, redacts
from tests.support.kept_files import kept, lost, released
from tests.support.papers import word
from tests.support.plain_drafts import worded
from tests.support.refusals import refused
from tests.support.request_road import approve_all, assigned, on_request_edition, propose, send
from tests.support.road import MOMENT, NO, YES, draft, registered, reviewed_until, slug, who

from gongkai.actions import catalogue
from gongkai.actions.requests import ReplyGiven
from gongkai.actions.screening.clearing import clear_for_release, clearable
from gongkai.core.terms import DisclosureClass
from gongkai.queries.public_request import GivenFile, given_editions
from gongkai.records.models import Clearance, Edition, LedgerEntry, ReleasedFile, Reply, Request

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.clause("secrecy.2"),
    pytest.mark.clause("secrecy.12"),
    pytest.mark.clause("3.14"),
]
AUTHOR, PERSON = "苏和巴特尔", "呼和敖其尔"


@pytest.fixture(params=["naiman", "hulunbuir"])
def bureau(request: pytest.FixtureRequest, cast: Cast) -> Bureau:
    return cast.naiman if request.param == "naiman" else cast.hulunbuir


def approved_reply(bureau: Bureau, edition: Edition) -> Request:
    """A reply that gives the edition, approved at every stage and not sent."""
    row = assigned(bureau)
    propose(bureau, row.pk, ReplyGiven("granted", editions=(edition.pk,)))
    approve_all(bureau, row.pk)
    return Request.objects.get(pk=row.pk)


def test_she_gets_the_released_files_and_never_the_attachments(bureau: Bureau) -> None:
    file = kept("名录.docx", word.docx("", word._property(AUTHOR)))
    edition = on_request_edition(bureau, attachments=(file,))
    request = approved_reply(bureau, edition)
    assert ReleasedFile.objects.count() == 0
    send(bureau, request.pk)
    row, (given,) = ReleasedFile.objects.get(), given_editions(request.pk)

    assert given.files == (GivenFile(row.name, row.digest, row.size),)
    assert row.digest != file.digest
    assert AUTHOR.encode() not in released(edition)["名录.docx"]
    assert Clearance.objects.get().edition == edition
    assert LedgerEntry.objects.filter(verb="clear").count() == 1


def test_a_file_that_is_gone_stops_the_reply(bureau: Bureau) -> None:
    file = kept("名录.docx", word.docx())
    request = approved_reply(bureau, on_request_edition(bureau, attachments=(file,)))
    lost(file.digest)
    with refused("file_missing"):
        send(bureau, request.pk)
    assert (Request.objects.get(pk=request.pk).state, Reply.objects.get().sent_at) == ("approved", None)
    assert given_editions(request.pk) == ()


def test_a_word_that_was_withheld_and_came_back_stops_the_reply(bureau: Bureau) -> None:
    opinion = {"hulunbuir-statistics": "依申请公开"}.get(slug(bureau), YES[slug(bureau)])
    proposed = {"proposed_class": DisclosureClass.ON_REQUEST}
    first = registered(bureau, **worded(f"给予{PERSON}补助。"), **proposed)
    marks(bureau, first, PERSON)
    redacted = redacts(bureau, first)
    again = catalogue.renew_item(
        who(bureau, "business_handler"),
        ready(bureau, redacted, opinion).item_id,
        draft(bureau, **worded(f"给予{PERSON}补助。"), **proposed),
        moment=MOMENT,
    )
    request = approved_reply(bureau, ready(bureau, again, opinion))
    with refused("leaks"):
        send(bureau, request.pk)
    assert (Request.objects.get(pk=request.pk).state, Reply.objects.get().sent_at) == ("approved", None)


def test_the_redacted_edition_is_given(bureau: Bureau) -> None:
    opinion = {"hulunbuir-statistics": "依申请公开"}.get(slug(bureau), YES[slug(bureau)])
    first = registered(bureau, **worded(f"给予{PERSON}补助。"), proposed_class=DisclosureClass.ON_REQUEST)
    marks(bureau, first, PERSON, instead="某人")
    edition = ready(bureau, redacts(bureau, first), opinion)
    request = approved_reply(bureau, edition)
    send(bureau, request.pk)
    assert [each.edition_id for each in given_editions(request.pk)] == [edition.pk]
    assert Edition.objects.get(pk=edition.pk).body_text == "给予某人补助。"


def test_only_what_was_reviewed_to_be_given_waits_for_the_gate(bureau: Bureau) -> None:
    files = (kept("名录.docx", word.docx()),)
    given = on_request_edition(bureau, attachments=files)
    reviewed_until(bureau, None, NO, attachments=files)
    registered(bureau, attachments=files)
    assert clearable() == [given.pk]
    clear_for_release(given.pk, MOMENT)
    assert clearable() == []
