"""What went wrong is told in Chinese sentences: what happened, and what to do now."""

from __future__ import annotations

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFilesSent
from django.http import HttpResponse
from django.test import Client, RequestFactory
from tests.support.cast import Cast
from tests.support.desk import html, sit, words

from gongkai.web import errors

REQUEST = RequestFactory().get("/desk/items/")


@pytest.mark.parametrize(
    ("page", "status", "said"),
    [
        (errors.bad_request(REQUEST, SuspiciousOperation()), 400, "浏览器发来的内容不完整或格式不对。"),
        (errors.bad_request(REQUEST, RequestDataTooBig()), 400, "表单里的文字合计超过6 MB，没有收下。"),
        (errors.bad_request(REQUEST, TooManyFilesSent()), 400, "一次上传的文件超过100个，没有收下。"),
        (errors.csrf_failure(REQUEST), 403, "填写的内容还在"),
        (errors.permission_denied(REQUEST, PermissionError()), 403, "您目前的职务不能访问这个页面。"),
        (errors.not_found(REQUEST, LookupError()), 404, "这个地址没有内容"),
        (errors.server_error(REQUEST), 500, "办理没有完成，数据没有改动。"),
    ],
)
def test_each_trouble_has_its_sentence(page: HttpResponse, status: int, said: str) -> None:
    assert page.status_code == status
    assert said in words(page)
    assert '<html lang="zh-Hans">' in html(page)


def test_a_form_without_its_token_is_refused_in_a_sentence(cast: Cast) -> None:
    desk = Client(enforce_csrf_checks=True)
    page = desk.post("/desk/login/", {"username": "alatan", "password": "x"})
    assert page.status_code == 403
    assert "页面已过期" in words(page)


def test_an_error_of_the_program_shows_no_traceback(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("gongkai.web.desk.work.my_work", broken)
    desk = sit(cast.hulunbuir, "business_handler")
    desk.raise_request_exception = False
    page = desk.get("/desk/")
    assert page.status_code == 500
    assert "系统出错" in words(page)
    assert "secret detail" not in html(page)
