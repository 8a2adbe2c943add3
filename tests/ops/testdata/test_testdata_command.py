"""The command as manage.sh runs it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from ops.testdata.__main__ import main
from ops.testdata.sources import REFERENCES, read_sources

ROOT = Path(__file__).resolve().parents[3]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "ops.testdata", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, check=False, capture_output=True, text=True, env=environment)


def test_a_meeting_is_composed(tmp_path: Path) -> None:
    speakers = [tmp_path / "anna", tmp_path / "bert"]
    for seed, speaker in enumerate(speakers):
        speaker.mkdir()
        soundfile.write(speaker / "hello.wav", np.random.default_rng(seed).normal(0, 0.1, 16_000), 16_000)

    done = run("compose", *speakers, "--minutes", "0.2", "--seed", "5", "--out", tmp_path / "meeting")

    turns = json.loads((tmp_path / "meeting.json").read_text())
    assert done.returncode == 0
    assert done.stderr == f"{tmp_path}/meeting.wav: {len(turns)} turns\n"


def test_an_error_is_one_line(tmp_path: Path) -> None:
    done = run("compose", tmp_path / "nobody", "--out", tmp_path / "meeting")

    assert done.returncode == 1
    assert done.stderr.startswith(f"{tmp_path}/nobody is no folder")
    assert done.stderr.count("\n") == 1


def test_verify_says_what_is_missing_and_what_differs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(REFERENCES, tmp_path, dirs_exist_ok=True)
    (tmp_path / "katie-steve/reference.stm").write_text("something else")

    assert main(["verify", str(tmp_path)]) == 1

    said = capsys.readouterr().out
    assert "katie-steve/reference.stm has other bytes\n" in said
    assert "formats/jfk.flac is missing\n" in said
    assert "three-speakers/reference.rttm" not in said
    assert "strangers" not in said


def test_list_prints_an_address_for_each_public_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--strangers"]) == 0

    addresses = capsys.readouterr().out.splitlines()
    files = [file for corpus in read_sources() for file in corpus.files if file.addresses]
    archives = [corpus.archives[0] for corpus in read_sources() if corpus.archives]
    assert len(addresses) == len(files) + len(archives)
    assert set(archives) <= set(addresses)


def test_fetch_from_an_empty_mirror_fails_and_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fetch", str(tmp_path / "data"), "--mirror", str(tmp_path)]) == 1

    assert "formats/jfk.flac could not be fetched: " in capsys.readouterr().err
    assert (tmp_path / "data/katie-steve/reference.stm").exists()
