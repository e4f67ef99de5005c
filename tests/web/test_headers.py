"""Every page keeps foreign scripts, styles and frames out; what the staff see is not kept by the browser."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.django_db
def test_pages_of_the_desk_carry_the_policy_and_are_not_kept() -> None:
    page = Client().get("/desk/login/")
    assert page.status_code == 200
    assert page.headers["Content-Security-Policy"] == (
        "default-src 'none'; img-src 'self' data:; style-src 'self'; font-src 'self'; script-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["X-Frame-Options"] == "DENY"
    assert page.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_error_pages_carry_the_policy_too() -> None:
    page = Client().get("/desk/nowhere/")
    assert page.status_code == 404
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_foreign_host_is_refused_under_the_policy() -> None:
    page = Client().get("/desk/login/", headers={"host": "evil.example"})
    assert page.status_code == 400
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert page.headers["Cache-Control"] == "no-store"


def test_styles_carry_the_policy_and_are_for_our_pages_alone() -> None:
    style = Client().get("/static/desk.css")
    assert style.status_code == 200
    assert style.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "Access-Control-Allow-Origin" not in style.headers
    style.close()
