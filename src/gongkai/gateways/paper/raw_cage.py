"""The inside of the cage: looks for strings in the bytes of a file, unpacked, without understanding any of it.

`python -I -m gongkai.gateways.paper.raw_cage WORD LIMITS` reads the file from stdin and `wanted.json` (a list of
strings) from the current folder, and writes `{"hits": [[number, where, how]]}` or `{"unreadable"}`. What the extractor
knows of formats plays no part here: this is the second pair of eyes. Never import Django here.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn

from gongkai.core.screening.needles import Needle, fold
from gongkai.gateways.paper.archive import DAMAGED, Archive
from gongkai.gateways.paper.cage import confine
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable

WANTED = "wanted.json"
_LEAST_BYTES = 6
_LEAST_SIGNS = 6
_ENCODINGS = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "gb18030": "GB18030"}
_DEEPEST = 4
_ZIP = b"PK\x03\x04"


def search(data: bytes, wanted: list[str], limits: Limits) -> dict[str, Any]:
    """Where the strings lie in the bytes; whatever goes wrong is an answer too."""
    patterns = [
        (number, how, pattern) for number, text in enumerate(wanted) for how, pattern in _patterns(text)
    ]
    hits: dict[tuple[int, str, str], None] = {}
    try:
        for where, blob in _blobs(data, "", limits, 0):
            for number, how, pattern in patterns:
                if pattern in blob:
                    hits[number, where, how] = None
        return {"hits": [list(hit) for hit in hits]}
    except Unreadable as error:
        return {"unreadable": error.sentence}
    except MemoryError:
        return {"unreadable": "文件读起来占用内存过多，已停止；请拆分后再提交。"}
    except Exception as error:  # noqa: BLE001 - damaged files fail in countless ways; the answer is the same
        return {"unreadable": DAMAGED, "because": [f"{type(error).__name__}: {error}"[:500]]}


def _patterns(text: str) -> Iterator[tuple[str, bytes]]:
    """The string in every encoding, as it is and packed as letters; short figures are met by chance and left out."""
    bare = text.strip()
    if bare.isascii() and len(fold(bare)) < _LEAST_SIGNS:
        return
    # A few Chinese numerals count where they stand alone, and bytes do not tell.
    if not bare.isascii() and Needle(bare).alone:
        return
    for encoding, title in _ENCODINGS.items():
        try:
            written = bare.encode(encoding)
        except UnicodeEncodeError:
            continue
        if len(written) < _LEAST_BYTES:
            continue
        yield f"字节（{title}）", written
        yield f"十六进制（{title}）", written.hex().encode()
        yield f"十六进制（{title}）", written.hex().upper().encode()
        for shift in range(3):
            # Six bits to a letter: those that hold nothing but the string are the same whatever stands around it.
            coded = base64.b64encode(b"\0" * shift + written)
            core = coded[-(-shift * 8 // 6) : (shift + len(written)) * 8 // 6]
            if len(core) >= _LEAST_SIGNS:
                yield f"base64（{title}）", core


def _blobs(data: bytes, where: str, limits: Limits, depth: int) -> Iterator[tuple[str, bytes]]:
    """The file itself and everything that can be unpacked from it."""
    yield where or "文件的字节", data
    if depth > _DEEPEST:
        raise Unreadable("文件里套着的文件层数过多，里面的没有读。")
    if data.startswith(_ZIP):
        archive = Archive(data, limits)
        for entry in archive.entries:
            if not entry.is_dir():
                inside = archive.read(entry)
                yield from _blobs(inside, f"{where}/{entry.filename}".lstrip("/"), limits, depth + 1)
    elif b"%PDF-" in data[:1024]:
        yield from _pdf_blobs(data, where, limits)


def _pdf_blobs(data: bytes, where: str, limits: Limits) -> Iterator[tuple[str, bytes]]:
    import pikepdf

    total = 0
    with pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
        for number, one in enumerate(pdf.objects):
            name = f"{where}：对象 {number}".lstrip(":")
            if isinstance(one, pikepdf.Stream):
                try:
                    content = one.read_bytes()
                except (pikepdf.PdfError, RuntimeError):
                    content = one.read_raw_bytes()
                total += len(content)
                if total > limits.unpacked_bytes:
                    raise Unreadable("文件解开后大得不合常理（疑似压缩炸弹），不予打开。")
                yield name, content
            kept = one.stream_dict if isinstance(one, pikepdf.Stream) else one
            # Numbers come as Python's own.
            if isinstance(kept, pikepdf.Object):
                yield name, kept.unparse()


def main() -> NoReturn:
    limits = Limits(**json.loads(sys.argv[2]))
    confine(limits)
    wanted = json.loads(Path(WANTED).read_text("utf-8"))
    sys.stdout.write(json.dumps(search(sys.stdin.buffer.read(), wanted, limits)))
    sys.stdout.flush()
    sys.exit(0)


if __name__ == "__main__":
    main()
