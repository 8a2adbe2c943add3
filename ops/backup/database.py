"""PostgreSQL: one consistent view for dump and facts, and a dump put in the place of what is there."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit, urlunsplit
from uuid import UUID

from ops.backup import tunnel
from ops.backup.errors import BackupError
from ops.backup.kept.manifest import Table
from ops.backup.kept.vault import Content
from scribe_contracts import storage
from scribe_contracts.credentials.trust import asks_for_tls
from scribe_contracts.storage import FIRST_ATTEMPT, Artefact
from servers.postgres import binary

_PIECE = 1 << 20
_ANOTHER = "postgres"
"""Database from which others are made and renamed."""

_END_MILLISECONDS = 5000
_FRESH, _REPLACED = "_restored", "_replaced"
_REFUSED = "password authentication failed"
_TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
# Rows as text, whatever the server's settings say of dates and numbers.
_PLAIN = "SET timezone = 'UTC'; SET datestyle = 'ISO'; SET extra_float_digits = 1;"
_REVISION = "SELECT version_num FROM alembic_version"
_MEETINGS = "SELECT id, has_recording, result_attempt, root_attempt FROM meetings"
_SAMPLES = "SELECT voice_id, number FROM voice_samples"
# Unfinished jobs are sent again, and vectors are computed again where this machine does not have them.
_AFTERWARDS = """
UPDATE outbox SET sent_at = NULL FROM meetings
WHERE meetings.id = outbox.meeting_id AND meetings.attempt = outbox.attempt
AND meetings.status NOT IN ('completed', 'failed', 'cancelled');
UPDATE meetings SET meaning_version = NULL WHERE meaning_version IS NOT NULL"""


@dataclass(frozen=True)
class Facts:
    """Answers of the database at the moment of the dump."""

    revision: str
    tables: dict[str, Table]
    meetings: frozenset[UUID]
    voices: frozenset[UUID]
    named: frozenset[str]
    """Objects, as bucket/key, that must be in storage."""

    def names(self, bucket: storage.Bucket, id_: UUID | None) -> bool:
        """Return whether an object of this meeting or voice belongs to what was dumped."""
        return id_ in (self.voices if bucket is storage.Bucket.VOICES else self.meetings)


class Database:
    """A database by its address, reached by PostgreSQL's own programs.

    `passwords` returns those of now, which may change meanwhile: the first that PostgreSQL takes is used. Without it,
    that of the address is. Where the address asks for TLS, the server must have a certificate of the system's
    authorities or of those in `ca_file`.
    """

    def __init__(
        self, url: str, passwords: Callable[[], Sequence[str]] | None = None, ca_file: Path | None = None
    ) -> None:
        self._parts = urlsplit(url)
        self._by_tls = asks_for_tls(url)
        self._ca_file = ca_file
        self._name = unquote(self._parts.path.lstrip("/"))
        self._passwords = passwords or (lambda: [unquote(self._parts.password or "")])

    @property
    def url(self) -> str:
        """Return the address with the password of now."""
        _, sign, host = self._parts.netloc.rpartition("@")
        user = f"{self._parts.username or ''}:{quote(self._password(), safe='')}" if sign else ""
        return urlunsplit(self._parts._replace(netloc=f"{user}{sign}{host}"))

    @property
    def _environment(self) -> dict[str, str]:
        return self._environment_with(self._password())

    def _environment_with(self, password: str) -> dict[str, str]:
        host, port = self._parts.hostname or "127.0.0.1", self._parts.port or 5432
        if self._by_tls:
            host, port = tunnel.open_to(host, port, self._ca_file), tunnel.PORT
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("PG")},
            "PGHOST": host,
            "PGPORT": str(port),
            "PGUSER": unquote(self._parts.username or ""),
            "PGPASSWORD": password,
            "PGCONNECT_TIMEOUT": "5",
        }

    def _password(self) -> str:
        """Return the first of now, unless PostgreSQL refuses it and there is another."""
        first, *others = self._passwords()
        for other in others:
            asked = [*_psql(), "--dbname", self._name, "--command", "SELECT 1"]
            environment = self._environment_with(first)
            done = subprocess.run(asked, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
            if _REFUSED.encode() not in done.stderr:
                break
            first = other
        return first

    def query(self, sql: str, *, database: str | None = None) -> list[Any]:
        """Return the rows of a query, each as a dictionary; BackupError where the server does not answer it."""
        wrapped = f"SELECT coalesce(json_agg(row_to_json(each_row)), '[]') FROM ({sql}) AS each_row"  # noqa: S608 - ours
        rows: list[Any] = json.loads(self.run(wrapped, database=database))
        return rows

    def run(self, sql: str, *, database: str | None = None) -> str:
        """Return what psql prints for statements, of which all or none take effect."""
        return self._call([*_psql(), "--single-transaction", "--command", sql], database)

    def exists(self) -> bool:
        """Return whether the server has it; one of version 5.1 that was killed in a restoration may have it no more."""
        name = self._name.replace("'", "''")
        return bool(self.query(f"SELECT 1 FROM pg_database WHERE datname = '{name}'", database=_ANOTHER))  # noqa: S608

    def has(self, table: str) -> bool:
        return bool(self.query(f"SELECT to_regclass('public.{table}') AS found")[0]["found"])

    def tables(self, view: str = "") -> dict[str, Table]:
        """Return the number of rows of every table and a sum of their hashes."""
        names = [row["relname"] for row in self._in(view, _TABLES)]
        counts = " UNION ALL ".join(
            f"SELECT '{name}' AS name, count(*) AS rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text AS digest "  # noqa: E501, S608
            f'FROM "{name}" AS t'
            for name in names
        )
        return (
            {row["name"]: Table(rows=row["rows"], digest=row["digest"]) for row in self._in(view, counts)}
            if names
            else {}
        )

    @contextmanager
    def dump(self) -> Iterator[tuple[Facts, "subprocess.Popen[bytes]"]]:
        """Yield the facts and a running pg_dump of the same moment; its standard output is the dump."""
        with self._view() as view:
            facts = self._facts(view)
            command = [str(binary("pg_dump")), "--format=custom", "--no-password", f"--snapshot={view}", self._name]
            process = subprocess.Popen(
                command, env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
            )
            try:
                yield facts, process
                if process.wait() != 0:
                    said = process.stderr.read().decode(errors="replace").strip() if process.stderr else ""
                    raise BackupError(f"The database could not be dumped: {said}")
            finally:
                process.kill()
                process.wait()
                for pipe in (process.stdout, process.stderr):
                    if pipe is not None:
                        pipe.close()

    def replace(self, dump: Content) -> None:
        """Put the dump in the place of the database, which stays as it is if the dump cannot be read."""
        fresh, replaced = f"{self._name}{_FRESH}", f"{self._name}{_REPLACED}"
        # What a restoration that was killed has left.
        for name in (fresh, replaced):
            self._administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self._administer(f'CREATE DATABASE "{fresh}" TEMPLATE template0')
        restore = [str(binary("pg_restore")), "--no-owner", "--no-password", "--exit-on-error", f"--dbname={fresh}"]
        process = subprocess.Popen(restore, env=self._environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            _send(dump, process)
            _, said = process.communicate()
        finally:
            process.kill()
            process.wait()
        if process.returncode != 0:
            raise BackupError(f"The dump could not be read: {said.decode(errors='replace').strip()}")
        renamed = f'ALTER DATABASE "{fresh}" RENAME TO "{self._name}"'
        if self.exists():
            # Both or none: killed at any moment, there is a database of this name.
            ended = (
                f"SELECT pg_terminate_backend(pid, {_END_MILLISECONDS}) FROM pg_stat_activity "  # noqa: S608 - ours
                f"WHERE datname = '{self._name}'"
            )
            renamed = f'{ended}; ALTER DATABASE "{self._name}" RENAME TO "{replaced}"; {renamed}'
        self.run(renamed, database=_ANOTHER)
        self._administer(f'DROP DATABASE IF EXISTS "{replaced}" WITH (FORCE)')

    def settle(self) -> None:
        """Have unfinished jobs sent again, since the queue is in no backup; the schema is of this version."""
        self.run(_AFTERWARDS)

    def _facts(self, view: str) -> Facts:
        meetings = self._in(view, _MEETINGS)
        samples = self._in(view, _SAMPLES)
        named = [storage.source(UUID(row["id"])) for row in meetings if row["has_recording"]]
        for row in meetings:
            if row["result_attempt"] is not None:
                place = FIRST_ATTEMPT if row["result_attempt"] == row["root_attempt"] else row["result_attempt"]
                named.append(storage.artefact(UUID(row["id"]), Artefact.TRANSCRIPT, place))
        named += [storage.voice_sample(UUID(row["voice_id"]), row["number"]) for row in samples]
        return Facts(
            revision=self._in(view, _REVISION)[0]["version_num"],
            tables=self.tables(view),
            meetings=frozenset(UUID(row["id"]) for row in meetings),
            voices=frozenset(UUID(row["id"]) for row in self._in(view, "SELECT id FROM voices")),
            named=frozenset(f"{bucket}/{key}" for bucket, key in named),
        )

    def _in(self, view: str, sql: str) -> list[Any]:
        """Return the rows of a query as they were when the view was opened."""
        look = f"SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SET TRANSACTION SNAPSHOT '{view}';" if view else ""
        wrapped = f"SELECT coalesce(json_agg(row_to_json(each_row)), '[]') FROM ({sql}) AS each_row"  # noqa: S608 - ours
        rows: list[Any] = json.loads(self.run(f"{look}{_PLAIN}{wrapped}"))
        return rows

    @contextmanager
    def _view(self) -> Iterator[str]:
        """Yield the name of a view of the database as it is now, for as long as the block lasts."""
        process = subprocess.Popen(
            [*_psql(), "--dbname", self._name],
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        with process:
            if process.stdin is None or process.stdout is None or process.stderr is None:
                raise BackupError("psql has no pipes.")
            process.stdin.write("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\nSELECT pg_export_snapshot();\n")
            process.stdin.flush()
            view = process.stdout.readline().strip()
            if not view:
                process.stdin.close()
                raise BackupError(f"PostgreSQL does not answer: {process.stderr.read().strip()}")
            try:
                yield view
            finally:
                process.kill()

    def _administer(self, *statements: str) -> None:
        for statement in statements:
            self._call([*_psql(), "--command", statement], _ANOTHER)

    def _call(self, command: list[str], database: str | None) -> str:
        done = subprocess.run(
            [*command, "--dbname", database or self._name],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise BackupError(f"PostgreSQL does not answer: {done.stderr.strip()}")
        return done.stdout


def _psql() -> list[str]:
    options = ["--no-psqlrc", "--no-password", "--no-align", "--tuples-only", "--quiet", "--set=ON_ERROR_STOP=1"]
    return [str(binary("psql")), *options]


def _send(dump: Content, process: "subprocess.Popen[bytes]") -> None:
    """Send the dump; an early end of the process is told by its exit status."""
    if process.stdin is None:
        raise BackupError("pg_restore has no pipe.")
    try:
        while piece := dump.read(_PIECE):
            process.stdin.write(piece)
    except BrokenPipeError:
        return
