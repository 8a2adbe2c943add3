"""The three servers as plain processes: real ones, with data of their own."""

import asyncio
import os
import shlex
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import asyncpg
import boto3
import psutil
import pytest
from redis import AuthenticationError, Redis
from waiting import eventually

from servers.infrastructure import Endpoints, Infrastructure, Server, run_infrastructure
from servers.owner import find_owner
from servers.ports import free_port

ROOT = Path(__file__).parents[2]


async def _query(endpoints: Endpoints, statement: str) -> object:
    connection = await asyncpg.connect(endpoints.database_url.replace("+asyncpg", ""))
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


def _bucket(endpoints: Endpoints) -> object:
    return boto3.resource(
        "s3",
        endpoint_url=endpoints.s3_endpoint_url,
        region_name="us-east-1",
        aws_access_key_id=endpoints.s3_access_key,
        aws_secret_access_key=endpoints.s3_secret_key,
    ).Bucket("uploads")


def _processes_in(folder: Path) -> list[str]:
    """Return the processes whose command or working folder lies in `folder`."""
    everything = [process.info for process in psutil.process_iter(["cmdline", "cwd"])]
    described = [" ".join([*(info["cmdline"] or []), info["cwd"] or ""]) for info in everything]
    return [process for process in described if str(folder) in process]


def test_data_survives_a_restart_and_a_stop_leaves_no_process(tmp_path: Path) -> None:
    with run_infrastructure(tmp_path) as first:
        asyncio.run(_query(first, "CREATE TABLE kept AS SELECT 'Réunion' AS word"))
        Redis.from_url(first.redis_url).xadd("stream", {"job": "kept"})
        _bucket(first).create()
        _bucket(first).put_object(Key="a/source", Body=b"kept" * 100_000)
        assert _processes_in(tmp_path)
    assert _processes_in(tmp_path) == []

    with run_infrastructure(tmp_path) as second:
        assert second == first
        assert asyncio.run(_query(second, "SELECT lower(upper(word)) FROM kept")) == "réunion"
        assert Redis.from_url(second.redis_url).xlen("stream") == 1
        assert _bucket(second).Object("a/source").get()["Body"].read() == b"kept" * 100_000
    assert _processes_in(tmp_path) == []


def test_a_port_taken_meanwhile_is_replaced_and_the_data_is_still_there(tmp_path: Path) -> None:
    with run_infrastructure(tmp_path) as first:
        _bucket(first).create()
        _bucket(first).put_object(Key="a", Body=b"kept")
    remembered = Infrastructure.load(tmp_path)
    moved = Infrastructure.model_validate(
        remembered.model_dump() | {"s3_port": free_port(), "s3_inner_ports": [free_port() for _ in range(9)]}
    )
    moved.save(tmp_path)
    with run_infrastructure(tmp_path, [Server.S3]) as second:
        assert second.s3_endpoint_url != first.s3_endpoint_url
        assert _bucket(second).Object("a").get()["Body"].read() == b"kept"


def test_only_the_servers_asked_for_are_started(tmp_path: Path) -> None:
    with run_infrastructure(tmp_path, [Server.REDIS]) as endpoints:
        redis = Redis.from_url(endpoints.redis_url)
        assert redis.config_get("appendonly") == {"appendonly": "yes"}
        assert redis.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        assert len(_processes_in(tmp_path)) == 1


def test_every_server_asks_for_its_password(tmp_path: Path) -> None:
    with run_infrastructure(tmp_path) as endpoints:
        infrastructure = Infrastructure.load(tmp_path)
        with pytest.raises(AuthenticationError):
            Redis(port=infrastructure.redis_port).ping()
        stranger = replace(endpoints, database_url=endpoints.database_url.replace("scribe:", "scribe:wrong"))
        with pytest.raises(asyncpg.InvalidPasswordError):
            asyncio.run(_query(stranger, "SELECT 1"))
        wrong = infrastructure.model_copy(update={"s3_secret_key": "wrong-secret"})
        assert not wrong.s3(tmp_path).is_healthy()
        assert infrastructure.s3(tmp_path).is_healthy()


def test_nobody_else_may_read_the_secrets(tmp_path: Path) -> None:
    infrastructure = Infrastructure()
    infrastructure.save(tmp_path)
    infrastructure.redis(tmp_path).prepare()
    infrastructure.s3(tmp_path).prepare()
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name for path in written} == {
        "infrastructure.json",
        "redis.conf",
        "identities.json",
        "security.toml",
        "inner.pem",
    }
    assert {stat.S_IMODE(path.stat().st_mode) for path in written} == {0o600}


def test_as_root_postgres_gets_another_user_who_reaches_closed_folders(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    binary = closed / "binary"
    binary.touch(mode=0o755)
    owner = find_owner(closed, binary)
    if os.geteuid() != 0:
        assert owner is None
        return
    assert owner is not None
    assert owner.uid != 0
    words = f"test -x {shlex.quote(str(binary))} && test ! -w {shlex.quote(str(binary))} && id -u"
    done = subprocess.run([*owner.prefix, "sh", "-c", words], capture_output=True, text=True, check=True)
    assert int(done.stdout) == owner.uid


def test_a_killed_caller_takes_its_servers_along(tmp_path: Path) -> None:
    program = (
        "import pathlib, signal, sys\n"
        "from servers.infrastructure import run_infrastructure\n"
        "with run_infrastructure(pathlib.Path(sys.argv[1])):\n"
        "    print('ready', flush=True)\n"
        "    signal.pause()\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    with subprocess.Popen(command, env={"PYTHONPATH": str(ROOT / "01-core")}, stdout=subprocess.PIPE) as caller:
        assert caller.stdout is not None
        assert caller.stdout.readline() == b"ready\n"
        assert len(_processes_in(tmp_path)) > len(Server)
        caller.kill()
    assert eventually(lambda: _processes_in(tmp_path) == [])
