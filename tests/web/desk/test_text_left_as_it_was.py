"""A text nobody touched keeps its tables when the rest of its draft is changed."""

from __future__ import annotations

from datetime import date

from gongkai.records.models import Edition
from gongkai.web.desk.intake import body_of
from gongkai.web.desk.item_form import TYPED
from gongkai.web.desk.staged import Staged
from gongkai.web.typed import Body

TODAY = date(2025, 3, 3)
TABLE = Edition(body_html="<p>产量</p><table><tr><td>煤</td><td>3</td></tr></table>", body_text="产量\n煤\t3")


def test_lines_sent_back_unchanged_keep_the_markup() -> None:
    kept = Body(TABLE.body_html, TABLE.body_text)
    assert body_of(Staged(), TYPED, "产量\r\n煤\t3\r\n", TABLE, TODAY) == kept


def test_changed_lines_are_the_new_text() -> None:
    assert body_of(Staged(), TYPED, "产量\n煤\t4", TABLE, TODAY) == Body(
        "<p>产量</p><p>煤\t4</p>", "产量\n煤\t4"
    )
