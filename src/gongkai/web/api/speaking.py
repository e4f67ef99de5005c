"""The API itself: JSON throughout, and every no in one shape, whoever says it."""

from __future__ import annotations

import json
import logging
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.renderers import BaseRenderer
from ninja.responses import NinjaJSONEncoder

from gongkai.actions.requests.tracking import WINDOW
from gongkai.core.terms import Refusal, Refused
from gongkai.web.api.doorway import TooLarge, Unreadable
from gongkai.web.api.faults import Faulty, faults_json, faults_told

_log = logging.getLogger("gongkai.api")

NO_TOKEN = Refusal(
    "no_token",
    "没有可用的令牌：没有写，写错了，已经收回，或者账号已经停用。",
    None,
    "请在请求头里写 Authorization: Bearer 令牌；令牌由管理员用 gongkai token issue 签发。",
)
ABSENT = Refusal(
    "not_found",
    "没有这个内容，或者不在您可以查看的范围内。",
    None,
    "请核对地址；有哪些地址见 /api/v1/docs。",
)
NOT_JSON = Refusal("not_json", "发来的内容不是 JSON。", None, "请用 UTF-8 编码的 JSON，例如 {}。")
BROKEN_OFF = Refusal("broken_off", "发来的内容不完整。", None, "请重新发送。")
WRONG_METHOD = Refusal("wrong_method", "这个地址不接受这种方法。", None, "可以用的方法写在回答的 Allow 里。")
BROKEN = Refusal(
    "broken", "系统出错，没有办成，数据没有改动。", None, "请稍后重试；仍不成功，请联系系统管理员。"
)


class Json(BaseRenderer):
    """JSON in UTF-8, Han characters as they are."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return json.dumps(data, cls=NinjaJSONEncoder, ensure_ascii=False).encode()


def answer(data: object, status: int = 200) -> HttpResponse:
    """A value as an answer."""
    text = json.dumps(data, cls=NinjaJSONEncoder, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type="application/json; charset=utf-8")


def no(refusal: Refusal, status: int) -> HttpResponse:
    """A no as an answer."""
    return answer({"refused": refusal.as_json()}, status)


def too_large(limit: int) -> Refusal:
    reason = f"发来的内容超过 {limit // 1024 // 1024} MB，没有收下。"
    return Refusal("too_large", reason, None, "请减少或者压缩附带的文件。")


def hear_no(api: NinjaAPI) -> NinjaAPI:
    """Teach an API how every no is said."""
    handlers: dict[type[Exception], Any] = {
        Refused: _refused,
        Faulty: lambda _, error: answer(faults_json(error.faults), 422),
        ValidationError: lambda _, error: answer(faults_json(faults_told(error.errors)), 422),
        AuthenticationError: _unknown_caller,
        HttpError: _http_error,
        Http404: lambda _, __: no(ABSENT, 404),
        ObjectDoesNotExist: lambda _, __: no(ABSENT, 404),
        TooLarge: lambda _, error: no(too_large(error.limit), 413),
        Unreadable: lambda _, __: no(BROKEN_OFF, 400),
        Exception: _broken,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)
    return api


def _refused(_: HttpRequest, error: Any) -> HttpResponse:
    refusal: Refusal = error.refusal
    if refusal.code != "slow_down":
        return no(refusal, 409)
    slow = no(refusal, 429)
    slow.headers["Retry-After"] = str(int(WINDOW.total_seconds()))
    return slow


def _unknown_caller(_: HttpRequest, __: Exception) -> HttpResponse:
    told = no(NO_TOKEN, 401)
    told.headers["WWW-Authenticate"] = 'Bearer realm="gongkai"'
    return told


def _http_error(_: HttpRequest, error: Any) -> HttpResponse:
    # The framework says so of a body that does not parse, and of nothing else we use.
    return no(NOT_JSON, 400) if error.status_code == 400 else no(BROKEN, error.status_code)


def _broken(_: HttpRequest, error: Exception) -> HttpResponse:
    _log.error("a call of the API failed", exc_info=error)
    return no(BROKEN, 500)
