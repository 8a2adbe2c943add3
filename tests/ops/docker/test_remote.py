"""A worker on another machine: here, a Compose project of another copy, on a network of its own."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from docker_product import DockerProduct, docker, fresh_copy, has_engine, missing_images
from model_packs import find_pack, how_to_get

from servers.ports import free_port


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[DockerProduct, DockerProduct]]:
    if not has_engine():
        pytest.skip("needs a Docker engine; `docker info` does not answer")
    if missing := missing_images():
        pytest.skip(f"needs images that ./manage.sh builds: {', '.join(missing)}")
    if find_pack("cpu") is None:
        pytest.skip(how_to_get("cpu"))
    with ExitStack() as until:
        address = until.enter_context(address_of_this_host())
        opened = {"WORKERS_ADDRESS": address, "REDIS_PORT": str(free_port()), "S3_PORT": str(free_port())}
        first = until.enter_context(
            fresh_copy(tmp_path_factory.mktemp("first"), STACKS="core interface", **opened),
        )
        second = until.enter_context(fresh_copy(tmp_path_factory.mktemp("second")))
        first.manage_successfully()
        told = first.manage_successfully("worker-settings")
        (second.clone / ".env").write_text(told, encoding="utf-8")
        second.manage_successfully()
        yield first, second


@contextmanager
def address_of_this_host() -> Iterator[str]:
    """Yield an address that containers of every network reach: this host's in a network without containers."""
    # An engine names that of its own `bridge` only after its first restart.
    name = f"scribe-test-{secrets.token_hex(4)}"
    docker("network", "create", name)
    try:
        yield docker("network", "inspect", name, "--format", "{{(index .IPAM.Config 0).Gateway}}").stdout.strip()
    finally:
        docker("network", "rm", name)


def test_a_worker_elsewhere_does_the_jobs(machines: tuple[DockerProduct, DockerProduct], dialogue: Path) -> None:
    first, second = machines
    assert first.state("worker") == second.state("redis") == second.state("gateway") == {}
    assert second.is_healthy("worker")
    inside = docker("network", "inspect", second.name, "--format", "{{range .Containers}}{{.Name}} {{end}}").stdout
    assert inside.split() == [f"{second.name}-workers-worker-1"]

    user = first.new_user()
    assert user.transcript(user.upload(dialogue))["segments"]


def test_the_copied_secrets_are_for_their_owner_only(machines: tuple[DockerProduct, DockerProduct]) -> None:
    assert (machines[1].clone / ".env").stat().st_mode & 0o777 == 0o600
