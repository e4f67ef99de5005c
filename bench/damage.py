"""Ways of damaging a file, the same for the same seed: what wires, disks and malice do to documents."""

from __future__ import annotations

import random
import re
import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO

_EXTREMES = (
    b"\x00\x00\x00\x00",
    b"\xff\xff\xff\xff",
    b"\xff\xff\xff\x7f",
    b"\x00\x00\x00\x80",
    b"\x01\x00\x00\x00",
)
_WORDS = (
    b"<",
    b">",
    b"&",
    b'"',
    b"\x00",
    b"%",
    b"(",
    b")",
    b"obj",
    b"endstream",
    b"<![CDATA[",
    b"{",
    b"\xff\xd8",
    b"PK",
)
_ODD = (
    b"",
    b"-1",
    b"0",
    b"99999999999999999999",
    b"1e309",
    b"NaN",
    b"../../a",
    "汉".encode(),
    b"A" * 5_000,
    b"&#x10FFFF;",
)
_VALUE, _NUMBER = re.compile(rb'="([^"<]*)"'), re.compile(rb'="(-?[\d.]+)"')
_EMPTY, _LEAF = re.compile(rb"(<[\w:]+(?: [^<>]*)?/>)"), re.compile(rb"(<([\w:]+)(?: [^<>]*)?>[^<>]*</\2>)")
_TEXT = re.compile(rb">([^<>]+)</")
_LARGEST_MEMBER = 4_000_000


def damaged(files: Sequence[bytes], chance: random.Random) -> bytes:
    """One of the files with one to six injuries; packages are also injured inside, their sums made right again."""
    data = chance.choice(files)
    if data.startswith(b"PK") and chance.random() < 0.6:
        data = _inside(data, files, chance)
        if chance.random() < 0.8:
            return data
    elif data.startswith(b"%PDF") and chance.random() < 0.3:
        data = _in_streams(data, chance)
    return injured(data, files, chance)


def injured(data: bytes, files: Sequence[bytes], chance: random.Random) -> bytes:
    """Bits turned over, pieces cut off, cut out, doubled, swapped with another file's, numbers made extreme."""
    held = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        if not held:
            break
        at, size = chance.randrange(len(held)), chance.randint(1, 64)
        match chance.randrange(8):
            case 0:
                held[at] ^= 1 << chance.randrange(8)
            case 1:
                if chance.random() < 0.3:
                    del held[max(at, 4) :]
            case 2:
                del held[at : at + size]
            case 3:
                held[at:at] = held[at : at + size * chance.choice((1, 1, 1, 50))]
            case 4:
                other = chance.choice(files)
                start = chance.randrange(max(len(other), 1))
                held[at : at + size] = other[start : start + chance.randint(1, 512)]
            case 5:
                extreme = chance.choice(_EXTREMES)[: chance.choice((1, 2, 4))]
                held[at : at + len(extreme)] = extreme
            case 6:
                held[at:at] = chance.choice(_WORDS)
            case _:
                held[at : at + size] = chance.randbytes(size)
    return bytes(held)


def _inside(data: bytes, files: Sequence[bytes], chance: random.Random) -> bytes:
    """A member of a package injured and packed again, so that the damage reaches the parser behind the checksum."""
    held = BytesIO()
    try:
        with (
            zipfile.ZipFile(BytesIO(data)) as source,
            zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            entries = source.infolist()
            chosen = {chance.randrange(len(entries)) for _ in range(chance.randint(1, 3))}
            contents = [source.read(entry) for entry in entries]
            for at, entry in enumerate(entries):
                content = contents[at]
                if at in chosen and len(content) < _LARGEST_MEMBER:
                    shaken = content.lstrip().startswith(b"<") and chance.random() < 0.7
                    content = _shaken(content, chance) if shaken else injured(content, contents, chance)
                target.writestr(zipfile.ZipInfo(entry.filename), content, zipfile.ZIP_DEFLATED)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError, KeyError):
        return data
    return held.getvalue()


def _shaken(content: bytes, chance: random.Random) -> bytes:
    """Markup that is still well formed and says what nobody expects: odd values, elements missing or doubled."""
    for _ in range(chance.randint(1, 4)):
        pattern = chance.choice((_VALUE, _NUMBER, _EMPTY, _LEAF, _TEXT))
        found = list(pattern.finditer(content))
        if not found:
            continue
        start, end = chance.choice(found).span(1)
        if pattern in (_EMPTY, _LEAF):
            put = chance.choice((b"", content[start:end] * 2, content[start:end] * 40))
        else:
            put = chance.choice(_ODD)
        content = content[:start] + put + content[end:]
    return content


def _in_streams(data: bytes, chance: random.Random) -> bytes:
    """Compressed streams of a PDF opened, injured and closed again where they fit into their place."""
    start = data.find(b"stream\n", chance.randrange(len(data)))
    end = data.find(b"endstream", start)
    if start < 0 or end < 0:
        return data
    inner = data[start + 7 : end]
    try:
        opened = zlib.decompressobj().decompress(inner)
        changed = zlib.compress(injured(opened, [opened], chance), 9)
    except zlib.error:
        changed = injured(inner, [inner], chance)
    return data[: start + 7] + changed + data[end:]
