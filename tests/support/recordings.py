"""Short recordings, cut from and composed of recordings with known speakers."""

import subprocess
from pathlib import Path

import imageio_ffmpeg
from tests_data import recording, sample


def cut_dialogue(to: Path, seconds: int = 10) -> Path:
    """Write the beginning of the telephone dialogue, in which both people speak, and return its path."""
    return _run(["-i", str(sample("wav")), "-t", str(seconds)], to)


def utterance(reader: int, number: int) -> Path:
    """Return a sentence that a reader of the test data reads aloud, one of ten."""
    return next(recording(f"libri-dev/{reader}").glob(f"*-{number:04}.flac"))


def compose_conversation(to: Path, *utterances: Path) -> Path:
    """Write the utterances one after the other, half a second apart, and return the path."""
    inputs = [argument for path in utterances for argument in ("-i", str(path))]
    padded = "".join(f"[{place}]apad=pad_dur=0.5[s{place}];" for place in range(len(utterances)))
    joined = "".join(f"[s{place}]" for place in range(len(utterances)))
    return _run([*inputs, "-filter_complex", f"{padded}{joined}concat=n={len(utterances)}:v=0:a=1"], to)


def _run(arguments: list[str], to: Path) -> Path:
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", *arguments, str(to)], check=True)
    return to
