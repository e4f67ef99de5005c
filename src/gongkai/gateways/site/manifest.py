"""The manifest: every file of the site with its digest, in 256 shards under one signed root.

A path belongs to the shard named by the first two digits of the SM3 of the path. One publication touches a
bounded number of files, hence a bounded number of shards, and a shard is a 256th part of the list.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.core.terms import sm3_hex

FORMAT = "gongkai-manifest-1"


@dataclass(frozen=True, slots=True)
class ShardLine:
    """What the root says of a shard: how many files it lists, and the SM3 of its text."""

    files: int
    digest: str


def shard_of(path: str) -> str:
    """The shard a path is listed in, two hexadecimal digits.

    >>> shard_of("index.html")
    '32'
    """
    return sm3_hex(path.encode())[:2]


def shard_text(entries: dict[str, str]) -> bytes:
    """A shard as written: path → SM3, one line each, sorted, so that the same list is the same bytes."""
    # The separators keep one file to a line and the work in C: a baking writes some thousand lines.
    text = json.dumps(entries, ensure_ascii=False, sort_keys=True, separators=(",\n", ": "))
    return f"{text}\n".encode()


def read_shard(text: bytes) -> dict[str, str]:
    """Path → SM3; ValueError for anything that is not a shard."""
    return _texts(json.loads(text))


def shard_line(text: bytes, entries: Mapping[str, str]) -> ShardLine:
    return ShardLine(len(entries), sm3_hex(text))


def root_text(shards: Mapping[str, ShardLine]) -> bytes:
    """The root as written: the digests of all shards that list anything."""
    value = {
        "format": FORMAT,
        "digest": "SM3",
        "files": sum(line.files for line in shards.values()),
        "shards": {name: {"files": line.files, "sm3": line.digest} for name, line in sorted(shards.items())},
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def read_root(text: bytes) -> dict[str, ShardLine]:
    """Shard → what the root says of it; ValueError for anything that is not a root."""
    value = json.loads(text)
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise ValueError("not a manifest root")
    try:
        shards = value["shards"].items()
        return {str(name): ShardLine(int(line["files"]), str(line["sm3"])) for name, line in shards}
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("not a manifest root") from error


def _texts(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(digest, str) for digest in value.values()):
        raise ValueError("not a manifest shard")
    return value
