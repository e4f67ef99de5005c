"""ClamAV through its socket: asked where one is configured, and then nothing passes without its answer."""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import time
from dataclasses import dataclass

VARIABLE = "GONGKAI_CLAMAV"
_CHUNK = 64 * 1024
_LONGEST_ANSWER = 4096
_SECONDS = 60.0
_LEAST = 0.01
_HOW = "请检查扫描服务是否在运行、地址是否写对，再试一次；在此之前不能公开。"


@dataclass(frozen=True, slots=True)
class Scanned:
    """What the scanner said: `passed` only where it answered that it found nothing; else `why`, a sentence."""

    passed: bool
    why: str = ""


def configured() -> str:
    """The scanner's place, as GONGKAI_CLAMAV says: a socket's path or host:port; "" where there is none."""
    return os.environ.get(VARIABLE, "").strip()


def scan(data: bytes, place: str, seconds: float = _SECONDS) -> Scanned:
    """Sends the bytes to the scanner (INSTREAM) and reads its verdict. Whatever goes wrong is not passed, and all of it
    may take `seconds` together."""
    until = time.monotonic() + seconds
    try:
        with contextlib.closing(_connected(place, seconds)) as line:
            line.sendall(b"zINSTREAM\0")
            for at in range(0, len(data), _CHUNK):
                piece = data[at : at + _CHUNK]
                _hurry(line, until)
                line.sendall(struct.pack("!L", len(piece)) + piece)
            line.sendall(struct.pack("!L", 0))
            answer = _answer(line, until)
    except (OSError, ValueError) as error:
        return Scanned(
            False, f"病毒扫描没有做成（{type(error).__name__}）：扫描服务“{place[:80]}”没有答复。{_HOW}"
        )
    return _verdict(answer)


def _verdict(answer: str) -> Scanned:
    said = answer.partition(": ")[2] or answer
    if said == "OK":
        return Scanned(True)
    if said.endswith(" FOUND"):
        return Scanned(
            False, f"病毒扫描发现“{said.removesuffix(' FOUND')[:80]}”，这份文件不能公开；请换成干净的文件。"
        )
    return Scanned(False, f"病毒扫描没有做成：扫描服务答复“{said[:80]}”。{_HOW}")


def _connected(place: str, seconds: float) -> socket.socket:
    host, colon, port = place.rpartition(":")
    if colon and port.isdigit() and "/" not in place:
        return socket.create_connection((host.strip("[]"), int(port)), seconds)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(seconds)
    try:
        line.connect(place)
    except OSError:
        line.close()
        raise
    return line


def _hurry(line: socket.socket, until: float) -> None:
    """A scanner that drips a byte now and then must not be waited for without end."""
    line.settimeout(max(until - time.monotonic(), _LEAST))


def _answer(line: socket.socket, until: float) -> str:
    held = b""
    while not held.endswith(b"\0") and len(held) < _LONGEST_ANSWER:
        if time.monotonic() > until:
            raise TimeoutError
        _hurry(line, until)
        piece = line.recv(_LONGEST_ANSWER)
        if not piece:
            break
        held += piece
    return held.rstrip(b"\0\n").decode("utf-8", "replace").strip()
