"""Programs beside ours that read what we cannot: tesseract for pictures, LibreOffice for old Word files."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess  # noqa: S404 - programs found on the machine, no shell, words of our own making
import sys
import time
from functools import cache
from pathlib import Path

from gongkai.gateways.paper.limits import Limits

_CHINESE = "chi_sim"
FINAL = 0.2
"""Seconds before the end in which nothing is begun any more."""
_MOST_KEPT = 1000
_RECOGNISED: dict[bytes, str] = {}
"""Pages read before, by the digest of their picture: a long scan is read in several goes, each beginning where the
last was broken off, and once more before release."""


@cache
def text_recognition() -> str | None:
    """The path of tesseract, where it is installed together with its Simplified Chinese."""
    found = shutil.which("tesseract")
    if found is None:
        return None
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        told = subprocess.run([found, "--list-langs"], capture_output=True, timeout=20, check=False)  # noqa: S603 - see the import
        return found if _CHINESE in told.stdout.decode("utf-8", "replace").split() else None
    return None


@cache
def office() -> str | None:
    """The path of LibreOffice, where it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def recognise(picture: str, folder: Path, limits: Limits, until: float) -> str | None:
    """The text on a picture in `folder`; None where it could not be found out before the moment `until`."""
    program = text_recognition()
    if program is None:
        return None
    known = hashlib.sha256((folder / picture).read_bytes()).digest()
    if known not in _RECOGNISED:
        text = _recognised(program, picture, folder, limits, until)
        if text is None:
            return None
        while len(_RECOGNISED) >= _MOST_KEPT:
            _RECOGNISED.pop(next(iter(_RECOGNISED)), None)
        _RECOGNISED[known] = text
    return _RECOGNISED.get(known, "")


def _recognised(program: str, picture: str, folder: Path, limits: Limits, until: float) -> str | None:
    for layout in ("3", "11"):
        # Pages are read as pages; what seems empty is looked at once more for words standing anywhere.
        words = [program, picture, picture, "-l", _CHINESE, "--psm", layout]
        if not run_tool(words, folder, limits, until):
            return None
        with contextlib.suppress(OSError):
            text = (folder / f"{picture}.txt").read_text("utf-8", "replace")
            if text.strip():
                return text
    return ""


def as_docx(document: str, folder: Path, limits: Limits, until: float) -> bytes | None:
    """An old Word or RTF file in `folder` as LibreOffice turns it into DOCX; None where that did not work."""
    program = office()
    if program is None:
        return None
    profile = f"-env:UserInstallation=file://{folder}/profile"
    words = [program, profile, "--headless", "--norestore", "--convert-to", "docx", "--outdir", str(folder)]
    if not run_tool([*words, document], folder, limits, until):
        return None
    made = folder / f"{Path(document).stem}.docx"
    try:
        size = made.stat().st_size
        return made.read_bytes() if 0 < size <= limits.file_bytes else None
    except OSError:
        return None


def run_tool(words: list[str], folder: Path, limits: Limits, until: float) -> bool:
    """Runs one program in a cage with `folder` as its home; whether it ended well and in time."""
    left = min(limits.tool_seconds, until - time.monotonic())
    if left <= FINAL:
        return False
    command = [sys.executable, "-I", "-m", "gongkai.gateways.paper.tool_cage"]
    process = subprocess.Popen(  # noqa: S603 - see the import
        [*command, json.dumps(limits.as_json()), *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(folder),
        start_new_session=True,
    )
    try:
        return process.wait(left) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        # LibreOffice starts a second process; the whole group goes, so that nothing is left running.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH", "TESSDATA_PREFIX") if name in os.environ}
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "OMP_THREAD_LIMIT": "1",
        **kept,
    }
