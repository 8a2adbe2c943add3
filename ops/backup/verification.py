"""`backup --verify`: a backup restored into servers of its own, which are removed afterwards."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from pydantic import SecretStr

from ops.backup import restoring
from ops.backup.database import Database
from ops.backup.erasures import Erasure
from ops.backup.errors import BackupError
from ops.backup.kept.manifest import Snapshot
from ops.backup.kept.vault import Vault
from ops.backup.objects import Objects
from ops.backup.restoring import Restored
from scribe_contracts import s3
from scribe_contracts.settings import InfrastructureSettings
from servers.infrastructure import Server, run_infrastructure
from servers.postgres import DATABASE, USER
from servers.program import ServerError

_PLAIN_ROLE = "restoring"


def verify(snapshot: Snapshot, vault: Vault, gone: Sequence[Erasure], scratch: Path | None = None) -> Restored:
    """Restore the backup into a PostgreSQL and an S3 of its own, and compare all of it."""
    if scratch is not None:
        if not scratch.is_dir():
            raise BackupError(f"There is no folder {scratch}.")
        tempfile.tempdir = str(scratch.resolve())
    restoring.require_room(snapshot, Path(tempfile.gettempdir()))
    damaged = restoring.check(snapshot, vault)
    if any(fault.stored == snapshot.database for fault in damaged):
        return Restored(faults=damaged)
    try:
        with run_infrastructure(servers=(Server.POSTGRES, Server.S3)) as servers:
            settings = InfrastructureSettings(
                # Else the secrets of the running product would go before these.
                secrets_file=None,
                redis_url=SecretStr(servers.redis_url),
                s3_endpoint_url=servers.s3_endpoint_url,
                s3_access_key=servers.s3_access_key,
                s3_secret_key=SecretStr(servers.s3_secret_key),
            )
            objects = Objects(s3.connect_as_stored(settings))
            database = _without_rights(Database(servers.database_url))
            return restoring.load(snapshot, vault, database, objects, gone, damaged)
    except ServerError as error:
        raise BackupError(f"No servers could be started to restore into: {error}") from None


def _without_rights(database: Database) -> Database:
    """Return the database as a role that owns it and is no superuser: a dump that was forged does not get at files."""
    database.run(
        f"CREATE ROLE {_PLAIN_ROLE} LOGIN CREATEDB; "  # noqa: S608 - ours
        # The same password, which no command line shows.
        "UPDATE pg_authid SET rolpassword = (SELECT rolpassword FROM pg_authid WHERE rolname = current_user) "
        f"WHERE rolname = '{_PLAIN_ROLE}'; "
        f'ALTER DATABASE "{DATABASE}" OWNER TO {_PLAIN_ROLE}'
    )
    return Database(database.url.replace(f"//{USER}:", f"//{_PLAIN_ROLE}:", 1))
