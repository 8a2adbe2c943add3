"""FFmpeg runs without the worker's secrets and within limits, and no bad end of it passes for success."""

import ctypes
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from small_disk import small_disk
from support.decoders import fake_ffmpeg, is_running, limits_in
from support.recordings import FFMPEG
from support.waiting import eventually
from tests_data import sample

from app.core.errors import JobCancelledError, JobError
from app.services.audio.conversion import Converter
from app.services.audio.ffmpeg import Ffmpeg
from scribe_contracts.events import FailureCode
from scribe_contracts.jobs import Channels


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

    assert Ffmpeg(script).run([], sample("wav"), limits_in(tmp_path), said.append) == 0

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
    script.write_text("#!/bin/sh\necho $$ >&2\nexec sleep 60\n")
    script.chmod(0o755)
    seen: list[str] = []

    def look(line: str) -> None:
        # From outside: its own files of /proc are closed to it as any others.
        seen.extend(Path(f"/proc/{line}/limits").read_text().splitlines())
        seen.extend(Path(f"/proc/{line}/status").read_text().splitlines())
        raise JobCancelledError

    with pytest.raises(JobCancelledError):
        Ffmpeg(script).run([], sample("wav"), limits_in(tmp_path), look)

    found = {line[:25].strip(): line[25:].split()[0] for line in seen if line.startswith("Max ")}
    assert found["Max cpu time"] == "1800"
    assert found["Max file size"] == "10000000"
    assert found["Max address space"] == str(4 << 30)
    assert found["Max open files"] == "64"
    assert found["Max core file size"] == "0"
    assert found["Max processes"] != "unlimited"
    assert "NoNewPrivs:\t1" in seen


def playlist(target: Path) -> str:
    return f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{target}\n#EXT-X-ENDLIST\n"


def concat(target: Path) -> str:
    return f"ffconcat version 1.0\nfile '{target}'\n"


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["-f", "concat", "-safe", "0", "-i", "{list}"], id="concat"),
        pytest.param(["-f", "hls", "-allowed_extensions", "ALL", "-i", "{playlist}"], id="playlist"),
        pytest.param(["-i", "subfile,,start,0,end,0,,:{target}"], id="subfile"),
        pytest.param(["-i", "concat:{target}"], id="concat protocol"),
        pytest.param(["-i", "{target}"], id="file"),
        pytest.param(["-f", "lavfi", "-i", "amovie={target}"], id="filter"),
    ],
)
def test_even_one_that_opens_what_it_is_told_reads_and_writes_nothing_outside(
    tmp_path: Path, arguments: list[str]
) -> None:
    """The whitelist of protocols keeps FFmpeg from it; here it does without, as one that was taken over."""
    require_landlock()
    work, outside = tmp_path / "work", tmp_path / "outside"
    work.mkdir()
    outside.mkdir()
    made = work / "out.wav"
    names = {"list": work / "list.txt", "playlist": work / "list.m3u8"}

    def run(target: Path, output: Path) -> int:
        names["list"].write_text(concat(target))
        names["playlist"].write_text(playlist(target))
        filled = [argument.format(target=target, **names) for argument in arguments]
        return Ffmpeg().run([*filled, "-y", str(output)], sample("wav"), limits_in(work), said.append)

    said: list[str] = []
    copy = "secret.ts"  # playlists list no WAV
    subprocess.run([FFMPEG, "-loglevel", "error", "-i", sample("wav"), "-c:a", "aac", work / copy], check=True)
    shutil.copy(work / copy, outside / copy)
    # Inside it works, so what follows is refused for its place alone.
    assert run(work / copy, made) == 0, said
    made.unlink()

    assert run(outside / copy, made) != 0
    assert not made.exists()
    assert run(work / copy, outside / "out.wav") != 0
    assert not (outside / "out.wav").exists()


@pytest.mark.parametrize("write", [playlist, concat])
def test_lists_of_files_are_no_recordings(tmp_path: Path, write: Callable[[Path], str]) -> None:
    crafted = tmp_path / "recording.wav"
    crafted.write_text(write(sample("wav")))
    work = tmp_path / "work"
    work.mkdir()

    with pytest.raises(JobError) as failure:
        Converter(max_seconds=60).convert(crafted, work, Channels.MIX)

    assert failure.value.failure.code in {FailureCode.UNREADABLE_MEDIA, FailureCode.NO_AUDIO}


def require_landlock() -> None:
    """Skip where the kernel cannot confine files: there the whitelist of protocols alone holds."""
    create = 444
    if ctypes.CDLL(None).syscall(create, None, ctypes.c_size_t(0), 1) < 1:
        pytest.skip("this kernel has no Landlock")


def test_who_cancels_ends_it_and_its_children_though_it_says_nothing(tmp_path: Path) -> None:
    children = tmp_path / "children"
    script = fake_ffmpeg(tmp_path, f'sleep 300 & echo $! > "{children}"; echo $$ >> "{children}"; sleep 300')
    started = time.monotonic()

    def cancel(_: float) -> None:
        if children.exists() and len(children.read_text().split()) == 2:
            raise JobCancelledError

    with pytest.raises(JobCancelledError):
        Converter(script, max_seconds=60).convert(sample("wav"), tmp_path, Channels.MIX, cancel)

    assert time.monotonic() - started < 10
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
    work = tmp_path / "disk"
    with small_disk(work, 1) as disk:
        disk.fill()
        with pytest.raises(JobError) as failure:
            Converter(max_seconds=3600).convert(sample("wav"), work, Channels.MIX)

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
    script = "echo '[Eval @ 0x1] [warning] 1000000062.500000' >&2; sleep 300"
    started = time.monotonic()

    failure = failure_of(tmp_path, script)

    assert failure.failure.code is FailureCode.TOO_LONG
    assert time.monotonic() - started < 10
