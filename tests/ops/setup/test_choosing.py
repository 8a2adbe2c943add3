"""The choice of builds: cards, indexes, and pip's settings for uv."""

import http.server
import threading
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from wheels import write_wheel

from ops.setup import uv
from ops.setup.builds import CPU, OF_BOTH, STANDARD, choose, pinned
from ops.setup.cards import has_card
from ops.setup.package_index import ANSWER_SECONDS, listed_files
from ops.setup.pip_settings import for_uv


def never(pins: Sequence[str]) -> bool:
    raise AssertionError(f"PyTorch's own index is asked for {pins}")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """Return the address at which the folder `index` is served."""
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/index"
        server.shutdown()


def test_a_card_is_found_by_its_device_or_by_nvidia_smi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    devices, programs = tmp_path / "dev", tmp_path / "bin"
    devices.mkdir()
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    assert not has_card(devices)

    smi = programs / "nvidia-smi"
    smi.write_text("#!/bin/sh\necho No devices found.\n")
    smi.chmod(0o755)
    assert not has_card(devices)
    smi.write_text("#!/bin/sh\necho 'GPU 0: NVIDIA GeForce RTX 4070 Ti (UUID: GPU-1)'\n")
    assert has_card(devices)
    smi.write_text("#!/bin/sh\nexit 9\n")
    assert not has_card(devices)

    (devices / "nvidiactl").touch()
    assert not has_card(devices)
    (devices / "nvidia0").touch()
    assert has_card(devices)


def test_an_index_is_read_over_http(served: str, tmp_path: Path) -> None:
    write_wheel(tmp_path / "index", "torch", "2.14.1+cpu")
    assert listed_files(served, "torch") == ["torch-2.14.1+cpu-py3-none-any.whl"]
    assert listed_files(served, "torchaudio") is None
    assert listed_files("http://name.invalid/cpu", "torch") is None
    assert listed_files("no address", "torch") is None


def test_pytorchs_own_index_is_asked_where_none_is_named() -> None:
    asked: list[tuple[str, ...]] = []

    def pytorch_has(pins: Sequence[str]) -> bool:
        asked.append(tuple(pins))
        return len(asked) == 1

    pins = tuple(f"{name}=={pinned(name)}+cpu" for name in OF_BOTH)
    chosen = choose({}, recorded=None, card=lambda: False, pytorch_has=pytorch_has)
    assert (chosen.name, chosen.pins, chosen.index, chosen.from_pytorch) == (CPU, pins, None, True)
    chosen = choose({}, recorded=None, card=lambda: False, pytorch_has=pytorch_has)
    assert (chosen.name, chosen.pins, chosen.from_pytorch) == (STANDARD, (), False)
    assert "PyTorch's own index does not answer" in chosen.announcement
    assert asked == [pins, pins]


def test_uv_says_within_seconds_that_there_is_no_such_package() -> None:
    """Do not hang, with the index in reach or without."""
    began = time.monotonic()
    assert not uv.pytorch_has(["torch==0.0.1+cpu"])
    assert time.monotonic() - began < ANSWER_SECONDS + 4


def test_with_a_card_no_index_is_asked() -> None:
    chosen = choose(
        {"TORCH_CPU_INDEX_URL": "http://name.invalid/cpu"}, recorded=None, card=lambda: True, pytorch_has=never
    )
    assert (chosen.name, chosen.index, chosen.pins) == (STANDARD, None, ())


@pytest.mark.parametrize("lacking", ["torch", "torchaudio"])
def test_an_index_without_the_pinned_version_is_not_taken(tmp_path: Path, lacking: str) -> None:
    for name in OF_BOTH:
        version = "2.0.0" if name == lacking else pinned(name)
        write_wheel(tmp_path, name, f"{version}+cpu")
    chosen = choose({"TORCH_CPU_INDEX_URL": tmp_path.as_uri()}, recorded=None, card=lambda: False, pytorch_has=never)
    assert chosen.name == STANDARD
    assert f"has no {lacking}=={pinned(lacking)}+cpu" in chosen.announcement


def test_a_wheel_for_another_python_or_processor_does_not_count(tmp_path: Path) -> None:
    write_wheel(tmp_path, "torchaudio", f"{pinned('torchaudio')}+cpu")
    for tag in ("cp39-cp39-manylinux_2_28_x86_64", "cp311-cp311-manylinux_2_28_aarch64"):
        write_wheel(tmp_path, "torch", f"{pinned('torch')}+cpu", tag=tag)
    environment = {"TORCH_CPU_INDEX_URL": tmp_path.as_uri()}
    assert choose(environment, recorded=None, card=lambda: False, pytorch_has=never).name == STANDARD
    write_wheel(tmp_path, "torch", f"{pinned('torch')}+cpu", tag="cp311-cp311-manylinux_2_28_x86_64")
    assert choose(environment, recorded=None, card=lambda: False, pytorch_has=never).name == CPU


def test_the_password_of_an_index_is_neither_shown_nor_recorded() -> None:
    named = "https://user:secret@index.example/cpu"
    chosen = choose({"TORCH_INDEX_URL": named}, recorded=None, card=lambda: False, pytorch_has=never)
    assert chosen.index == named
    assert "secret" not in chosen.name + chosen.announcement


def test_uv_is_told_pips_settings() -> None:
    settings = for_uv(
        [
            ":env:.find-links='/wheels'",
            "global.cert='/etc/ca.pem'",
            "global.disable-pip-version-check='1'",
            "global.extra-index-url='file:///one\\nfile:///two'",
            "global.index-url='https://mirror.example/simple'",
            "global.timeout='15'",
            "install.timeout='60'",
            "download.dest='/elsewhere'",
        ]
    )
    assert settings is not None
    pairs = set(zip(settings.options[::2], settings.options[1::2], strict=True))
    assert pairs == {
        ("--find-links", "/wheels"),
        ("--index", "file:///one"),
        ("--index", "file:///two"),
        ("--default-index", "https://mirror.example/simple"),
    }
    assert settings.variables == {"SSL_CERT_FILE": "/etc/ca.pem", "UV_HTTP_TIMEOUT": "60"}


def test_a_setting_that_uv_has_no_word_for_is_not_passed_over() -> None:
    assert for_uv(["global.client-cert='/etc/client.pem'"]) is None
