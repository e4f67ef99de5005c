"""The API put together: its rooms, and its description for programs (OpenAPI)."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from ninja import NinjaAPI

from gongkai.web.api import choices, items, public, request_papers, requests, screening, tracking
from gongkai.web.api.speaking import Json, hear_no

BASE = "/api/v1/"

INTRODUCTION = """\
办公页面和公开网站能办的，程序用这里也能办：同样的动作，同样的制度，同样的拒绝。

**谁在办。** 工作人员的动作要在请求头里写 `Authorization: Bearer 令牌`。令牌由管理员用 \
`gongkai token issue 登录名` 签发，只能办它的主人当天能办的事；账号停用或者令牌收回，就不能再用。\
网页登录的Cookie在这里不算数。申请人凭回执上的编号和查询码。

**怎样写。** 请求和回答都是UTF-8的JSON。日期写成 `2025-03-03`；不认识的字段不收；控制字符会去掉；\
文件用base64。

**不行的时候。** `409` 制度不允许：`{"refused": {"code", "reason", "clause", "remedy"}}`，\
写明理由、条款和现在怎么办。`422` 发来的内容不合要求：`{"faults": [{"field", "code", "reason", "clause", \
"remedy"}]}`，逐个字段说明。`404` 没有这个内容，或者不是您能知道的。`401` 没有可用的令牌。\
`400` 不是JSON。`405` 方法不对。`413` 太大。`429` 太快，`Retry-After` 里写着多少秒以后再试。\
`code` 供程序判断，不会改变意思；`reason` 和 `remedy` 是给人看的。"""

api = hear_no(
    NinjaAPI(
        title="政务公开接口",
        version="1",
        description=INTRODUCTION,
        docs_url=None,
        openapi_url=None,
        renderer=Json(),
        urls_namespace="api-1",
    )
)
for _room in (public, tracking, requests, request_papers, items, screening, choices):
    api.add_router("", _room.router)

_PARTS = {
    "organ": ("机关，地址里用的名字", "hulunbuir-statistics"),
    "request_id": ("申请的编号", 3),
    "file_id": ("文件的编号", 3),
    "letter_id": ("文书的编号", 3),
    "item_id": ("信息的编号", 3),
    "edition_id": ("版本的编号", 3),
    "digest": ("文件内容的摘要", "5f1c…"),
    "kind": ("docx 或者 pdf", "pdf"),
    "edition": ("第几版；不写看最新的", 1),
}
"""The parts of addresses in words, with an example of each."""

_STATUS = {
    "200": "办成了",
    "201": "登记了",
    "400": "不是 JSON，或者不完整",
    "401": "没有可用的令牌",
    "404": "没有这个内容，或者不是您能知道的",
    "409": "制度不允许：理由、条款和现在怎么办",
    "413": "太大",
    "422": "发来的内容不合要求，逐个字段说明",
    "429": "太快",
}


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """The OpenAPI document; it is the same for everybody."""
    # Once through JSON: what is asked of it here is what programs get, statuses as text.
    document: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=BASE), default=str))
    document["servers"] = [{"url": "/"}]
    for operations in document["paths"].values():
        for operation in operations.values():
            _explain(operation)
    return document


def _explain(operation: dict[str, Any]) -> None:
    """Put Chinese words where the framework has English ones."""
    for parameter in operation.get("parameters", ()):
        title, example = _PARTS.get(parameter["name"], ("", None))
        if title:
            parameter["schema"] = parameter["schema"] | {"title": title}
            parameter["description"], parameter["example"] = title, example
        else:
            parameter.setdefault("description", parameter["schema"].get("title", ""))
    for status, response in operation["responses"].items():
        response["description"] = _STATUS[status]
