"""manage.sh with a fake Python that records its calls."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from ops.project import ROOT

# Claims to be 3.11, makes a "venv" with a copy of itself, and records every other call; set-up fails if FAIL is set.
FAKE_PYTHON = """\
#!/bin/sh
case "$*" in
    "-c "*) exit 0 ;;
    "-m venv "*) mkdir -p "$4/bin" && cp "$0" "$4/bin/python" && echo made >"$4/pyvenv.cfg" ;;
    "-P -m ops.setup "*) echo "$*" >>"$CALLS"; echo Collecting; [ -z "${FAIL:-}" ] ;;
    *) echo "$*" >>"$CALLS" ;;
esac
"""
LOCAL_VERBS = (
    "demo",
    "setup",
    "transcribe",
    "local",
    "models",
    "test",
    "test-data",
    "docs",
    "lock",
    "sbom",
    "bench",
    "evaluate",
)
COMMON_VERBS = ("backup", "restore", "voices", "status", "logs", "stop", "help")
DOCKER_VERBS = ("restart", "update", "migrate-objects", "doctor")


class Clone:
    """A copy of manage.sh and of what it reads, with a fake Python."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.calls_file = folder / "calls"
        scripts = [str(file.relative_to(ROOT)) for file in (ROOT / "ops" / "docker").glob("*.sh")]
        for name in ("manage.sh", "pyproject.toml", "constraints.txt", "01-core/contracts/pyproject.toml", *scripts):
            copy = folder / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes((ROOT / name).read_bytes())
        python = folder / "fake-python"
        python.write_text(FAKE_PYTHON)
        python.chmod(0o755)

    def manage(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        self.calls_file.write_text("")
        fake = {"PYTHON311": str(self.folder / "fake-python"), "CALLS": str(self.calls_file), "PATH": os.defpath}
        command = ["bash", str(self.folder / "manage.sh"), *arguments]
        return subprocess.run(command, env=fake | environment, capture_output=True, text=True, check=False)

    @property
    def calls(self) -> list[str]:
        return self.calls_file.read_text().splitlines()

    @property
    def installs(self) -> list[str]:
        return [call for call in self.calls if call.startswith("-P -m ops.setup")]


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path)


def test_help_explains_every_verb(clone: Clone) -> None:
    shown = clone.manage("help")
    assert shown.returncode == 0
    assert all(f"./manage.sh {verb} " in shown.stdout for verb in LOCAL_VERBS + DOCKER_VERBS + COMMON_VERBS)


@pytest.mark.parametrize("option", ["--help", "-h"])
@pytest.mark.parametrize(
    "verb", [*LOCAL_VERBS, *DOCKER_VERBS, *COMMON_VERBS, "invite", "ask", "mcp", "rotate-secrets", "worker-settings"]
)
def test_help_on_a_verb_is_answered_in_a_fresh_clone_without_setting_anything_up(
    clone: Clone, verb: str, option: str
) -> None:
    shown = clone.manage(verb, option)
    assert shown.returncode == 0
    lines = shown.stdout.splitlines()
    assert all(line.startswith((f"  ./manage.sh {verb} ", "   ")) for line in lines) or verb == "help"
    assert f"./manage.sh {verb} " in shown.stdout
    assert clone.calls == []
    assert not (clone.folder / ".env").exists()
    assert not (clone.folder / ".venv").exists()


def test_help_on_a_verb_says_all_that_help_says_of_it(clone: Clone) -> None:
    shown = clone.manage("backup", "--help").stdout
    assert "--keep N removes older ones" in shown
    assert "./manage.sh backup --verify DIR" in shown
    assert "./manage.sh restore" not in shown
    assert clone.manage("up", "--help").stdout == clone.manage("help").stdout


def test_help_on_a_verb_is_that_of_its_program_where_it_is_installed(clone: Clone) -> None:
    clone.manage("demo")
    clone.manage("transcribe", "meeting.wav", "--help")
    assert clone.calls == ["-P -m cli transcribe meeting.wav --help"]
    # What that one needs is not installed yet.
    assert "./manage.sh chaos " in clone.manage("chaos", "--help").stdout
    assert clone.calls == []


@pytest.mark.parametrize("verb", ["setup", "lock", "test", "restart", "update"])
def test_help_on_a_verb_without_options_of_its_own_does_not_act(clone: Clone, verb: str) -> None:
    clone.manage("docs")
    assert f"./manage.sh {verb} " in clone.manage(verb, "--help").stdout
    assert clone.calls == []


def test_an_unknown_verb_is_refused_with_the_help(clone: Clone) -> None:
    refused = clone.manage("fly")
    assert refused.returncode == 1
    assert "There is no verb fly." in refused.stderr
    assert "./manage.sh demo" in refused.stderr


def test_set_up_installs_what_running_takes_once(clone: Clone) -> None:
    first = clone.manage("demo")
    assert first.returncode == 0
    assert clone.installs == ["-P -m ops.setup gateway worker models local cli"]
    assert clone.calls[-1] == "-P -m cli demo"

    second = clone.manage("demo")
    assert clone.installs == []
    assert second.stderr.splitlines()[0] == "Set-up is done."
    assert re.fullmatch(r"From set-up to transcript: 0 min \d+ s\.", second.stderr.splitlines()[-1])


def test_what_set_up_says_is_kept_from_pipes(clone: Clone) -> None:
    first = clone.manage("transcribe", "meeting.wav")
    assert first.stdout == ""
    assert "Collecting" in first.stderr


def test_testing_adds_its_tools_which_suffice_for_running(clone: Clone) -> None:
    clone.manage("demo")
    clone.manage("test", "lint")
    assert clone.installs == ["-P -m ops.setup dev"]
    assert clone.calls[-1] == "-P -m ops test lint"
    clone.manage("local")
    assert clone.calls == ["-P -m ops start"]


def test_an_interrupted_set_up_is_taken_up_again(clone: Clone) -> None:
    assert clone.manage("demo", FAIL="1").returncode != 0
    assert clone.calls == clone.installs
    assert clone.manage("demo").returncode == 0
    assert len(clone.installs) == 1


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt", "01-core/contracts/pyproject.toml"])
def test_changed_requirements_run_set_up_again(clone: Clone, name: str) -> None:
    clone.manage("demo")
    file = clone.folder / name
    file.write_text("# changed\n" + file.read_text())
    clone.manage("demo")
    assert len(clone.installs) == 1


def test_changed_settings_of_the_linters_do_not(clone: Clone) -> None:
    clone.manage("demo")
    with (clone.folder / "pyproject.toml").open("a") as file:
        file.write("# changed\n")
    clone.manage("demo")
    assert clone.installs == []


@pytest.mark.parametrize(("verb", "groups"), [("demo", "gateway worker models local cli"), ("docs", "dev")])
def test_set_up_is_done_again_on_demand_as_it_was(clone: Clone, verb: str, groups: str) -> None:
    clone.manage(verb)
    assert clone.manage("setup").returncode == 0
    assert clone.calls == [f"-P -m ops.setup {groups}"]
    clone.manage("setup", FAIL="1")
    clone.manage("local")
    assert clone.installs == ["-P -m ops.setup gateway worker models local cli"]


def test_without_python_3_11_one_sentence_says_so(clone: Clone) -> None:
    failed = clone.manage("demo", PYTHON311="no-such-python")
    assert failed.returncode == 1
    assert "Python 3.11 with its venv module is needed" in failed.stderr
    assert clone.calls == []


def test_models_are_fetched_unless_another_verb_is_given(clone: Clone) -> None:
    clone.manage("models")
    assert clone.calls[-1] == "-P -m app.packs fetch"
    clone.manage("models", "list")
    assert clone.calls[-1] == "-P -m app.packs list"


def test_test_data_is_handed_over(clone: Clone) -> None:
    clone.manage("test-data", "fetch", "--strangers")
    assert clone.calls[-1] == "-P -m ops.testdata fetch --strangers"


@pytest.mark.parametrize("verb", ["status", "logs", "stop"])
def test_questions_do_not_set_anything_up(clone: Clone, verb: str) -> None:
    answered = clone.manage(verb)
    assert answered.returncode == 1
    assert "Nothing is set up" in answered.stderr
    assert clone.calls == []


def test_voices_are_calibrated_by_the_workers_code_with_what_the_running_stack_knows(clone: Clone) -> None:
    clone.manage("voices", "calibrate", "--write")
    assert clone.calls[-1] == "-P -m app.voices calibrate --write"

    (clone.folder / "volumes" / "local").mkdir(parents=True)
    python = clone.folder / ".venv" / "bin" / "python"
    python.write_text(FAKE_PYTHON.replace('echo "$*" >>"$CALLS" ;;', 'echo "$* $SCRIBE_S3_ENDPOINT_URL" >>"$CALLS" ;;'))
    (clone.folder / "volumes" / "local" / "env").write_text("SCRIBE_S3_ENDPOINT_URL='http://127.0.0.1:9000'\n")
    clone.manage("voices", "calibrate")
    assert clone.calls[-1] == "-P -m app.voices calibrate http://127.0.0.1:9000"


def test_backups_are_of_the_local_product_where_it_is(clone: Clone) -> None:
    (clone.folder / "volumes" / "local").mkdir(parents=True)
    (clone.folder / "volumes" / "local" / "env").write_text("SCRIBE_S3_ENDPOINT_URL='http://127.0.0.1:9000'\n")
    clone.manage("backup", "/mnt/backups", "--keep", "3")
    assert clone.calls[-1] == "-P -m ops.backup backup /mnt/backups --keep 3"
    clone.manage("restore", "/mnt/backups")
    assert clone.calls[-1] == "-P -m ops.backup restore --local /mnt/backups"
