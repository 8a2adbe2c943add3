"""Both READMEs name every setting that there is, and none that there is not."""

import re
from pathlib import Path

import pytest
from declared_settings import settings

ROOT = Path(__file__).parents[2]
ONLY_IN_TESTS = {"SCRIBE_TEST_DATA"}


@pytest.mark.parametrize("readme", ["README.md", "README.fr.md"])
def test_the_table_of_settings_is_complete(readme: str) -> None:
    table = [line for line in (ROOT / readme).read_text(encoding="utf-8").splitlines() if line.startswith("| `SCRIBE_")]
    documented = {name for line in table for name in re.findall(r"`(SCRIBE_[A-Z0-9_]+)`", line.split("|")[1])}
    expected = settings()
    assert {"SCRIBE_REDIS_URL", "SCRIBE_JWT_SECRET", "SCRIBE_PROFILE", "SCRIBE_CLI_EMAIL"} < expected
    assert documented - ONLY_IN_TESTS == expected
