"""What is installed is named by digest, and by no address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_package_has_hashes_and_no_address(name: str) -> None:
    text = Path(name).read_text("utf-8")
    entries = re.split(r"\n(?=[a-zA-Z0-9])", text.strip())
    assert [
        entry.split()[0] for entry in entries if "==" in entry.split()[0] and "--hash=sha256:" not in entry
    ] == []
    assert re.findall(r"https?://|file:|--index-url|--find-links", text) == []
