"""Settings with which a worker cannot start, and what it says of them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.core import config

ENOUGH = {
    "SCRIBE_REDIS_URL": "redis://127.0.0.1",
    "SCRIBE_S3_ENDPOINT_URL": "http://127.0.0.1",
    "SCRIBE_S3_ACCESS_KEY": "access-key",
    "SCRIBE_S3_SECRET_KEY": "a secret that nobody may read",
    "SCRIBE_MODELS_DIR": "models",
    "SCRIBE_PROFILE": "cpu",
}


@pytest.mark.parametrize(
    ("program", "wrong", "said"),
    [
        (
            "app.worker",
            {"SCRIBE_RESIDENCY": "all", "SCRIBE_CPU_THREADS": "0"},
            [
                "SCRIBE_RESIDENCY: Input should be 'single', 'pinned' or 'together'",
                "SCRIBE_CPU_THREADS: Input should be greater than or equal to 1",
            ],
        ),
        (
            "app.worker",
            {"SCRIBE_RESIDENCY": "together", "SCRIBE_PROFILE": "gpu"},
            ["SCRIBE_RESIDENCY=together is for the cpu profile: a card has room for one model"],
        ),
        (
            "app.worker.minutes",
            {"SCRIBE_MAX_DELIVERIES": "none"},
            ["SCRIBE_MAX_DELIVERIES: Input should be a valid integer, unable to parse string as an integer"],
        ),
    ],
)
def test_settings_that_are_wrong_are_named_in_a_line_each(program: str, wrong: dict[str, str], said: list[str]) -> None:
    root = Path(config.__file__).parents[2]
    others = {name: value for name, value in os.environ.items() if not name.startswith("SCRIBE_")}
    ended = subprocess.run(
        [sys.executable, "-P", "-m", program],
        cwd=root,
        env=others | ENOUGH | wrong | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stderr.splitlines()) == (os.EX_CONFIG, said)
