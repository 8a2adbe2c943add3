"""Nobody without a secret gets anything out of the servers: not another user of the machine, not a web page."""

from collections.abc import Iterator
from pathlib import Path

import boto3
import psutil
import pytest
from stranger import ask_everything, listening_addresses, secrets_in_sight, sockets_open_to_others

from servers.infrastructure import Endpoints, Infrastructure, run_infrastructure

RECORDING = bytes(range(256)) * 40_000


def _bucket(endpoints: Endpoints) -> object:
    return boto3.resource(
        "s3",
        endpoint_url=endpoints.s3_endpoint_url,
        region_name="us-east-1",
        aws_access_key_id=endpoints.s3_access_key,
        aws_secret_access_key=endpoints.s3_secret_key,
    ).Bucket("uploads")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("servers")


@pytest.fixture(scope="module")
def endpoints(folder: Path) -> Iterator[Endpoints]:
    """The three servers, with a recording in the third."""
    with run_infrastructure(folder) as running:
        _bucket(running).create()
        _bucket(running).put_object(Key="kept", Body=RECORDING)
        yield running


@pytest.fixture(scope="module")
def processes(endpoints: Endpoints) -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


def test_no_port_answers_a_stranger_anything_but_health(
    endpoints: Endpoints, folder: Path, processes: list[psutil.Process]
) -> None:
    known = Infrastructure.load(folder)
    declared = {known.postgres_port, known.redis_port, known.s3_port, *known.s3_inner_ports}
    assert listening_addresses(processes) <= {("127.0.0.1", port) for port in declared}

    assert ask_everything(declared) == []

    assert [item.key for item in _bucket(endpoints).objects.all()] == ["kept"]
    assert _bucket(endpoints).Object("kept").get()["Body"].read() == RECORDING


def test_other_users_cannot_connect_to_the_sockets(processes: list[psutil.Process]) -> None:
    assert sockets_open_to_others(processes) == []


def test_no_command_line_shows_a_secret(folder: Path, processes: list[psutil.Process]) -> None:
    known = Infrastructure.load(folder)
    secrets = [known.postgres_password, known.redis_password, known.s3_access_key, known.s3_secret_key]
    assert secrets_in_sight(processes, secrets) == []
