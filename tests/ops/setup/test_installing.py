"""Set-up in a clone with real pip and uv, and tiny packages in place of PyTorch and CUDA."""

import platform
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from wheels import copy_installed, write_wheel

from ops.project import ROOT

PROJECT = """\
[dependency-groups]
worker = ["torch", "torchaudio"]
"""
CONSTRAINTS = "nvidia-cublas==13.1\ntorch==2.14.1\ntorchaudio==2.11.0\ntriton==3.8.0\n"
# A package whose own backend builds it, so that nothing has to be fetched for that.
CONTRACTS = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""
BACKEND = """\
import zipfile
from pathlib import Path


def build_editable(folder, config_settings=None, metadata_directory=None):
    info, name = "contracts-1.dist-info/", "contracts-1-py3-none-any.whl"
    with zipfile.ZipFile(Path(folder, name), "w") as wheel:
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: contracts\\nVersion: 1\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return name
"""
OF_CUDA = {"nvidia-cublas", "triton"}


class Clone:
    """The files of set-up, with an environment to install into."""

    def __init__(self, folder: Path, index: Path) -> None:
        self.folder, self.index = folder, index
        shutil.copytree(ROOT / "ops" / "setup", folder / "ops" / "setup")
        for name in ("__init__.py", "project.py"):
            shutil.copy(ROOT / "ops" / name, folder / "ops" / name)
        (folder / "pyproject.toml").write_text(PROJECT)
        (folder / "constraints.txt").write_text(CONSTRAINTS)
        contracts = folder / "01-core" / "contracts"
        contracts.mkdir(parents=True)
        (contracts / "pyproject.toml").write_text(CONTRACTS)
        (contracts / "backend.py").write_text(BACKEND)
        subprocess.run([sys.executable, "-m", "venv", folder / ".venv"], check=True)

    def set_up(self, *, card: bool = False, **environment: str) -> str:
        """Return what set-up says."""
        code = f"import sys; from ops.setup.__main__ import main; sys.exit(main(['worker'], lambda: {card}))"
        private = {
            "HOME": str(self.folder),
            "PATH": "/usr/bin:/bin",
            "PIP_CONFIG_FILE": "/dev/null",
            "PIP_INDEX_URL": self.index.as_uri(),
            "PYTHONPATH": str(self.folder),
        }
        command = [self.folder / ".venv" / "bin" / "python", "-P", "-c", code]
        done = subprocess.run(command, env=private | environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def require(self, name: str, version: str) -> None:
        """Add a package to what set-up installs."""
        pins, project = self.folder / "constraints.txt", self.folder / "pyproject.toml"
        pins.write_text(f"{CONSTRAINTS}{name}=={version}\n")
        project.write_text(PROJECT.replace('"torch",', f'"{name}", "torch",'))

    @property
    def installed(self) -> dict[str, str]:
        packages = (self.folder / ".venv").glob("lib/*/site-packages/*.dist-info")
        pairs = (folder.name.removesuffix(".dist-info").rsplit("-", 1) for folder in packages)
        return {name.replace("_", "-"): version for name, version in pairs}


@pytest.fixture(scope="module")
def standard_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    index = tmp_path_factory.mktemp("standard")
    copy_installed(index, "pip")
    copy_installed(index, "uv")
    write_wheel(index, "nvidia-cublas", "13.1")
    write_wheel(index, "triton", "3.8.0")
    write_wheel(index, "torch", "2.14.1", ["nvidia-cublas==13.1", "triton~=3.8.0"])
    write_wheel(index, "torchaudio", "2.11.0")
    return index


@pytest.fixture(scope="module")
def cpu_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    index = tmp_path_factory.mktemp("cpu")
    write_wheel(index, "torch", "2.14.1+cpu")
    write_wheel(index, "torchaudio", "2.11.0+cpu")
    # As PyTorch's index has: old releases of packages of others, which must not be taken for the only ones.
    write_wheel(index, "triton", "3.1.0")
    return index


@pytest.fixture
def clone(tmp_path: Path, standard_index: Path) -> Clone:
    return Clone(tmp_path, standard_index)


@pytest.fixture
def silent_index() -> Iterator[str]:
    """Return the address of a server that takes connections and never says a word."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/cpu"


def test_a_machine_changes_its_kind(clone: Clone, cpu_index: Path, silent_index: str) -> None:
    """Without a card and with an index of CPU builds; with a card added; without the card, and the index silent."""
    said = clone.set_up(TORCH_CPU_INDEX_URL=cpu_index.as_uri())
    assert "No NVIDIA card was found: PyTorch is its CPU build" in said
    assert "about 0.7 GB to fetch" in said
    assert "pip installs" not in said
    assert "pip does" not in said
    assert re.search(r"Python packages: \d+\.\d GB in .*\.venv, \d+ s\.", said)
    assert clone.installed["torch"] == "2.14.1+cpu"
    assert clone.installed["torchaudio"] == "2.11.0+cpu"
    assert not clone.installed.keys() & OF_CUDA

    # What is there needs no index.
    assert "PyTorch stays its CPU build" in clone.set_up(TORCH_CPU_INDEX_URL=silent_index)
    assert clone.installed["torch"] == "2.14.1+cpu"

    assert "has an NVIDIA card" in clone.set_up(card=True, TORCH_CPU_INDEX_URL=cpu_index.as_uri())
    assert clone.installed["torch"] == "2.14.1"
    assert clone.installed["torchaudio"] == "2.11.0"
    assert clone.installed.keys() >= OF_CUDA

    clone.set_up(TORCH_CPU_INDEX_URL=cpu_index.as_uri())
    assert clone.installed["torch"] == "2.14.1+cpu"
    assert not clone.installed.keys() & OF_CUDA


def test_an_index_that_is_silent_costs_seconds_and_the_builds_with_cuda(clone: Clone, silent_index: str) -> None:
    began = time.monotonic()
    said = clone.set_up(TORCH_CPU_INDEX_URL=silent_index)
    assert time.monotonic() - began < 60
    assert "does not answer: PyTorch comes with CUDA" in said
    assert "about 3.4 GB to fetch" in said
    assert clone.installed["torch"] == "2.14.1"
    assert clone.installed.keys() >= OF_CUDA


def test_a_named_index_wins_over_a_card(clone: Clone, cpu_index: Path) -> None:
    said = clone.set_up(card=True, TORCH_INDEX_URL=cpu_index.as_uri())
    assert "as TORCH_INDEX_URL says" in said
    assert clone.installed["torch"] == "2.14.1+cpu"
    clone.set_up(TORCH_INDEX_URL="", TORCH_CPU_INDEX_URL=cpu_index.as_uri())
    assert clone.installed["torch"] == "2.14.1"


@pytest.mark.parametrize("reason", ["uv cannot be had here", "pip has settings here that uv has no word for"])
def test_pip_installs_where_uv_cannot(clone: Clone, cpu_index: Path, tmp_path: Path, reason: str) -> None:
    settings = {"TORCH_CPU_INDEX_URL": cpu_index.as_uri()}
    if "settings" in reason:
        settings["PIP_ONLY_BINARY"] = ":none:"
    else:
        clone.index = tmp_path / "index"
        shutil.copytree(cpu_index, clone.index)
        copy_installed(clone.index, "pip")
    assert f"{reason}: pip installs." in clone.set_up(**settings)
    assert clone.installed["torch"] == "2.14.1+cpu"
    assert not clone.installed.keys() & OF_CUDA


@pytest.mark.parametrize("settings", [{}, {"PIP_ONLY_BINARY": ":none:"}], ids=["uv", "pip"])
@pytest.mark.parametrize("variable", ["TORCH_CPU_INDEX_URL", "TORCH_INDEX_URL"])
def test_a_folder_of_wheels_serves_by_its_path(
    clone: Clone, cpu_index: Path, tmp_path: Path, variable: str, settings: dict[str, str]
) -> None:
    folder = tmp_path / "with a space"
    folder.mkdir()
    for wheel in cpu_index.glob("torch*/*.whl"):
        shutil.copy(wheel, folder)

    said = clone.set_up(**settings, **{variable: str(folder)})

    assert f"from {folder.as_uri()}" in said
    assert (clone.installed["torch"], clone.installed["torchaudio"]) == ("2.14.1+cpu", "2.11.0+cpu")
    assert not clone.installed.keys() & OF_CUDA


def test_a_package_comes_with_its_library_whatever_index_is_first(
    clone: Clone, cpu_index: Path, tmp_path: Path
) -> None:
    """An index that has the builds without libraries alone stands before one that has the others."""
    bare, whole = tmp_path / "bare", tmp_path / "whole"
    write_wheel(bare, "soundfile", "0.14.0", files={"soundfile.py": b"raise OSError('sndfile library not found')"})
    write_wheel(whole, "soundfile", "0.14.0", tag=f"py3-none-linux_{platform.machine()}")
    clone.require("soundfile", "0.14.0")

    clone.set_up(TORCH_CPU_INDEX_URL=cpu_index.as_uri(), PIP_EXTRA_INDEX_URL=f"{bare.as_uri()} {whole.as_uri()}")

    subprocess.run([clone.folder / ".venv" / "bin" / "python", "-c", "import soundfile"], check=True)
