"""Programs that stand for FFmpeg and end, or do not end, as a test wants."""

from pathlib import Path

from app.services.audio.ffmpeg import Limits


def limits_in(folder: Path) -> Limits:
    """Return the limits of a run that writes to `folder`."""
    return Limits(seconds=3600, output_bytes=10_000_000, folder=folder)


def write_decoder(folder: Path, script: str) -> Path:
    """Write an FFmpeg that does as `script` says."""
    path = folder / "ffmpeg"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def fake_ffmpeg(folder: Path, script: str) -> Path:
    """Write an FFmpeg that describes one audio track and otherwise does as `script` says."""
    describes = "Input #0, wav, from 'fd:':\n  Stream #0:0: Audio: pcm_s16le, 16000 Hz, mono, s16"
    return write_decoder(folder, f'case "$*" in *.raw*) ;; *) echo "{describes}" >&2; exit 1;; esac\n{script}')


def is_running(process: int) -> bool:
    """Return whether a process is there and has not ended."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
