"""Memory and processor time of the stack's programs and of the tool itself."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress

import psutil

TOOL = "this tool"


def memory(process: psutil.Process) -> int:
    """Return the bytes of a program's processes together; pages that they share count once."""
    return sum(_proportional(each) for each in _tree(process))


def processor_seconds(programs: Mapping[str, psutil.Process]) -> dict[str, float]:
    """Return the processor time by program so far, and that of this tool with those it has started."""
    found: dict[str, float] = {}
    for name, process in programs.items():
        for place, each in enumerate(_tree(process)):
            label = _part(each) if name == "gateway" and place else name
            found[label] = found.get(label, 0.0) + _seconds(each)
    inner = {each.pid for process in programs.values() for each in _tree(process)}
    found[TOOL] = sum(_seconds(each) for each in _tree(psutil.Process(os.getpid())) if each.pid not in inner)
    return found


def _part(process: psutil.Process) -> str:
    """Return the name of one of the gateway's processes: which one was busy says who had to wait."""
    with suppress(psutil.Error):
        if "app.core.passwords.program" in process.cmdline():
            return "gateway's hashing"
    return "gateway's receiver"


def _tree(process: psutil.Process) -> Iterator[psutil.Process]:
    yield process
    with suppress(psutil.Error):
        yield from process.children(recursive=True)


def _proportional(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0


def _seconds(process: psutil.Process) -> float:
    """Return the processor time of a process and of its children that have ended."""
    try:
        times = process.cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system + times.children_user + times.children_system)
