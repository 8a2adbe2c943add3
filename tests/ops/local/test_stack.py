"""The local stack under supervisord, with data of its own and real servers."""

import os
import shlex
import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from redis import Redis
from waiting import eventually

from ops.local.leftovers import stop_leftovers
from ops.local.report import print_status
from ops.local.services import EmbeddingsService
from ops.local.stack import RUNNING, Stack
from ops.local.state import StackState, env_file
from ops.project import WORKERS
from ops.worker_memory import WORKER_MEMORY
from servers.program import Program, ServerError


@dataclass(frozen=True)
class BrokenProgram:
    """A program that prints its reason and ends."""

    directory: Path

    name = "broken"
    stop_signal = signal.SIGTERM

    def prepare(self) -> None:
        pass

    def command(self) -> list[str]:
        return [sys.executable, "-c", "raise SystemExit('100 % of it is missing')"]

    def environment(self) -> dict[str, str]:
        return {}

    def is_healthy(self) -> bool:
        return False


def redis_only(state: StackState, data: Path) -> list[Program]:
    return [state.redis(data)]


def redis_and_broken(state: StackState, data: Path) -> list[Program]:
    return [state.redis(data), BrokenProgram(data)]


@contextmanager
def stopped_at_the_end(*stacks: Stack) -> Iterator[None]:
    try:
        yield
    finally:
        for stack in stacks:
            stack.stop()


def _redis(stack: Stack) -> Redis:
    return Redis.from_url(stack.state.endpoints(stack.data).redis_url)


def _ids(stack: Stack) -> dict[str, int]:
    return {process.name: process.pid for process in stack.status() if process.state == RUNNING}


def test_the_servers_start_in_order_once_and_stop_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stack = Stack(tmp_path / "a folder with spaces, é", StackState.servers)
    with stopped_at_the_end(stack):
        stack.start()
        ids = _ids(stack)
        assert list(ids) == ["postgres", "redis", "s3"]
        said = capsys.readouterr().err
        assert said.index("postgres") < said.index("redis") < said.index("s3")

        stack.start()
        assert _ids(stack) == ids

        assert print_status(stack)
        report = capsys.readouterr().out
        assert all(f"{ids[name]} {stack.ports()[name]:>6}  " in report for name in ids)

        daemon = stack.supervisor.process()
        assert stack.stop()
    said = capsys.readouterr().err
    assert said.index("s3") < said.index("redis") < said.index("postgres")
    assert not daemon.is_running()
    assert not any(psutil.pid_exists(process) for process in ids.values())
    assert stack.status() == []
    assert not stack.stop()


def test_a_killed_program_is_started_again_with_its_data(tmp_path: Path) -> None:
    stack = Stack(tmp_path, StackState.servers)
    with stopped_at_the_end(stack):
        stack.start()
        killed = _ids(stack)
        _redis(stack).set("job", "queued")
        # What was written is on disk a second later at most.
        assert eventually(lambda: _redis(stack).info("persistence")["aof_pending_bio_fsync"] == 0)
        for process in killed.values():
            os.kill(process, signal.SIGKILL)
        assert eventually(lambda: all(_ids(stack).get(name, process) != process for name, process in killed.items()))
        programs = StackState.servers(stack.state, stack.data)
        assert eventually(lambda: all(program.is_healthy() for program in programs))
        assert _redis(stack).get("job") == b"queued"


def test_after_a_crash_of_supervisord_a_start_takes_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stack = Stack(tmp_path, StackState.servers)
    with stopped_at_the_end(stack):
        stack.start()
        orphans = _ids(stack)
        ports = stack.ports()
        daemon = stack.supervisor.process()
        daemon.kill()
        assert eventually(lambda: not daemon.is_running())
        assert stack.status() == []

        stack.start()
        assert "left behind" in capsys.readouterr().err
        assert not any(psutil.pid_exists(process) for process in orphans.values())
        assert len(_ids(stack)) == len(orphans)
        # Those of programs that do not run here may have been taken by others.
        assert {name: stack.ports()[name] for name in orphans} == {name: ports[name] for name in orphans}


def test_stop_ends_what_a_crashed_supervisord_left(tmp_path: Path) -> None:
    stack = Stack(tmp_path, redis_only)
    with stopped_at_the_end(stack):
        stack.start()
        orphans = _ids(stack)
        daemon = stack.supervisor.process()
        daemon.kill()
        assert eventually(lambda: not daemon.is_running())
        assert stack.stop()
        assert not any(psutil.pid_exists(process) for process in orphans.values())
        assert stop_leftovers(stack.data) == 0


def test_two_stacks_on_one_machine_are_independent(tmp_path: Path) -> None:
    first, second = Stack(tmp_path / "first", redis_only), Stack(tmp_path / "second", redis_only)
    with stopped_at_the_end(first, second):
        first.start()
        second.start()
        _redis(first).set("owner", "first")
        assert _redis(second).get("owner") is None
        first.stop()
        assert list(_ids(second)) == ["redis"]


def test_data_ports_and_secrets_are_the_same_after_a_restart(tmp_path: Path) -> None:
    stack = Stack(tmp_path, redis_only)
    with stopped_at_the_end(stack):
        stack.start()
        _redis(stack).set("job", "queued")
        remembered = stack.state
        stack.stop()
        stack.start()
        assert stack.state == remembered
        assert _redis(stack).get("job") == b"queued"


def test_a_program_that_does_not_start_is_named_with_its_last_words_and_nothing_stays(tmp_path: Path) -> None:
    stack = Stack(tmp_path, redis_and_broken)
    with stopped_at_the_end(stack):
        with pytest.raises(ServerError, match=r"broken did not become ready(.|\n)*100 % of it is missing"):
            stack.start()
        assert not stack.is_running
        assert stop_leftovers(stack.data) == 0


def test_a_program_added_by_a_new_version_is_started_too(tmp_path: Path) -> None:
    with stopped_at_the_end(Stack(tmp_path, StackState.servers)):
        Stack(tmp_path, redis_only).start()
        newer = Stack(tmp_path, lambda state, data: [state.redis(data), state.s3(data)])
        newer.start()
        assert list(_ids(newer)) == ["redis", "s3"]


def test_the_settings_file_can_be_sourced_and_only_by_its_owner(tmp_path: Path) -> None:
    state = StackState()
    state.choose_ports(standard=False)
    state.save(tmp_path)
    file = env_file(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR
    lines = [line.split("=", 1) for line in file.read_text().splitlines() if not line.startswith("#")]
    settings = {name: "".join(shlex.split(value)) for name, value in lines}
    assert settings["SCRIBE_REDIS_URL"] == state.endpoints(tmp_path).redis_url
    assert settings["SCRIBE_JWT_SECRET"] == state.jwt_secret
    assert settings["SCRIBE_SETUP_CODE"] == state.setup_code


def test_a_stack_without_answers_leaves_their_services_out_though_their_weights_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(EmbeddingsService, "is_wanted", True)
    with_answers = StackState().gateway(tmp_path).environment()
    assert {"SCRIBE_EMBEDDINGS_URL", "SCRIBE_QDRANT_URL", "SCRIBE_QDRANT_KEY"} <= set(with_answers)

    state = StackState(answers=False)

    assert "SCRIBE_EMBEDDINGS_URL" not in state.gateway(tmp_path).environment()
    assert {"embeddings", "vectors", "language"}.isdisjoint(program.name for program in state.programs(tmp_path))


def test_the_worker_does_not_learn_of_the_database(tmp_path: Path) -> None:
    state = StackState()
    assert not {"SCRIBE_DATABASE_URL", "SCRIBE_JWT_SECRET"} & set(state.worker(tmp_path).environment())
    assert {"SCRIBE_DATABASE_URL", "SCRIBE_JWT_SECRET"} <= set(state.gateway(tmp_path).environment())


def test_the_worker_has_its_memory_here_as_in_its_image(tmp_path: Path) -> None:
    state = StackState()
    [(name, value)] = WORKER_MEMORY.items()

    assert state.worker(tmp_path).environment()[name] == value
    assert f"{name}={value}\n" in (WORKERS / "Dockerfile").read_text(encoding="utf-8")
