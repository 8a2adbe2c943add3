"""FFmpeg runs without the worker's secrets and within limits, and no bad end of it passes for success."""

import signal
import time
from pathlib import Path

import pytest
from support.waiting import eventually
from tests_data import sample

from app.core.errors import JobCancelledError, JobError
from app.services.audio.conversion import Converter
from app.services.audio.ffmpeg import Ffmpeg, Limits
from scribe_contracts.events import FailureCode
from scribe_contracts.jobs import Channels

LIMITS = Limits(seconds=3600, output_bytes=10_000_000)


def fake_ffmpeg(folder: Path, script: str) -> Path:
    """Write an FFmpeg that describes one audio track and otherwise does as `script` says."""
    path = folder / "ffmpeg"
    describes = "Input #0, wav, from 'fd:':\n  Stream #0:0: Audio: pcm_s16le, 16000 Hz, mono, s16"
    path.write_text(f'#!/bin/sh\ncase "$*" in *.raw*) ;; *) echo "{describes}" >&2; exit 1;; esac\n{script}\n')
    path.chmod(0o755)
    return path


def failure_of(folder: Path, script: str) -> JobError:
    with pytest.raises(JobError) as failure:
        Converter(fake_ffmpeg(folder, script), max_seconds=60).convert(sample("wav"), folder, Channels.MIX)
    return failure.value


def test_no_secret_of_the_worker_is_in_its_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRIBE_S3_SECRET_KEY", "secret-of-s3")
    monkeypatch.setenv("SCRIBE_REDIS_URL", "redis://:secret-of-redis@localhost")
    script = tmp_path / "ffmpeg"
    script.write_text("#!/bin/sh\nenv >&2\n")
    script.chmod(0o755)
    said: list[str] = []

    assert Ffmpeg(script).run([], sample("wav"), LIMITS, said.append) == 0

    assert {line.partition("=")[0] for line in said} <= {
        "PATH",
        "LC_ALL",
        "MALLOC_ARENA_MAX",
        "PWD",
        "SHLVL",
        "_",
        "OLDPWD",
    }
    assert not any("secret" in line for line in said)


def test_its_resources_are_limited_and_it_gains_no_privileges(tmp_path: Path) -> None:
    script = tmp_path / "ffmpeg"
    script.write_text("#!/bin/sh\ncat /proc/self/limits /proc/self/status >&2\n")
    script.chmod(0o755)
    said: list[str] = []

    Ffmpeg(script).run([], sample("wav"), LIMITS, said.append)

    limits = {line[:25].strip(): line[25:].split()[0] for line in said if line.startswith("Max ")}
    assert limits["Max cpu time"] == "1800"
    assert limits["Max file size"] == "10000000"
    assert limits["Max address space"] == str(4 << 30)
    assert limits["Max open files"] == "64"
    assert limits["Max core file size"] == "0"
    assert limits["Max processes"] != "unlimited"
    assert "NoNewPrivs:\t1" in said


def test_who_cancels_ends_it_and_its_children_though_it_says_nothing(tmp_path: Path) -> None:
    children = tmp_path / "children"
    script = fake_ffmpeg(tmp_path, f'sleep 300 & echo $! > "{children}"; echo $$ >> "{children}"; sleep 300')
    started = time.monotonic()

    def cancel(_: float) -> None:
        if children.exists() and len(children.read_text().split()) == 2:
            raise JobCancelledError

    with pytest.raises(JobCancelledError):
        Converter(script, max_seconds=60).convert(sample("wav"), tmp_path, Channels.MIX, cancel)

    assert time.monotonic() - started < 2
    for child in children.read_text().split():
        eventually(lambda child=child: not is_running(int(child)))


def test_a_killed_ffmpeg_is_no_success_and_is_tried_again(tmp_path: Path) -> None:
    failure = failure_of(tmp_path, 'for last; do :; done; head -c 99999 /dev/zero > "$last"; kill -9 $$')

    assert failure.failure.code is FailureCode.CONVERSION_INTERRUPTED
    assert failure.retryable


def test_one_that_was_asked_to_end_is_no_success_either(tmp_path: Path) -> None:
    failure = failure_of(tmp_path, "echo 'Exiting normally, received signal 15.' >&2; exit 255")

    assert (failure.failure.code, failure.retryable) == (FailureCode.CONVERSION_INTERRUPTED, True)


def test_time_beyond_the_limit_is_the_file_s_fault(tmp_path: Path) -> None:
    failure = failure_of(tmp_path, f"kill -{signal.SIGXCPU} $$")

    assert (failure.failure.code, failure.retryable) == (FailureCode.UNREADABLE_MEDIA, False)


def test_a_full_disk_says_so_and_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "track-0-0.raw").symlink_to("/dev/full")

    with pytest.raises(JobError) as failure:
        Converter(max_seconds=3600).convert(sample("wav"), tmp_path, Channels.MIX)

    assert (failure.value.failure.code, failure.value.retryable) == (FailureCode.DISK_FULL, True)


def test_a_disk_that_is_full_for_the_mix_says_so(tmp_path: Path) -> None:
    (tmp_path / "audio.wav").symlink_to("/dev/full")

    with pytest.raises(JobError) as failure:
        Converter(max_seconds=3600).convert(sample("wav"), tmp_path, Channels.MIX)

    assert (failure.value.failure.code, failure.value.retryable) == (FailureCode.DISK_FULL, True)


def test_any_other_bad_exit_is_a_broken_file(tmp_path: Path) -> None:
    failure = failure_of(tmp_path, 'for last; do :; done; head -c 99999 /dev/zero > "$last"; exit 1')

    assert (failure.failure.code, failure.retryable) == (FailureCode.UNREADABLE_MEDIA, False)


def test_a_recording_beyond_the_limit_is_stopped_at_the_limit(tmp_path: Path) -> None:
    script = "echo '[Eval @ 0x1] [warning] 1000062.500000' >&2; sleep 300"
    started = time.monotonic()

    failure = failure_of(tmp_path, script)

    assert failure.failure.code is FailureCode.TOO_LONG
    assert time.monotonic() - started < 2


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
