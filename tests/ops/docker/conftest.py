from pathlib import Path

import pytest
from fake_host import Host
from recordings import cut_dialogue


@pytest.fixture(scope="session")
def dialogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a recording of ten seconds in which two people speak."""
    return cut_dialogue(tmp_path_factory.mktemp("recordings") / "dialogue.wav")


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(tmp_path)
