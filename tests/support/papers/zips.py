"""ZIP packages for tests, the same bytes every time."""

from __future__ import annotations

import zipfile
from io import BytesIO


def zipped(entries: dict[str, str | bytes], stored: bool = False) -> bytes:
    """A ZIP of the entries in their order."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content.encode("utf-8") if isinstance(content, str) else content)
    return held.getvalue()


def xml(content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{content}'
