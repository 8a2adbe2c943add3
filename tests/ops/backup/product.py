"""The stores of a product that runs, with meetings in them, and its own code to delete some."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from pydantic import SecretStr

from ops.backup.database import Database
from ops.backup.settings import BackupSettings
from ops.project import GATEWAY
from scribe_contracts import s3, storage
from scribe_contracts.storage import Artefact, Bucket
from servers.infrastructure import Endpoints, run_infrastructure
from servers.postgres import binary

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_MEETINGS = """
INSERT INTO meetings (id, owner_id, title, title_folded, filename, content_type, size_bytes, status, attempt_status,
    fraction, duration, language, languages, speakers, attempt, result_attempt, result_at, event_attempt,
    event_sequence, options, indexed_attempt, created_at, held_at, updated_at, finished_at)
SELECT id::uuid, (SELECT id FROM users LIMIT 1), 'Réunion ' || number, 'reunion ' || number, 'a.wav', 'audio/wav', 2000,
    'completed', 'completed', 1, 3, 'fr', '{fr}', 2, 1, 1, now(), 1, 1, '{}', 1, now(), now(), now(), now()
FROM unnest(string_to_array(':ids', ' ')) WITH ORDINALITY AS given (id, number)"""


class Product:
    """PostgreSQL with the gateway's schema, Redis and S3."""

    def __init__(self, endpoints: Endpoints, voice_bank: Path) -> None:
        self._endpoints = endpoints
        self.settings = BackupSettings(
            redis_url=SecretStr(endpoints.redis_url),
            s3_endpoint_url=endpoints.s3_endpoint_url,
            s3_access_key=endpoints.s3_access_key,
            s3_secret_key=SecretStr(endpoints.s3_secret_key),
            database_url=SecretStr(endpoints.database_url),
            voice_bank_dir=voice_bank,
            thresholds_file=voice_bank.with_name("thresholds.json"),
        )
        self.database = Database(endpoints.database_url)
        self.s3: S3Client = s3.connect(self.settings)
        s3.ensure_buckets(self.s3)
        self.manage(
            ["create-user", "--email", "ada@example.org", "--name", "Ada"], typed="correct horse battery staple 1\n"
        )

    @property
    def environment(self) -> dict[str, str]:
        """Return what the product's programs find in their environment."""
        return {
            "SCRIBE_DATABASE_URL": self._endpoints.database_url,
            "SCRIBE_REDIS_URL": self._endpoints.redis_url,
            "SCRIBE_S3_ENDPOINT_URL": self._endpoints.s3_endpoint_url,
            "SCRIBE_S3_ACCESS_KEY": self._endpoints.s3_access_key,
            "SCRIBE_S3_SECRET_KEY": self._endpoints.s3_secret_key,
            "SCRIBE_JWT_SECRET": "k3" * 32,
            "SCRIBE_VOICE_BANK_DIR": str(self.settings.voice_bank_dir),
            "SCRIBE_THRESHOLDS_FILE": str(self.settings.thresholds),
        }

    def manage(self, arguments: list[str], typed: str) -> str:
        """Run the gateway's command, which must succeed."""
        command = [sys.executable, "-m", "app.manage", *arguments]
        environment = os.environ | self.environment | {"PYTHONPATH": str(GATEWAY)}
        done = subprocess.run(
            command, cwd=GATEWAY, env=environment, input=typed, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def add_meetings(self, count: int) -> list[UUID]:
        """Make meetings of a row, a line, a recording and four artefacts each."""
        ids = [uuid4() for _ in range(count)]
        self.database.run(_MEETINGS.replace(":ids", " ".join(map(str, ids))))
        with ThreadPoolExecutor(8) as threads:
            list(threads.map(self._put, ids))
        return ids

    def _put(self, meeting_id: UUID) -> None:
        names = (Artefact.MANIFEST, Artefact.TRANSCRIPT, Artefact.AUDIO, Artefact.PEAKS)
        for bucket, key in (storage.source(meeting_id), *(storage.artefact(meeting_id, name) for name in names)):
            body = hashlib.sha256(key.encode()).digest() * 64
            self.s3.put_object(Bucket=bucket, Key=key, Body=body, ContentType="application/json", Metadata={"of": "a"})

    def erase(self, kind: str, id_: UUID) -> None:
        """Delete as the gateway does: rows and receipt in one transaction, then the objects."""
        line = json.dumps({"kind": kind, "id": str(id_), "deleted_at": "2026-11-28T09:00:00Z"})
        assert '"erased"' in self.manage(["erase-again"], typed=line + "\n")
        for bucket in Bucket:
            for item in self.s3.list_objects_v2(Bucket=bucket, Prefix=f"{id_}/").get("Contents", []):
                self.s3.delete_object(Bucket=bucket, Key=item["Key"])

    def objects(self) -> dict[str, str]:
        """Return the checksum of every object."""
        found = {}
        for bucket in Bucket:
            for page in self.s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
                for item in page.get("Contents", []):
                    body = self.s3.get_object(Bucket=bucket, Key=item["Key"])["Body"].read()
                    found[f"{bucket}/{item['Key']}"] = hashlib.sha256(body).hexdigest()
        return found

    def administer(self, statement: str) -> None:
        """Run a statement for which no connection may be to the product's database, nor a transaction be open."""
        address = self._endpoints.database_url.replace("+asyncpg", "").removesuffix("/scribe") + "/postgres"
        subprocess.run([str(binary("psql")), "--quiet", "--command", statement, address], check=True)

    @contextmanager
    def database_of(self, revision: str) -> Iterator[Database]:
        """Yield a database beside the product's, with the schema of an older version."""
        url = self._endpoints.database_url.removesuffix("/scribe") + "/older"
        self.administer("CREATE DATABASE older")
        environment = os.environ | self.environment | {"PYTHONPATH": str(GATEWAY), "SCRIBE_DATABASE_URL": url}
        command = [sys.executable, "-m", "alembic", "upgrade", revision]
        done = subprocess.run(command, cwd=GATEWAY, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        try:
            yield Database(url)
        finally:
            self.administer("DROP DATABASE older WITH (FORCE)")

    def meetings(self) -> set[str]:
        return {row["id"] for row in self.database.query("SELECT id FROM meetings")}


@contextmanager
def running_product(folder: Path) -> Iterator[Product]:
    """Yield stores without meetings, and a voice bank with a file."""
    bank = folder / "voice_bank"
    bank.mkdir()
    (bank / "Ada.wav").write_bytes(b"RIFF of Ada")
    (folder / "thresholds.json").write_text('{"a-model": 0.5}')
    with run_infrastructure() as endpoints:
        yield Product(endpoints, bank)
