"""Memory and processor time of programs that consist of several processes."""

import subprocess
import sys

import psutil

from ops.load.usage import TOOL, memory, processor_seconds

HELD = 50 * 10**6
# A process that holds memory, with a child that does too; both say when they do.
PROGRAM = f"""
import os, sys, time
held = bytes({HELD}) and bytearray(os.urandom(1)) * {HELD}
if os.fork() == 0:
    held[:] = bytearray(os.urandom(1)) * {HELD}
sum(range(3_000_000))
print("ready", flush=True)
time.sleep(60)
"""


def test_all_processes_of_a_program_count_and_what_they_have_worked() -> None:
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE) as program:
        try:
            assert program.stdout is not None
            assert [program.stdout.readline(), program.stdout.readline()] == [b"ready\n"] * 2
            process = psutil.Process(program.pid)

            found = memory(process)
            spent = processor_seconds({"gateway": process})
        finally:
            for child in psutil.Process(program.pid).children():
                child.kill()
            program.kill()
    assert 2 * HELD < found < 2 * HELD + 50 * 10**6
    assert spent["gateway"] > 0
    assert spent["gateway's receiver"] > 0
    assert spent[TOOL] > 0
