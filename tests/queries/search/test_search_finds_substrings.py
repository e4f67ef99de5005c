"""Recall and precision 1.000 against substring truth, on whichever database is configured."""

from __future__ import annotations

import random

import pytest
from django.db import connection
from tests.support.ledgers import a_publication, an_edition, an_organ

from gongkai.actions.search import index_publication
from gongkai.queries import search_index
from gongkai.queries.search import search
from gongkai.records.models import Organ

pytestmark = pytest.mark.django_db

TEXTS = [
    "奈曼旗住房和城乡建设局关于印发城乡建设档案管理办法的通知",
    "城乡,建设工程质量监督管理办法",
    "住房公积金缴存比例调整的公告",
    "关于公布行政许可事项监督目录,管理权限不变",
    "国民经济和社会发展统计公报 全年地区生产总值增长百分之五",
    "统计执法监督局公开选聘",
    "机关政务公开领导小组公开目录",
    "公\n开 公,开",
]
TERMS = [
    "城乡建设",
    "监督管理",
    "公开",
    "管理办法",
    "局",
    "统计",
    "监督",
    "建设工程",
    "住房和城",
    "开公",
    "公开公",
]


def titles_found(organ: Organ, text: str) -> set[str]:
    titles: set[str] = set()
    page = 1
    while True:
        found = search(organ, text, page=page)
        titles |= {hit.title for hit in found.hits}
        if not found.has_next:
            assert found.total == len(titles)
            return titles
        page += 1


def a_library(bodies: list[str]) -> tuple[Organ, dict[str, str]]:
    organ = an_organ()
    for number, body in enumerate(bodies):
        index_publication(a_publication(an_edition(organ, title=f"T{number}", body=body, doc_number="")))
    return organ, {f"T{number}": body for number, body in enumerate(bodies)}


def test_in_real_sentences() -> None:
    organ, library = a_library(TEXTS)
    truth = {term: {title for title, body in library.items() if term in body} for term in TERMS}
    assert {term: titles_found(organ, term) for term in TERMS} == truth


# PostgreSQL looks few candidates through and walks many from the newest; both must tell the truth.
@pytest.mark.parametrize("few", [0, 10, 2000] if connection.vendor == "postgresql" else [2000])
def test_in_random_han_text(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "FEW", few)
    dice = random.Random(20260302)
    organ, library = a_library(
        ["".join(dice.choices("政务公开城乡,\n", k=dice.randint(0, 40))) for _ in range(60)]
    )
    terms = {"".join(dice.choices("政务公开城乡", k=dice.randint(1, 5))) for _ in range(120)}
    truth = {term: {title for title, body in library.items() if term in body} for term in terms}
    assert {term: titles_found(organ, term) for term in terms} == truth
    assert len({len(found) for found in truth.values()}) > 10


def test_at_the_end_of_a_very_long_document() -> None:
    """PostgreSQL's own phrase search loses positions after 16,383 and after 256 of one word."""
    organ, _ = a_library(["公开" * 40_000 + "住房公积金", "公" + "公积金住房" * 5_000])
    assert titles_found(organ, "住房公积金") == {"T0", "T1"}
    assert titles_found(organ, "开住房公积金") == {"T0"}
    assert titles_found(organ, "公公积金") == {"T1"}
