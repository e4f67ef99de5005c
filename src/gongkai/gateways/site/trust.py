"""Which manifest shards may be believed: those a signed root vouches for.

A baker that took over whatever list it finds would sign a forger's line with its next commit. So a shard is
believed only where a signed root names its digest. Between the first new shard and the new root lies a moment
in which a kill would leave shards that the old root does not know; for it the new root is announced, signed.
"""

from __future__ import annotations

from pathlib import Path

from gongkai.core.terms import sm3_hex
from gongkai.gateways.site.manifest import ShardLine, read_root
from gongkai.gateways.site.paths import MANIFEST, SHARD_DIR, SIGNATURE, WORK_DIR
from gongkai.gateways.site.signing import Signer, is_signed

NEXT_ROOT = f"{WORK_DIR}/next.json"
NEXT_SIGNATURE = f"{WORK_DIR}/next.sig"


class DamagedSiteError(Exception):
    """The manifest on disk is not what was signed: only baking everything anew can be trusted."""


def believed_lines(root: Path, signer: Signer) -> dict[str, ShardLine]:
    """The line of every shard as it lies on disk; DamagedSiteError where no signed root knows of it."""
    signed = [
        lines
        for text, signature in ((MANIFEST, SIGNATURE), (NEXT_ROOT, NEXT_SIGNATURE))
        if (lines := _signed_lines(root / text, root / signature, signer)) is not None
    ]
    if not signed:
        if (root / MANIFEST).exists() or (root / SHARD_DIR).exists():
            raise DamagedSiteError("no signed root")
        return {}
    believed = dict(signed[0])
    names = {name for lines in signed for name in lines}
    for name in sorted(name for name in names if len({lines.get(name) for lines in signed}) > 1):
        line = _line_on_disk(root, name, signed)
        if line is None:
            believed.pop(name, None)
        else:
            believed[name] = line
    return believed


def shard_bytes(root: Path, name: str, line: ShardLine | None) -> bytes:
    """The text of a shard as vouched for (`line`); DamagedSiteError where it differs."""
    text = bytes_of(root / SHARD_DIR / f"{name}.json")
    if text is None and line is None:
        return b"{}"
    if text is None or line is None or sm3_hex(text) != line.digest:
        raise DamagedSiteError(f"shard {name} is not what was signed")
    return text


def bytes_of(file: Path) -> bytes | None:
    """What a file holds; None where there is no file."""
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _signed_lines(file: Path, signature: Path, signer: Signer) -> dict[str, ShardLine] | None:
    text, signed = bytes_of(file), bytes_of(signature)
    if text is None or signed is None or not is_signed(text, signed, signer.public_pem):
        return None
    return read_root(text)


def _line_on_disk(root: Path, name: str, signed: list[dict[str, ShardLine]]) -> ShardLine | None:
    """Of several signed lines of a shard the one that fits the file; None where it is rightly absent."""
    text = bytes_of(root / SHARD_DIR / f"{name}.json")
    for lines in signed:
        line = lines.get(name)
        if (line is None and text is None) or (line and text is not None and sm3_hex(text) == line.digest):
            return line
    raise DamagedSiteError(f"shard {name} is not what was signed")
