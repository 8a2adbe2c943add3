"""Assignment of cards to workers; the cards come from a fake nvidia-smi."""

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.core.config import WorkerSettings
from app.core.profiles import ProfileName
from app.worker.cards import VISIBLE, own_card


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorkerSettings:
    driver = tmp_path / "bin" / "nvidia-smi"
    driver.parent.mkdir()
    driver.write_text("#!/bin/sh\nprintf 'GPU-a\\nGPU-b\\n'\n")
    driver.chmod(0o755)
    monkeypatch.setenv("PATH", str(driver.parent), prepend=os.pathsep)
    # So that it is taken away again afterwards.
    monkeypatch.setenv(VISIBLE, "")
    monkeypatch.delenv(VISIBLE)
    return WorkerSettings(
        redis_url="redis://localhost/0",
        s3_endpoint_url="http://localhost",
        s3_access_key="key",
        s3_secret_key="a long secret",
        profile=ProfileName.GPU,
        models_dir=tmp_path,
        work_dir=tmp_path / "work",
    )


def chosen(settings: WorkerSettings, until: ExitStack) -> str:
    """Return the card that a newly started worker gets."""
    os.environ.pop(VISIBLE, None)
    until.enter_context(own_card(settings))
    return os.environ.get(VISIBLE, "all")


def test_workers_share_a_card_only_when_each_is_taken(settings: WorkerSettings) -> None:
    with ExitStack() as stop, ExitStack() as die:
        assert [chosen(settings, stop), chosen(settings, die)] == ["GPU-a", "GPU-b"]
        assert chosen(settings, stop) == "GPU-a"
        die.close()
        assert chosen(settings, stop) == "GPU-b"


def test_who_was_shown_cards_keeps_them(settings: WorkerSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VISIBLE, "7")
    with own_card(settings):
        assert os.environ[VISIBLE] == "7"


def test_on_cpu_there_is_nothing_to_choose(settings: WorkerSettings) -> None:
    with ExitStack() as stop:
        assert chosen(settings.model_copy(update={"profile": ProfileName.CPU}), stop) == "all"


def test_without_the_drivers_program_cards_stay_as_they_are(
    settings: WorkerSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    with ExitStack() as stop:
        assert chosen(settings, stop) == "all"


def test_two_workers_started_by_their_settings_take_a_card_each(settings: WorkerSettings) -> None:
    """As `WORKERS=2` starts them: two processes with the same settings, which share nothing but the folder /work."""
    program = (
        "import sys\n"
        "from app.core.config import WorkerSettings\n"
        "from app.worker.cards import VISIBLE, own_card\n"
        "import os\n"
        "with own_card(WorkerSettings()):\n"
        "    print('card', os.environ[VISIBLE], flush=True)\n"
        "    sys.stdin.read()\n"
    )
    names = ("redis_url", "s3_endpoint_url", "s3_access_key", "models_dir", "work_dir")
    given = {f"SCRIBE_{name.upper()}": str(getattr(settings, name)) for name in names}
    environment = {
        **os.environ,
        **given,
        "SCRIBE_S3_SECRET_KEY": "a long secret",
        "SCRIBE_PROFILE": "gpu",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    with ExitStack() as stack:
        workers = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", program],
                    env=environment,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for _ in range(2)
        ]
        cards = {next(line for line in worker.stdout or () if line.startswith("card ")) for worker in workers}
        for worker in workers:
            assert worker.stdin is not None
            worker.stdin.close()

    assert cards == {"card GPU-a\n", "card GPU-b\n"}
