"""Logging in and out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.gateways.demo_codes import kept_codes
from gongkai.web.desk.demo import demo_bureaus
from gongkai.web.desk.forms import DeskForm

WRONG = "登录名或密码不对。请核对后重新输入，连续输错5次要等15分钟。"


class LoginForm(DeskForm):
    """Name and password; which of the two was wrong is not told."""

    username = forms.CharField(
        label="登录名",
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label="密码",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponseBase:
    """The log-in page; after success the page that was wanted, else my work."""
    wanted = _safe(request, request.POST.get("next") or request.GET.get("next") or "")
    if request.method == "GET":
        if request.user.is_authenticated:
            return redirect(wanted)
        form = LoginForm(initial={"username": request.GET.get("u", "")})
        return _page(request, form, wanted)
    form = LoginForm(request.POST)
    if not form.is_valid():
        return _page(request, form, wanted, status=400)
    found = authenticate(request, **form.cleaned_data)
    if found is None:
        if AxesProxyHandler.is_locked(request, {"username": form.cleaned_data["username"]}):
            return locked_out(request)
        form.add_error(None, WRONG)
        return _page(request, form, wanted, status=403)
    login(request, found)
    return redirect(wanted)


@require_POST
def log_out(request: HttpRequest) -> HttpResponseBase:
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def locked_out(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """After too many failures: for how long this name is closed. The same for names that do not exist."""
    minutes = int(timedelta(hours=settings.AXES_COOLOFF_TIME).total_seconds() // 60)
    form = LoginForm(initial={"username": request.POST.get("username", "")[:40]})
    sentence = (
        f"连续{settings.AXES_FAILURE_LIMIT}次没有输对，这个登录名暂停登录{minutes}分钟。"
        "请到时再试；忘记密码请找本单位人事机构重设。"
    )
    return _page(request, form, _safe(request, request.POST.get("next", "")), status=429, locked=sentence)


def _page(
    request: HttpRequest, form: LoginForm, wanted: str, status: int = 200, locked: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "wanted": wanted,
        "locked": locked,
        "large": request.COOKIES.get("type") == "large",
    }
    if settings.DEMO:
        context["bureaus"] = demo_bureaus()
        context["demo_password"] = settings.DEMO_PASSWORD
        context["codes"] = kept_codes(settings.HOME)
    return render(request, "desk/login.html", context, status=status)


def _safe(request: HttpRequest, address: str) -> str:
    """The address if it is one of ours; a link to elsewhere in `next` would make us a signpost for fraud."""
    ours = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if ours and address.startswith("/desk/") else str(settings.LOGIN_REDIRECT_URL)
