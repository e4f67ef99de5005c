"""While she describes what she wants, an applicant sees what is public and what was given out before, and no more."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support.cast import Bureau, Cast
from tests.support.published import Press, moment
from tests.support.request_road import approve_all, on_request_edition, proposed, replied, who
from tests.support.road import MOMENT, TODAY, published

from gongkai.actions import requests as acts
from gongkai.actions.requests import ReplyGiven
from gongkai.actions.search import index_publication
from gongkai.queries.known import GivenBefore, Known, what_is_known, wordings
from gongkai.records.models import Consultation, Reply, ReplyFile


def publish(bureau: Bureau, title: str) -> None:
    index_publication(Press(bureau).publish(title, at=moment(2025, 2, 3)))


def given_out(bureau: Bureau, title: str) -> None:
    edition = on_request_edition(bureau, title=title)
    replied(bureau, ReplyGiven("granted", editions=(edition.pk,)))


def titles(known: Known) -> list[str]:
    return [hit.title for hit in known.items]


@pytest.mark.parametrize(
    "text", ["统计公报", "2024年 统计公报", "关于2024年的统计公报", "请问2024年统计公报的编制过程在哪里看？"]
)
def test_finds_what_is_public_also_from_a_sentence(cast: Cast, text: str) -> None:
    publish(cast.hulunbuir, "呼伦贝尔市2024年统计公报")
    publish(cast.naiman, "奈曼旗2024年统计公报")

    assert titles(what_is_known(cast.hulunbuir.organ, text, TODAY)) == ["呼伦贝尔市2024年统计公报"]


def test_finds_what_was_given_out_before(cast: Cast) -> None:
    given_out(cast.hulunbuir, "规模以上工业企业名录")
    given_out(cast.hulunbuir, "放假安排")

    known = what_is_known(cast.hulunbuir.organ, "工业企业的名录", TODAY)

    assert (known.items, known.given) == ((), (GivenBefore("规模以上工业企业名录", TODAY),))
    assert what_is_known(cast.naiman.organ, "工业企业名录", TODAY).empty


def test_what_a_reply_told_one_applicant_is_told_to_nobody_else(cast: Cast) -> None:
    """A handler may write a name into the way to get it: only titles that passed review are repeated."""
    replied(cast.hulunbuir, ReplyGiven("already-public", where="马小六您好，统计年鉴在公开栏", when="随时"))

    assert what_is_known(cast.hulunbuir.organ, "统计年鉴", TODAY).given == ()


def test_what_applicants_wrote_is_never_looked_in(cast: Cast) -> None:
    replied(cast.hulunbuir)
    words = ["李四光", "2024年全市规模以上工业增加值分行业数据", "13800001234", "中央街1号"]

    assert [what_is_known(cast.hulunbuir.organ, text, TODAY).empty for text in words] == [True] * 4


def test_a_reply_on_its_way_is_not_told(cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = on_request_edition(bureau, title="规模以上工业企业名录")
    row = proposed(bureau, ReplyGiven("granted", editions=(edition.pk,)))
    approve_all(bureau, row.pk)

    assert what_is_known(bureau.organ, "企业名录", TODAY).empty
    acts.send_reply(who(bureau, "general_handler"), row.pk, how="网上下载", moment=MOMENT)
    assert not what_is_known(bureau.organ, "企业名录", TODAY).empty


def test_what_may_concern_somebody_is_not_told(cast: Cast) -> None:
    """A third party was asked, parts were taken out, or it was given in part: each alone keeps it back."""
    given_out(cast.hulunbuir, "规模以上工业企业名录")
    reply = Reply.objects.get()

    def told() -> bool:
        return not what_is_known(cast.hulunbuir.organ, "企业名录", TODAY).empty

    before = told()
    ReplyFile.objects.update(redacted=True)
    redacted = told()
    ReplyFile.objects.update(redacted=False)
    Reply.objects.update(outcome="partial")
    partly = told()
    Reply.objects.update(outcome="granted")
    Consultation.objects.create(
        request=reply.request, kind="third_party", name="x", matter="x", why="x", sent_on=TODAY
    )
    asked = told()

    assert (before, redacted, partly, asked) == (True, False, False, False)


@pytest.mark.parametrize("text", ["", "，。", "的", "\0", "%", "_", "'; drop table", "长" * 3000, "👨‍👩‍👧"])
def test_any_text_is_a_question(cast: Cast, text: str) -> None:
    given_out(cast.hulunbuir, "规模以上工业企业名录")

    assert what_is_known(cast.hulunbuir.organ, text, TODAY).empty


def test_costs_the_same_for_few_and_for_many(cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            what_is_known(cast.hulunbuir.organ, "统计公报的名录", date(2025, 3, 3))
        return len(queries)

    published(cast.hulunbuir, title="统计公报名录")
    given_out(cast.hulunbuir, "统计公报名录一")
    one = cost()
    for number in range(3):
        published(cast.hulunbuir, title=f"统计公报名录{number}")
        given_out(cast.hulunbuir, f"统计公报名录给{number}")

    assert cost() == one
    assert one < 15


def test_words_are_few_however_long_the_text() -> None:
    assert [len(words) for words in wordings("，".join(f"词语{n}" for n in range(500)))] == [1, 6, 1]
