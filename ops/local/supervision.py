"""supervisord, which keeps the programs running: configured, started and asked."""

import hashlib
import http.client
import os
import shlex
import signal
import subprocess
import sys
import xmlrpc.client
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from servers.files import write_private
from servers.program import Program, ServerError

STACK_ID_VARIABLE = "SCRIBE_LOCAL_STACK"
"""Variable in the environment of every process of a stack; its value is the stack's id."""

STOP_SECONDS = 30

# Relative paths are relative to the data folder.
DAEMON = """\
[supervisord]
identifier={identifier}
logfile=logs/supervisor.log
logfile_maxbytes=5MB
logfile_backups=1
childlogdir=logs
pidfile=supervisord.pid
umask=077
nocleanup=true
environment={environment}

[inet_http_server]
port=127.0.0.1:{port}
username=scribe
password={password}

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
"""

PROGRAM = """\

[program:{name}]
command={command}
directory={directory}
environment={environment}
priority={priority}
autostart=false
autorestart=unexpected
exitcodes={exit_for_good}
startsecs=1
startretries=5
stopsignal={signal}
stopwaitsecs={stop_seconds}
killasgroup=true
redirect_stderr=true
stdout_logfile=logs/{name}.log
stdout_logfile_maxbytes=10MB
stdout_logfile_backups=2
"""


@dataclass(frozen=True)
class ProcessStatus:
    """The state of one program."""

    name: str
    state: str
    """State in supervisord's words: RUNNING, STARTING, BACKOFF, FATAL, STOPPED, EXITED…"""
    pid: int
    started: int
    """Time of the last start in seconds since 1970; 0 if there was none."""


@dataclass(frozen=True)
class Supervisor:
    """The supervisord of one data folder."""

    data: Path
    port: int
    password: str

    @property
    def stack_id(self) -> str:
        return stack_id(self.data)

    @property
    def configuration(self) -> Path:
        return self.data / "supervisord.conf"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def launch(self, programs: Sequence[Program]) -> None:
        """Start supervisord in the background, without any program; ServerError where that fails."""
        self.logs.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(self.configuration, self._render(programs))
        daemon = [sys.executable, "-m", "supervisor.supervisord", "-c", str(self.configuration)]
        done = subprocess.run(daemon, cwd=self.data, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise ServerError(f"supervisord did not start: {(done.stderr or done.stdout).strip()}")

    def is_running(self) -> bool:
        """Return whether a supervisord answers and is that of this folder."""
        try:
            return bool(self._rpc.getIdentification() == self.stack_id)
        except (OSError, xmlrpc.client.Error):
            return False

    def start(self, name: str) -> None:
        self._rpc.startProcess(str(name), False)  # noqa: FBT003 - XML-RPC has no keywords

    def stop(self, name: str) -> None:
        self._rpc.stopProcess(str(name))

    def signal(self, name: str, number: signal.Signals) -> None:
        self._rpc.signalProcess(name, str(int(number)))

    def replace(self, programs: Sequence[Program], name: str, between: Callable[[], None]) -> None:
        """Start a program anew as it is among `programs` now; what is to be done while it is down is done `between`."""
        write_private(self.configuration, self._render(programs))
        self._rpc.reloadConfig()
        known = self.status().get(name)
        if known is not None:
            if known.pid:
                self._rpc.stopProcess(name)
            self._rpc.removeProcessGroup(name)
        between()
        self._rpc.addProcessGroup(name)
        self.start(name)

    def shutdown(self) -> None:
        self._rpc.shutdown()

    def process(self) -> psutil.Process:
        return psutil.Process(self._rpc.getPID())

    def status(self) -> dict[str, ProcessStatus]:
        """Return the state of every program, by its name."""
        answers: list[dict[str, Any]] = self._rpc.getAllProcessInfo()
        return {a["name"]: ProcessStatus(a["name"], a["statename"], a["pid"], a["start"]) for a in answers}

    @property
    def _rpc(self) -> Any:
        address = f"http://scribe:{self.password}@127.0.0.1:{self.port}/RPC2"
        return xmlrpc.client.ServerProxy(address, transport=_BoundedTransport()).supervisor

    def _render(self, programs: Sequence[Program]) -> str:
        daemon = DAEMON.format(
            identifier=self.stack_id,
            # The caller's PYTHONPATH is not for the programs: each finds its code in its own working folder.
            environment=_environment({STACK_ID_VARIABLE: self.stack_id, "PYTHONPATH": ""}),
            port=self.port,
            password=self.password,
        )
        return daemon + "".join(self._render_program(program, place) for place, program in enumerate(programs))

    def _render_program(self, program: Program, place: int) -> str:
        return PROGRAM.format(
            name=program.name,
            # When supervisord ends, it stops the program with the highest priority first.
            priority=place,
            command=_escape(shlex.join(program.command())),
            directory=_escape(str(program.directory)),
            environment=_environment(program.environment()),
            signal=program.stop_signal.name.removeprefix("SIG"),
            stop_seconds=STOP_SECONDS,
            exit_for_good=os.EX_CONFIG,
        )


class _BoundedTransport(xmlrpc.client.Transport):
    """A transport with a timeout, longer than a stop takes, which is answered when the program has stopped."""

    def make_connection(self, host: Any) -> http.client.HTTPConnection:
        connection = super().make_connection(host)
        connection.timeout = STOP_SECONDS + 15
        return connection


def stack_id(data: Path) -> str:
    """Return the id that tells the stacks of several clones on one machine apart."""
    return hashlib.sha256(str(data).encode()).hexdigest()[:16]


def _escape(text: str) -> str:
    return text.replace("%", "%%")


def _environment(variables: dict[str, str]) -> str:
    quoted = (f"{name}='{value}'" if '"' in value else f'{name}="{value}"' for name, value in variables.items())
    return _escape(",".join(quoted))
