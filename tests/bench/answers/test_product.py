"""Test the choice of the model that answers."""

import json
from pathlib import Path

import pytest

from bench.answers.product import asked_programs
from ops.local.language import LanguageService, LanguageWeights
from ops.local.settings import LocalSettings
from ops.local.state import StackState


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make two packs with a model each."""
    for pack, name in (("language", "large"), ("language-0.5b", "small")):
        model = tmp_path / pack / "language" / "model.gguf"
        model.parent.mkdir(parents=True)
        model.touch()
        (tmp_path / pack / "pack.json").write_text(json.dumps({"language": {"name": name}}))
    monkeypatch.setenv("SCRIBE_PACKS_DIR", str(tmp_path))
    # The engine is installed with the weights, and nothing is run here.
    monkeypatch.setattr("ops.local.language.ENGINE", "json")
    return tmp_path


@pytest.mark.parametrize(("pack", "name"), [("language", "large"), ("language-0.5b", "small")])
def test_the_pack_that_is_measured_answers(packs: Path, tmp_path: Path, pack: str, name: str) -> None:
    weights = LanguageWeights.of(LocalSettings(), pack)
    assert weights == LanguageWeights(name, packs / pack / "language" / "model.gguf")

    programs = asked_programs(weights, StackState(), tmp_path / "stack")

    services = [program for program in programs if isinstance(program, LanguageService)]
    assert [service.weights.name for service in services] == [name]
    assert "web" not in {program.name for program in programs}


def test_a_pack_that_was_not_fetched_has_no_weights(packs: Path) -> None:
    assert LanguageWeights.of(LocalSettings(), "language-gpu") is None
