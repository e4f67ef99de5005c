"""The inside of the cage: a process of its own that parses one document and may do nothing else.

`python -I -m gongkai.gateways.paper.cage KIND LIMITS` reads the file from stdin and writes one JSON object to stdout:
`{"blocks": …, "notes": …, "fields": …}` or `{"unreadable": "…"}`. Never import Django here: starting must stay quick.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import resource
import sys
from collections.abc import Callable
from typing import NoReturn

from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.parsed import Parsed
from gongkai.gateways.paper.seccomp import PROGRAMS, SOCKETS, forbid_calls

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_DIE_WITH_PARENT, _NO_NEW_PRIVILEGES = 1, 38
_KILL = 9
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "os.spawn",
    "shutil.",
    "ftplib.",
)


def parse(kind: str, data: bytes, limits: Limits) -> dict[str, object]:
    """The answer for one document; whatever a parser throws at damaged input becomes one sentence."""
    try:
        return _parser(kind)(data, limits).as_json()
    except Unreadable as error:
        return {"unreadable": error.sentence}
    except MemoryError:
        return {"unreadable": "文件读起来占用内存过多，已停止；请拆分后再提交。"}
    except Exception as error:  # noqa: BLE001 - parsers fail in countless ways; the answer is the same
        return {"unreadable": DAMAGED, "because": [f"{type(error).__name__}: {error}"[:500]]}


def _parser(kind: str) -> Callable[[bytes, Limits], Parsed]:
    """Only the parser needed is imported: the others would cost their time at every start."""
    if kind == "docx":
        from gongkai.gateways.paper.docx import read_docx

        return read_docx
    if kind == "pdf":
        from gongkai.gateways.paper.pdf import read_pdf

        return read_pdf
    if kind == "ofd":
        from gongkai.gateways.paper.ofd import read_ofd

        return read_ofd
    from gongkai.gateways.paper.webpage import read_html

    return read_html


def confine(limits: Limits) -> None:
    """Takes away from this process what parsing does not need. Limits on resources hold; the rest is best effort."""
    for what, most in (
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, limits.output_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, allowed))
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            libc = ctypes.CDLL(None)
            libc.prctl(_DIE_WITH_PARENT, _KILL, 0, 0, 0)
            libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
            if libc.unshare(_NEW_NETWORK) != 0:
                libc.unshare(_NEW_USER | _NEW_NETWORK)
        forbid_calls(SOCKETS | PROGRAMS)
    sys.addaudithook(_forbid)


def _forbid(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} is not for the cage")


def main() -> NoReturn:
    kind, limits = sys.argv[1], Limits(**json.loads(sys.argv[2]))
    confine(limits)
    # Parsers import modules while they work; deep recursion in strangers' markup must fail before the C stack does.
    sys.setrecursionlimit(2_000)
    answer = json.dumps(parse(kind, sys.stdin.buffer.read(), limits), ensure_ascii=True)
    sys.stdout.write(answer)
    sys.stdout.flush()
    sys.exit(0)


if __name__ == "__main__":
    main()
