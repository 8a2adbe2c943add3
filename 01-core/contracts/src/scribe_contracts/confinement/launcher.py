"""Start of a confined program, as a program of its own: it confines itself, then becomes the other.

This happens here rather than between fork and exec of the service, where a process with threads may do very little.
Run as `python -I -S launcher.py RULES PROGRAM ARGUMENTS…`; RULES is JSON: `limits`, from the name of an RLIMIT to its
value, `readable`, the paths that alone may be read, or null, and `writable`, the folders that may be written besides.

What the kernel lacks is left out: Landlock needs Linux 5.13, and a container's own filter may refuse it.
"""

import ctypes
import json
import os
import platform
import resource
import signal
import struct
import sys
from collections.abc import Sequence

_GRACE_SECONDS = 5

_PR_SET_PDEATHSIG = 1
_PR_SET_SECCOMP = 22
_PR_SET_NO_NEW_PRIVS = 38

_CAPABILITIES_VERSION, _CAPABILITIES_BYTES = 0x20080522, 24

_SECCOMP_MODE_FILTER = 2
_LOAD, _JUMP_EQUAL, _JUMP_FROM, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050001
"""Results of the filter; the second makes a call fail with EPERM."""

_CALL_NUMBER, _ARCHITECTURE = 0, 4
"""Places where the filter finds them."""

_OTHER_ABI = 0x40000000
"""Numbers from here on are those of x32 on the same processor."""

# The kernel's name of the architecture, then its numbers of: socket, ptrace, process_vm_readv, process_vm_writev,
# io_uring_setup (which opens sockets as well), pidfd_getfd.
_CALLS = {
    "x86_64": (0xC000003E, (41, 101, 310, 311, 425, 438)),
    "aarch64": (0xC00000B7, (198, 117, 270, 271, 425, 438)),
}

_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_LANDLOCK_VERSION = 1
_READ_FILE, _FOLDER_ACCESS = 0b101, 0b1101
"""Execution and reading of files, and of folders."""

_WRITE_ACCESS = 0b1110 | 1 << 8 | 1 << 14
"""Reading of a folder and its files, and making, writing and truncating files in it."""

# How many kinds of access each version knows, of which all are refused unless a rule allows them.
_ACCESS_BITS = {1: 13, 2: 14, 3: 15, 4: 15}
_NEWEST_ACCESS_BITS = 16
_MAKE_BLOCK_DEVICE = 1 << 11
"""Refused where files stay as they are, since a rule set must refuse something."""

_NETWORK_SINCE, _NETWORK = 4, 0b11
_SCOPES_SINCE, _SCOPES = 6, 0b11
"""No signals to processes outside, nor connections to their abstract sockets."""


def main() -> None:
    """Confine this process and run the program in place of it."""
    rules = json.loads(sys.argv[1])
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        # It must not outlive a service that is killed.
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        _enter_landlock(libc, rules["readable"], rules["writable"])
        _refuse_calls(libc)
        # Run by root, it would read the memory of others by right.
        libc.capset(struct.pack("=Ii", _CAPABILITIES_VERSION, 0), bytes(_CAPABILITIES_BYTES))
    for name, value in rules["limits"].items():
        _limit(name, value)
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606


def _limit(name: str, value: int) -> None:
    kind = getattr(resource, name)
    hard = resource.getrlimit(kind)[1]
    limit = value if hard == resource.RLIM_INFINITY else min(value, hard)
    # At the hard limit of CPU time the kernel kills without saying why.
    highest = limit + _GRACE_SECONDS if name == "RLIMIT_CPU" and hard == resource.RLIM_INFINITY else limit
    resource.setrlimit(kind, (limit, highest))


def _enter_landlock(libc: ctypes.CDLL, readable: Sequence[str] | None, writable: Sequence[str]) -> None:
    """Enter a domain from which no process outside can be looked into: its memory and environment hold secrets."""
    version = libc.syscall(_LANDLOCK_CREATE, None, ctypes.c_size_t(0), _LANDLOCK_VERSION)
    if version < 1:
        return
    access = (1 << _ACCESS_BITS.get(version, _NEWEST_ACCESS_BITS)) - 1
    refused = _MAKE_BLOCK_DEVICE if readable is None else access
    network = _NETWORK if version >= _NETWORK_SINCE else 0
    scopes = _SCOPES if version >= _SCOPES_SINCE else 0
    attributes = struct.pack("=QQQ", refused, network, scopes)
    rule_set = libc.syscall(_LANDLOCK_CREATE, attributes, ctypes.c_size_t(len(attributes)), 0)
    if rule_set < 0:
        return
    for path in readable or ():
        _allow(libc, rule_set, path, _FOLDER_ACCESS if os.path.isdir(path) else _READ_FILE)  # noqa: PTH112
    for path in writable if readable is not None else ():
        _allow(libc, rule_set, path, _WRITE_ACCESS & access)
    libc.syscall(_LANDLOCK_RESTRICT, rule_set, 0)
    os.close(rule_set)


def _allow(libc: ctypes.CDLL, rule_set: int, path: str, access: int) -> None:
    """Allow this access to a folder, which may be missing, or to one file."""
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    rule = struct.pack("=Qi", access, opened)
    libc.syscall(_LANDLOCK_ADD, rule_set, 1, rule, 0)
    os.close(opened)


def _refuse_calls(libc: ctypes.CDLL) -> None:
    """Refuse calls that open connections or look into other processes."""
    if platform.machine() not in _CALLS:
        return
    architecture, numbers = _CALLS[platform.machine()]
    checks = [(_LOAD, _CALL_NUMBER), (_JUMP_FROM, _OTHER_ABI), *((_JUMP_EQUAL, number) for number in numbers)]
    # A jump counts the lines that it passes over. The two last lines allow and refuse.
    program = [(_LOAD, 0, 0, _ARCHITECTURE), (_JUMP_EQUAL, 0, len(checks) + 1, architecture)]
    for position, (code, value) in enumerate(checks):
        program.append((code, 0 if code == _LOAD else len(checks) - position, 0, value))
    program += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    lines = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *line) for line in program))
    described = struct.pack("@HP", len(program), ctypes.addressof(lines))
    libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, described, 0, 0)


if __name__ == "__main__":
    main()
