"""A filter on system calls that a process puts on itself and can never take off, nor can what it starts.

Best effort: on Linux on x86_64 and arm64. Elsewhere the limits on resources and the audit hook must do.
"""

from __future__ import annotations

import ctypes
import platform
import struct
import sys
from enum import Flag, auto


class Calls(Flag):
    """Groups of calls: opening any socket, opening one that reaches out of the machine, starting programs."""

    SOCKETS = auto()
    NETWORK = auto()
    PROGRAMS = auto()


SOCKETS, NETWORK, PROGRAMS = Calls.SOCKETS, Calls.NETWORK, Calls.PROGRAMS

_MACHINES = {"x86_64": (0xC000003E, 41, 59, 322, 101), "aarch64": (0xC00000B7, 198, 221, 281, 117)}
"""Machine → its audit number, and the numbers of socket, execve, execveat, ptrace."""
_IO_URING_SETUP = 425
_FOREIGN_NUMBERS = 0x40000000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1
_AT_NUMBER, _AT_MACHINE, _AT_FIRST_ARGUMENT = 0, 4, 16
_LOCAL_FAMILY = 1
_NO_NEW_PRIVILEGES, _SET_FILTER, _FILTER = 38, 22, 2


def forbid_calls(calls: Calls) -> bool:
    """Makes the calls fail with EPERM from now on; whether the kernel took the filter."""
    known = _MACHINES.get(platform.machine()) if sys.platform == "linux" else None
    if known is None:
        return False
    program = b"".join(_program(known, calls))
    held = ctypes.create_string_buffer(program)
    filtered = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(held))
    try:
        libc = ctypes.CDLL(None)
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        return bool(libc.prctl(_SET_FILTER, _FILTER, ctypes.create_string_buffer(filtered), 0, 0) == 0)
    except (OSError, AttributeError):
        return False


def _program(machine: tuple[int, int, int, int, int], calls: Calls) -> list[bytes]:
    """Berkeley packet filter code. Numbers of another calling convention are refused: they would slip past."""
    audit, socket, execute, execute_at, trace = machine
    refused = [_IO_URING_SETUP, trace]
    if Calls.PROGRAMS in calls:
        refused += [execute, execute_at]
    if Calls.SOCKETS in calls:
        refused.append(socket)
    code = [
        _step(_LOAD, _AT_MACHINE),
        _step(_EQUAL, audit, 1, 0),
        _step(_RETURN, _REFUSE),
        _step(_LOAD, _AT_NUMBER),
        _step(_AT_LEAST, _FOREIGN_NUMBERS, 0, 1),
        _step(_RETURN, _REFUSE),
    ]
    for number in refused:
        code += [_step(_EQUAL, number, 0, 1), _step(_RETURN, _REFUSE)]
    if Calls.NETWORK in calls:
        code += [
            _step(_EQUAL, socket, 0, 3),
            _step(_LOAD, _AT_FIRST_ARGUMENT),
            _step(_EQUAL, _LOCAL_FAMILY, 1, 0),
            _step(_RETURN, _REFUSE),
        ]
    return [*code, _step(_RETURN, _ALLOW)]


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("HBBI", code, yes, no, value)
