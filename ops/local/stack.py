"""The product on this machine without Docker: started in order, supervised, stopped together."""

import fcntl
import sys
import time
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from ops.local.leftovers import stop_leftovers
from ops.local.secret_files import write_search_keys, write_secrets
from ops.local.state import StackState, env_file
from ops.local.supervision import ProcessStatus, Supervisor
from ops.project import LOCAL_DATA
from servers.program import Program, ServerError

START_SECONDS = 120.0
FAST_POLLING_SECONDS = 5.0
FATAL, EXITED, STOPPED = "FATAL", "EXITED", "STOPPED"
RUNNING = "RUNNING"


@dataclass(frozen=True)
class StackAddress:
    gateway_url: str
    env_file: Path


class Stack:
    """The programs of one data folder, kept running by one supervisord."""

    def __init__(
        self,
        data: Path = LOCAL_DATA,
        programs: Callable[[StackState, Path], Sequence[Program]] = StackState.programs,
    ) -> None:
        self.data = data.resolve()
        self._make_programs = programs

    @property
    def state(self) -> StackState:
        return StackState.load(self.data)

    @property
    def address(self) -> StackAddress:
        return StackAddress(self.state.gateway(self.data).url, env_file(self.data))

    @property
    def supervisor(self) -> Supervisor:
        state = self.state
        return Supervisor(self.data, state.control_port, state.control_password)

    @property
    def is_running(self) -> bool:
        return self.data.exists() and self.supervisor.is_running()

    def start(self) -> StackAddress:
        """Start what does not run yet, each program once the one before it is healthy, and return the address.

        Raises ServerError where one does not become healthy; then nothing that this call started is left running.
        """
        with self.locked():
            self._start()
        return self.address

    @contextmanager
    def alone(self, names: Container[str]) -> Iterator[None]:
        """Run only these programs in the block, while nobody starts or stops any; all run afterwards.

        After an error it stays as it is.
        """
        with self.locked():
            self._start(names)
            yield
            self._start()

    def stop(self) -> bool:
        """Stop everything, the last started first, and return whether anything ran."""
        if not self.data.exists():
            return False
        with self.locked():
            return self._stop()

    def ports(self) -> dict[str, int]:
        state = self.state
        ports = {"postgres": state.postgres_port, "redis": state.redis_port, "s3": state.s3_port}
        services = {"gateway": state.gateway_port, "web": state.web_port, "language": state.language_port}
        return ports | services | {"embeddings": state.embeddings_port, "vectors": state.vectors_port}

    def status(self) -> list[ProcessStatus]:
        """Return the state of each program in the order of starting; empty when the stack does not run."""
        if not self.is_running:
            return []
        known = self.supervisor.status()
        return [known[program.name] for program in self.programs() if program.name in known]

    def programs(self) -> Sequence[Program]:
        return self._make_programs(self.state, self.data)

    def _start(self, names: Container[str] | None = None) -> None:
        """Start all programs, or those with these names, of which then no other runs."""
        launched = self._launch()
        try:
            programs = [program for program in self.programs() if names is None or program.name in names]
            others = {program.name for program in self.programs()} - {program.name for program in programs}
            for process in reversed(self.status()):
                if process.name in others and process.state not in {FATAL, EXITED, STOPPED}:
                    self.supervisor.stop(process.name)
            for program in programs:
                self._start_or_do_without(program)
        except BaseException:
            if launched:
                self._stop()
            raise

    def _launch(self) -> bool:
        """Start supervisord unless it runs with the programs of this version, and return whether it was started."""
        if self.is_running:
            if set(self.supervisor.status()) == {program.name for program in self.programs()}:
                return False
            self._stop()
        if stop_leftovers(self.data):
            _print_progress("Stopped what an earlier run had left behind.")
        state = self.state
        state.choose_ports(standard=True)
        state.save(self.data)
        write_secrets(state, self.data)
        write_search_keys(state, self.data)
        programs = self.programs()
        for program in programs:
            program.prepare()
        supervisor = self.supervisor
        supervisor.launch(programs)
        deadline = time.monotonic() + START_SECONDS
        while not supervisor.is_running():
            if time.monotonic() > deadline:
                raise ServerError(f"supervisord does not answer: see {supervisor.log('supervisor')}")
            time.sleep(0.05)
        return True

    def _start_or_do_without(self, program: Program) -> None:
        """Start a program; go on without one that only adds to the product."""
        if not getattr(program, "optional", False):
            self._start_program(program)
            return
        if program.name not in self.supervisor.status():
            _print_progress(f"  {program.name:<9} is new: it starts after ./manage.sh stop and ./manage.sh local")
            return
        try:
            self._start_program(program)
        except ServerError as error:
            self.supervisor.stop(program.name)
            _print_progress(f"failed; the product runs without it.\n{error}")

    def _start_program(self, program: Program) -> None:
        supervisor = self.supervisor
        before = supervisor.status()[program.name]
        if before.state == RUNNING and program.is_healthy():
            _print_progress(f"  {program.name:<9} is running")
            return
        if before.state not in {RUNNING, "STARTING"}:
            supervisor.start(program.name)
        _print_progress(f"  {program.name:<9} starting … ", end="")
        began = time.monotonic()
        while not (supervisor.status()[program.name].state == RUNNING and program.is_healthy()):
            # A program exits for good where its settings are wrong.
            failed = supervisor.status()[program.name].state in {FATAL, EXITED}
            if failed or time.monotonic() - began > START_SECONDS:
                _print_progress("failed")
                raise ServerError(_failure_message(program, supervisor.log(program.name)))
            # Health checks are logged by what they ask: poll a slow program less often.
            time.sleep(0.1 if time.monotonic() - began < FAST_POLLING_SECONDS else 1)
        _print_progress(f"ready after {time.monotonic() - began:.1f} s")

    def replace(self, name: str, between: Callable[[], None]) -> None:
        """Start a running program anew, as the state has it now; ServerError where it does not become healthy."""
        programs = self.programs()
        self.supervisor.replace(programs, name, between)
        self._start_or_do_without(next(program for program in programs if program.name == name))

    def _stop(self) -> bool:
        supervisor = self.supervisor
        if not supervisor.is_running():
            return stop_leftovers(self.data) > 0
        daemon = supervisor.process()
        running = {name for name, process in supervisor.status().items() if process.pid}
        for program in reversed(self.programs()):
            if program.name in running:
                _print_progress(f"  {program.name:<9} stopping … ", end="")
                supervisor.stop(program.name)
                _print_progress("stopped")
        supervisor.shutdown()
        psutil.wait_procs([daemon], timeout=START_SECONDS)
        stop_leftovers(self.data)
        return True

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Wait for a start or stop that runs in another process."""
        self.data.mkdir(parents=True, exist_ok=True)
        with (self.data / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def ensure_running() -> StackAddress:
    """Start the stack of this clone if it does not run, and return its address; ServerError where that fails."""
    stack = Stack()
    if stack.is_running and all(process.state == RUNNING for process in stack.status()):
        return stack.address
    return stack.start()


def _failure_message(program: Program, log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines()[-15:] if log.exists() else []
    return "\n".join([f"{program.name} did not become ready. The last lines of {log}:", *lines])


def _print_progress(text: str, end: str = "\n") -> None:
    """Print progress to standard error: standard output is for the caller's results."""
    print(text, end=end, file=sys.stderr, flush=True)
