"""Holding the baked site against its signed list, as the clock asks once a day."""

from __future__ import annotations

import logging

from django.conf import settings

from gongkai.gateways.site import public_key_of, verify

_log = logging.getLogger(__name__)


def verify_site() -> dict[str, object]:
    """The verdict on the site of this machine, also told in the log where a file does not fit.

    What it answers is kept with the task; a site that was never baked holds.
    """
    if not settings.SITE_DIR.is_dir():
        return {"files": 0, "holds": True, "changed": [], "missing": [], "added": []}
    verdict = verify(settings.SITE_DIR, public_key_of(settings.KEYS_DIR))
    if not verdict.holds:
        _log.error(
            "门户文件与签名的清单不相符：改动 %d 个，缺少 %d 个，多出 %d 个。请运行 gongkai site verify 查看。",
            len(verdict.changed),
            len(verdict.missing),
            len(verdict.added),
        )
    return verdict.as_json()
