"""FFmpeg that waits for itself is ended; one that is slow, or that nobody has looked at for a while, is not."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.decoders import fake_ffmpeg, is_running, limits_in, write_decoder
from support.waiting import eventually
from tests_data import sample

from app.core.errors import JobCancelledError, JobError
from app.services.audio.conversion import Converter
from app.services.audio.ffmpeg import Ffmpeg
from scribe_contracts.events import FailureCode
from scribe_contracts.jobs import Channels

MAX_STALL_SECONDS = 1.5
WORKER = Path(__file__).parents[4] / "02-workers"

STOPPED_SECONDS = 6.0
WATCHED_BY_A_WORKER = """
import sys
from pathlib import Path
from app.services.audio.ffmpeg import Ffmpeg
from support.decoders import limits_in

decoder, source = map(Path, sys.argv[1:])
say = lambda *words: print(*words, flush=True)
say("ended", Ffmpeg(decoder, max_stall_seconds=4).run([], source, limits_in(decoder.parent), say, lambda: say("looks")))
"""


def giving_up() -> Callable[..., None]:
    """Return what fails a test that has lasted too long, for a run to call."""
    deadline = time.monotonic() + 40

    def fail_if_late(*_: object) -> None:
        assert time.monotonic() < deadline, "FFmpeg was not ended."

    return fail_if_late


def run(decoder: Path | None, folder: Path, *arguments: str) -> int:
    """Run a decoder, and return its status."""
    ffmpeg = Ffmpeg(decoder, max_stall_seconds=MAX_STALL_SECONDS)
    return ffmpeg.run(arguments, sample("wav"), limits_in(folder), print, giving_up())


def failure_of(folder: Path, script: str) -> JobError:
    converter = Converter(fake_ffmpeg(folder, script), max_seconds=60, max_stall_seconds=MAX_STALL_SECONDS)
    with pytest.raises(JobError) as failure:
        converter.convert(sample("wav"), folder, Channels.MIX, giving_up())
    return failure.value


def test_one_that_hangs_is_ended_with_its_children_and_is_tried_again(tmp_path: Path) -> None:
    children = tmp_path / "children"
    script = f'echo Begins. >&2; sleep 300 & echo $! > "{children}"; echo $$ >> "{children}"; wait'

    failure = failure_of(tmp_path, script)

    assert (failure.failure.code, failure.retryable) == (FailureCode.CONVERSION_INTERRUPTED, True)
    for child in children.read_text().split():
        eventually(lambda child=child: not is_running(int(child)))


def test_one_that_was_stopped_is_ended(tmp_path: Path) -> None:
    failure = failure_of(tmp_path, "kill -STOP $$")

    assert (failure.failure.code, failure.retryable) == (FailureCode.CONVERSION_INTERRUPTED, True)


def test_one_that_hangs_after_its_last_message_is_ended(tmp_path: Path) -> None:
    assert run(write_decoder(tmp_path, "exec sleep 300 2>&-"), tmp_path) == -signal.SIGKILL


def test_a_real_one_whose_threads_wait_for_each_other_is_ended(tmp_path: Path) -> None:
    """The thread that writes waits for a reader; the first one wakes twice a second, as in a deadlock."""
    output = tmp_path / "samples.raw"
    os.mkfifo(output)
    full = os.open(output, os.O_RDWR)
    try:
        status = run(None, tmp_path, "-i", "fd:", "-f", "s16le", "-y", str(output))
    finally:
        os.close(full)

    assert status == -signal.SIGKILL


def test_one_that_writes_little_by_little_and_says_nothing_is_not_ended(tmp_path: Path) -> None:
    output = tmp_path / "samples.raw"
    slowly = ["-loglevel", "error", "-re", "-i", "fd:", "-t", str(3 * MAX_STALL_SECONDS)]

    status = run(None, tmp_path, *slowly, "-f", "s16le", "-flush_packets", "1", "-y", str(output))

    assert status == 0
    assert output.stat().st_size > 0


def test_one_that_reads_a_little_now_and_then_is_not_ended(tmp_path: Path) -> None:
    drops = tmp_path / "drops"
    os.mkfifo(drops)
    decoder = write_decoder(tmp_path, f'while read -r drop; do :; done < "{drops}"')
    source = os.open(drops, os.O_RDWR)
    started = time.monotonic()

    def feed() -> None:
        if time.monotonic() - started < 3 * MAX_STALL_SECONDS:
            os.write(source, b".\n")
        else:
            raise JobCancelledError

    ffmpeg = Ffmpeg(decoder, max_stall_seconds=MAX_STALL_SECONDS)
    try:
        with pytest.raises(JobCancelledError):
            ffmpeg.run([], sample("wav"), limits_in(tmp_path), print, feed)
    finally:
        os.close(source)


def test_one_that_only_computes_is_not_ended(tmp_path: Path) -> None:
    enough = tmp_path / "enough"
    decoder = write_decoder(tmp_path, f'while [ ! -e "{enough}" ]; do :; done')
    started = time.monotonic()

    def look() -> None:
        if time.monotonic() - started > 3 * MAX_STALL_SECONDS:
            enough.touch()

    ffmpeg = Ffmpeg(decoder, max_stall_seconds=MAX_STALL_SECONDS)
    assert ffmpeg.run([], sample("wav"), limits_in(tmp_path), print, look) == 0


def test_time_in_which_the_worker_was_stopped_does_not_count(tmp_path: Path) -> None:
    answer = tmp_path / "answer"
    os.mkfifo(answer)
    decoder = write_decoder(tmp_path, f'echo waits >&2; read -r word < "{answer}"; echo $word >&2')
    command = [sys.executable, "-c", WATCHED_BY_A_WORKER, str(decoder), str(sample("wav"))]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, sys.path))}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=WORKER, env=environment) as worker:
        assert worker.stdout is not None
        said = iter(worker.stdout.readline, "")
        assert "waits\n" in said
        for _ in range(3):
            assert "looks\n" in said
        worker.send_signal(signal.SIGSTOP)
        time.sleep(STOPPED_SECONDS)
        worker.send_signal(signal.SIGCONT)
        # Some of these were said before; the last ones were not.
        for _ in range(5):
            assert "looks\n" in said
        answer.write_text("goes-on\n")
        assert [line for line in said if line != "looks\n"] == ["goes-on\n", "ended 0\n"]
