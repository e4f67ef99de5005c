"""The cage of a program of its own: confines this process, then becomes the program.

`python -I -m gongkai.gateways.paper.tool_cage LIMITS PROGRAM WORD…`, run in a folder made for it.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import sys
from typing import NoReturn

from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.seccomp import NETWORK, forbid_calls

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_DIE_WITH_PARENT, _KILL = 1, 9


def main() -> NoReturn:
    limits, command = Limits(**json.loads(sys.argv[1])), sys.argv[2:]
    for what, most in (
        (resource.RLIMIT_CPU, int(limits.tool_seconds) + 1),
        (resource.RLIMIT_AS, limits.tool_memory_bytes),
        (resource.RLIMIT_FSIZE, limits.unpacked_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, allowed))
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            libc = ctypes.CDLL(None)
            libc.prctl(_DIE_WITH_PARENT, _KILL, 0, 0, 0)
            if libc.unshare(_NEW_NETWORK) != 0:
                libc.unshare(_NEW_USER | _NEW_NETWORK)
        forbid_calls(NETWORK)
    os.execv(command[0], command)  # noqa: S606 - a program found by us, its words made by us


if __name__ == "__main__":
    main()
