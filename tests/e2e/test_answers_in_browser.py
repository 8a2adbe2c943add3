"""Minutes and answers of a real language model, in a real browser."""

import subprocess
import sys

import pytest
from model_packs import how_to_get

from ops.local.language import LanguageWeights
from ops.local.settings import LocalSettings
from ops.project import ROOT

MAX_SECONDS = 900


def test_minutes_and_answers_are_written_heard_and_stopped() -> None:
    if LanguageWeights.find(LocalSettings(language_url=None)) is None:
        # Half a gigabyte, which a run of the tests does not fetch.
        pytest.skip(how_to_get("language-0.5b"))
    command = [sys.executable, "-m", "ops.checks.web_suite", "answers"]
    subprocess.run(command, cwd=ROOT, check=True, timeout=MAX_SECONDS)
