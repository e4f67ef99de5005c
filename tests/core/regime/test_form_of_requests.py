"""The form asks what the bureau asks and what the statute asks."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.gateways.regimes import load_builtin


@pytest.mark.clause("2.1.2")
@pytest.mark.clause("cn-foi:29")
def test_the_bureaus_form_and_the_statutes_are_one() -> None:
    book = load_builtin("hulunbuir-statistics")
    asked = {field.id: field.required for field in book.request_form(date(2025, 3, 3)).value.fields}
    assert asked == {
        "name": True,
        "identity": True,
        "contact": True,
        "description": True,
        "form_wanted": True,
        "purpose": False,
        "document_name": False,
        "document_date": False,
        "document_number": False,
    }
    before = {field.id for field in book.request_form(date(2015, 3, 3)).value.fields}
    assert "identity" not in before


@pytest.mark.clause("2.1.1")
def test_one_matter_a_form_where_the_bureau_says_so() -> None:
    on = date(2025, 3, 3)
    assert load_builtin("hulunbuir-statistics").request_form(on).value.one_matter
    assert not load_builtin("naiman-housing").request_form(on).value.one_matter
