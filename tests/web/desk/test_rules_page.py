"""The rule book on the desk: every clause, findable, with what is done about it."""

from __future__ import annotations

from tests.support.cast import Cast
from tests.support.desk import html, sit, words
from tests.support.road import TODAY

from gongkai.gateways.regimes import load_builtin


def test_every_clause_of_both_books_is_there(cast: Cast) -> None:
    for bureau, key in ((cast.hulunbuir, "hulunbuir-statistics"), (cast.naiman, "naiman-housing")):
        page = html(sit(bureau, "leader").get("/desk/rules/"))
        book = load_builtin(key)
        assert [clause for clause in book.clauses if f'id="c-{clause}"' not in page] == []
        assert book.law is not None
        assert [clause.id for clause in book.law.clauses.values() if clause.gist not in page] == []


def test_clauses_are_found_by_word(cast: Cast) -> None:
    desk = sit(cast.naiman, "leader")
    page = words(desk.get("/desk/rules/?q=澄清"))
    assert "信息公开制度八" in page
    assert "信息公开制度七" not in page
    assert "没有含“无此词”的条款" in words(desk.get("/desk/rules/?q=无此词"))


def test_the_accent_of_the_organ_is_a_style_sheet(cast: Cast) -> None:
    answer = sit(cast.naiman, "leader").get("/desk/look.css")
    look = load_builtin("naiman-housing").look(TODAY).value
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert f"--accent: {look.accent};" in answer.content.decode()
