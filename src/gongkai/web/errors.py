"""Pages for what went wrong, in sentences: what happened, and what to do now."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


@dataclass(frozen=True, slots=True)
class Trouble:
    """One error page: its status, heading, and the sentences under it."""

    status: int
    title: str
    reason: str
    remedy: str


BAD = Trouble(400, "请求无法处理", "浏览器发来的内容不完整或格式不对。", "请返回上一页，重新填写后提交。")
TOO_LONG = Trouble(
    400, "文字过长", "表单里的文字合计超过6 MB，没有收下。", "请返回上一页，把长文存成文件后上传。"
)
TOO_MANY = Trouble(400, "文件过多", "一次上传的文件超过100个，没有收下。", "请返回上一页，分几次上传。")
STALE = Trouble(
    403,
    "页面已过期",
    "这个页面打开后，登录状态已经改变，或浏览器没有保存Cookie，提交的内容没有收下。",
    "请返回上一页（填写的内容还在），刷新后再提交。",
)
FORBIDDEN = Trouble(
    403, "不能访问", "您目前的职务不能访问这个页面。", "如需办理，请联系本单位人事机构核对职务。"
)
ABSENT = Trouble(
    404, "没有找到", "这个地址没有内容，或者不在您可以查看的范围内。", "请核对地址，或从首页重新查找。"
)
BROKEN = Trouble(500, "系统出错", "办理没有完成，数据没有改动。", "请稍后重试；仍不成功，请联系系统管理员。")


def page(trouble: Trouble, request: HttpRequest | None = None) -> HttpResponse:
    """The error page; without the request nothing of the session or the database is touched."""
    desk = request is not None and request.path.startswith("/desk/")
    text = render_to_string("errors/error.html", {"trouble": trouble, "desk": desk})
    return HttpResponse(text, status=trouble.status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without a valid token; `reason` is for the log and is not shown."""
    return page(STALE, request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return page(TOO_LONG, request)
    if isinstance(exception, TooManyFilesSent):
        return page(TOO_MANY, request)
    return page(BAD, request)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(FORBIDDEN, request)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(ABSENT, request)


def server_error(request: HttpRequest) -> HttpResponse:
    return page(BROKEN, request)
