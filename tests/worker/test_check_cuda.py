"""Check of an image's CUDA libraries; the files here only name them, as real ones do."""

import os
from pathlib import Path

import pytest

from check_cuda import main


@pytest.fixture
def image(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Site-packages of an image whose linker knows cuBLAS 12 and cuDNN 9."""
    linker = tmp_path / "bin" / "ldconfig"
    linker.parent.mkdir()
    known = "2 libs found\\n\\tlibcublas.so.12 (libc6) => /a\\n\\tlibcudnn.so.9 (libc6) => /b\\n"
    linker.write_text(f"#!/bin/sh\nprintf '{known}'\n")
    linker.chmod(0o755)
    monkeypatch.setenv("PATH", str(linker.parent), prepend=os.pathsep)
    return tmp_path / "site-packages"


def lay(site_packages: Path, library: str, *names: str, padding: int = 0) -> None:
    file = site_packages / library
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"\0" * padding + b"\0".join(name.encode() for name in names) + b"\0")


def test_libraries_that_are_there_are_enough(image: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay(image, "torch/lib/libtorch_cuda.so", "libcublas.so.12", "libcudnn.so.9")
    lay(image, "ctranslate2.libs/libctranslate2.so.4", "libcublas.so.12")
    assert main(image, "12") == 0
    assert capsys.readouterr().out == "2 libraries read, 0 faults\n"


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("libcublas.so.13", "torch/lib/libtorch_cuda.so loads libcublas.so.13, of another major than 12"),
        ("libcufft.so.11", "torch/lib/libtorch_cuda.so loads libcufft.so.11, which is not there"),
    ],
)
def test_another_major_or_a_missing_library_is_named(
    image: Path, capsys: pytest.CaptureFixture[str], name: str, fault: str
) -> None:
    # Across two of the pieces in which it is read.
    lay(image, "torch/lib/libtorch_cuda.so", name, padding=(1 << 24) - 5)
    assert main(image, "12") == 1
    assert capsys.readouterr().out.splitlines()[0] == fault


def test_an_image_without_libraries_is_not_taken_for_a_good_one(image: Path) -> None:
    assert main(image, "12") == 1
