"""The decoder of strangers' recordings holds no secret of the gateway, and its end is not the gateway's."""

import io
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from support.sounds import tone, wav

from app.core.errors import UnavailableError
from app.services.voices import decoding
from app.services.voices.audio import UnreadableSampleError, probe_sample
from app.services.voices.decoding import DecodingError, decode

SPY = """
import os, socket, struct, pathlib
said = [repr(dict(os.environ))]
for attempt in ({attempts}):
    try:
        said.append(repr(attempt()))
    except OSError as error:
        said.append(type(error).__name__)
text = "\\n".join(said).encode()
socket.socket(fileno=0).sendall(struct.pack("!cQI", b"D", 0, len(text)) + text)
"""
ATTEMPTS = (
    "lambda: pathlib.Path(f'/proc/{os.getppid()}/environ').read_bytes()",
    "lambda: open(f'/proc/{os.getppid()}/mem', 'rb').read(1)",
    "lambda: socket.socket()",
    "lambda: pathlib.Path('PRIVATE').read_text()",
    "lambda: pathlib.Path('PRIVATE').write_text('')",
    "lambda: os.kill(os.getppid(), 0)",
)


@pytest.fixture
def decoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of a program that takes the decoder's place."""
    file = tmp_path / "decoder.py"
    monkeypatch.setattr(decoding, "_DECODER", file)
    return file


def test_a_decoder_that_was_taken_over_finds_no_secret(
    decoder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCRIBE_JWT_SECRET", "secret-of-the-gateway")
    (tmp_path / "private").write_text("secret-of-the-gateway")
    attempts = ", ".join(ATTEMPTS).replace("PRIVATE", str(tmp_path / "private"))
    decoder.write_text(SPY.replace("{attempts}", attempts))

    said = decode(io.BytesIO(b"")).decode()

    assert "secret" not in said
    assert said.splitlines()[1:] == ["PermissionError"] * len(ATTEMPTS)


def test_the_gateway_itself_does_not_load_ffmpeg() -> None:
    """Import it in a process of its own: these tests make recordings with the same library."""
    code = "import sys, app.main; sys.exit('av' in sys.modules)"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0


def test_one_that_crashes_costs_only_its_recording(decoder: Path) -> None:
    decoder.write_text("import os, socket, struct\n" + hello() + "os.abort()\n")
    with pytest.raises(UnreadableSampleError):
        probe_sample(wav(tone(2.0)))


def test_one_that_asks_for_memory_without_end_is_stopped(decoder: Path) -> None:
    decoder.write_text("import socket, struct\n" + hello() + "taken = bytearray(1 << 40)\n")
    with pytest.raises(DecodingError):
        decode(io.BytesIO(b""))


def test_one_that_hangs_is_stopped(decoder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "_SECONDS", 0.5)
    decoder.write_text("import socket, struct, threading\n" + hello() + "threading.Event().wait()\n")
    with pytest.raises(DecodingError):
        decode(io.BytesIO(b""))


def test_one_that_computes_without_end_is_stopped(decoder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "_CPU_SECONDS", 1)
    decoder.write_text("import socket, struct\n" + hello() + "while True: pass\n")
    with pytest.raises(DecodingError):
        decode(io.BytesIO(b""))


def test_one_that_does_not_start_is_the_products_fault(decoder: Path) -> None:
    with pytest.raises(UnavailableError):
        decode(io.BytesIO(b""))


@pytest.mark.parametrize("message", ['b"R", 0, 1 << 31', 'b"D", 0, 1 << 31', 'b"E", 0, 1 << 31', 'b"?", 0, 0'])
def test_messages_beyond_the_limits_are_refused(decoder: Path, message: str) -> None:
    decoder.write_text(f"import socket, struct\nsocket.socket(fileno=0).sendall(struct.pack('!cQI', {message}))\n")
    with pytest.raises(DecodingError):
        decode(io.BytesIO(b"\0" * 10))


def test_decoders_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "_AT_ONCE", threading.BoundedSemaphore(1))
    found: list[float] = []
    threads = [threading.Thread(target=lambda: found.append(probe_sample(wav(tone(2.0))))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [2.0] * 3


def hello() -> str:
    return "channel = socket.socket(fileno=0); channel.send(struct.pack('!cQI', b'H', 0, 0))\n"
