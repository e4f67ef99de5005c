"""Which pages the templates make: the digest of everything that shapes a page besides the published state."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from gongkai.core.terms import sm3_hex

_PORTAL = Path(__file__).resolve().parent
_SHAPING = (_PORTAL, _PORTAL.parent / "templates" / "portal", _PORTAL.parent.parent / "queries" / "portal")
STATIC = _PORTAL.parent / "static"
STATIC_FILES = ("base.css", "portal.css", "portal.js")
"""What every page asks for under /static/, so that the site stands on any plain web server."""


@lru_cache(maxsize=1)
def templates_version() -> str:
    """Changes with the software: after an upgrade the next baking makes every page anew."""
    files = sorted(
        file for folder in _SHAPING for file in folder.iterdir() if file.suffix in {".py", ".html"}
    )
    parts = [f"{file.name}:{sm3_hex(file.read_bytes())}" for file in files]
    return sm3_hex("\n".join(parts).encode())[:16]
