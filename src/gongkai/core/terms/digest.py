"""Digests: one way to write a value down, one way to take its fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime

_write = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode


def canonical_json(value: object) -> str:
    """The one JSON text of a value: keys sorted, no spaces, characters as they are.

    Takes None, bool, int, str, date, aware datetime (as ISO 8601), lists, tuples and mappings with text keys.
    TypeError for anything else. Floating-point numbers are refused: their text differs between machines.

    >>> canonical_json({"题名": "统计公报", "days": (1, 2), "on": date(2026, 3, 1)})
    '{"days":[1,2],"on":"2026-03-01","题名":"统计公报"}'
    """
    return _write(_plain(value))


def sm3_hex(data: bytes) -> str:
    """The SM3 (GB/T 32905-2016) of `data`, 64 lower-case hexadecimal digits.

    >>> sm3_hex(b"abc")
    '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'
    """
    return _hexdigest(data)


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError(f"a moment without a time zone cannot be recorded: {value!r}")
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {_key(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    raise TypeError(f"{type(value).__name__} has no canonical JSON: {value!r}")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a key must be text: {key!r}")
    return str(key)


def _from_openssl() -> Callable[[bytes], str]:
    # A copy of an empty hash costs a third of hashlib.new(), which looks the algorithm up each time.
    empty = hashlib.new("sm3")

    def hexdigest(data: bytes) -> str:
        running = empty.copy()
        running.update(data)
        return running.hexdigest()

    return hexdigest


def _from_cryptography() -> Callable[[bytes], str]:
    from cryptography.hazmat.primitives.hashes import SM3, Hash

    def hexdigest(data: bytes) -> str:
        running = Hash(SM3())
        running.update(data)
        return running.finalize().hex()

    return hexdigest


# Some builds of OpenSSL leave SM3 out; the answer is the same, so that a ledger can move between machines.
_hexdigest = _from_openssl() if "sm3" in hashlib.algorithms_available else _from_cryptography()
