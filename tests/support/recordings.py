"""Short recordings, cut and composed from those with known speakers."""

import subprocess
from pathlib import Path

import imageio_ffmpeg
from tests_data import recording, sample


def opening(to: Path, seconds: int = 10) -> Path:
    """The beginning of the telephone dialogue, in which both people speak."""
    return _run(["-i", str(sample("wav")), "-t", str(seconds)], to)


def utterance(reader: int, number: int) -> Path:
    """One of ten that somebody read aloud."""
    return next(recording(f"libri-dev/{reader}").glob(f"*-{number:04}.flac"))


def conversation(to: Path, *utterances: Path) -> Path:
    """One after the other, with half a second in between."""
    inputs = [argument for path in utterances for argument in ("-i", str(path))]
    padded = "".join(f"[{place}]apad=pad_dur=0.5[s{place}];" for place in range(len(utterances)))
    joined = "".join(f"[s{place}]" for place in range(len(utterances)))
    return _run([*inputs, "-filter_complex", f"{padded}{joined}concat=n={len(utterances)}:v=0:a=1"], to)


def _run(arguments: list[str], to: Path) -> Path:
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *arguments, str(to)], check=True)
    return to
