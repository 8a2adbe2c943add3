"""On a Docker engine, where there is one: Compose's view of the files, 01-core alone, the contents of the images."""

import json
import re
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from compose import (
    CPU_OVERRIDE,
    FILES,
    HTTPS_OVERRIDE,
    MINIO_OVERRIDE,
    REMOTE_OVERRIDE,
    REMOTE_TLS_OVERRIDE,
    read,
    services,
)
from docker_product import docker, has_engine, has_image

TOOL = "scribe-backup:latest"
"""Runs one command and ends: nobody asks for its health."""

SERVICES = (
    "scribe-s3:latest",
    "scribe-gateway:latest",
    "scribe-web:latest",
    "scribe-worker:cpu",
    "scribe-worker:cuda12",
)
IMAGES = (*SERVICES, TOOL)
SECRET_FILES = (".env*", "*.key", "id_rsa*", "id_ed25519*", ".git", ".netrc", ".npmrc", ".pypirc", "pip.conf")
CORE = [service for service in read(FILES["core"])["services"].values() if "profiles" not in service]
NAMES = ("POSTGRES_PASSWORD", "REDIS_PASSWORD", "QDRANT_API_KEY", "SCRIBE_S3_ACCESS_KEY", "SCRIBE_S3_SECRET_KEY")
OVERRIDDEN = {"DOMAIN": "scribe.test", "WORKERS_ADDRESS": "127.0.0.1"}
OVERRIDDEN |= {name: secrets.token_hex(16) for name in ("MINIO_ROOT_USER", "MINIO_ROOT_PASSWORD")}
SECRETS = {name: secrets.token_hex(16) for name in (*NAMES, "SCRIBE_JWT_SECRET")}


@pytest.fixture(scope="module", autouse=True)
def engine() -> None:
    if not has_engine():
        pytest.skip("needs a Docker engine; `docker info` does not answer")


WITH_OVERRIDES = [
    [FILES["core"], REMOTE_OVERRIDE],
    [FILES["core"], REMOTE_TLS_OVERRIDE],
    [FILES["core"], MINIO_OVERRIDE],
    [FILES["core"], MINIO_OVERRIDE, REMOTE_OVERRIDE],
    [FILES["workers"], CPU_OVERRIDE],
    [FILES["interface"], HTTPS_OVERRIDE],
]


@pytest.mark.parametrize("files", [[file] for file in FILES.values()] + WITH_OVERRIDES, ids=str)
def test_compose_accepts_the_files(files: list[Path]) -> None:
    options = [option for file in files for option in ("--file", str(file))]
    checked = docker("compose", *options, "--profile", "*", "config", "--quiet", **SECRETS, **OVERRIDDEN)
    assert checked.returncode == 0, checked.stderr
    assert checked.stderr == ""


@pytest.mark.parametrize("name", sorted(SECRETS))
def test_compose_refuses_to_go_on_without_a_secret(name: str) -> None:
    given = SECRETS | {name: ""}
    answers = [docker("compose", "--file", str(file), "config", "--quiet", **given) for file in FILES.values()]
    refused = [answer.stderr for answer in answers if answer.returncode != 0]
    assert refused
    assert all(f"{name} is missing a value: is made by ./manage.sh" in said for said in refused)


class Core:
    """01-core under a name and a network of its own."""

    def __init__(self, folder: Path) -> None:
        self.name = f"scribe-test-{secrets.token_hex(4)}"
        self.settings = SECRETS | {"PRODUCT": self.name, "NETWORK": self.name}
        self.file = folder / "01-core" / "docker-compose.yml"
        self.file.parent.mkdir()
        shutil.copy(FILES["core"], self.file)
        for name in ("s3_data", "qdrant_storage"):
            data = folder / "volumes" / name
            data.mkdir(parents=True)
            data.chmod(0o777)

    def compose(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return docker("compose", "--file", str(self.file), *arguments, **self.settings)

    def sh(self, service: str, command: str) -> str:
        return self.compose("exec", "-T", service, "sh", "-c", command).stdout.strip()


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Core]:
    names = [service["image"].replace("${PRODUCT:-scribe}", "scribe") for service in CORE]
    missing = [name for name in names if not has_image(name)]
    if missing:
        pytest.skip(f"needs images on this machine: {', '.join(missing)}")
    core = Core(tmp_path_factory.mktemp("core"))
    docker("network", "create", "--internal", core.name)
    docker("tag", "scribe-s3:latest", f"{core.name}-s3:latest")
    try:
        started = core.compose("up", "--detach", "--wait", "--wait-timeout", "120")
        assert started.returncode == 0, started.stderr
        yield core
    finally:
        core.compose("down", "--volumes", "--timeout", "5")
        docker("network", "rm", core.name)
        docker("image", "rm", f"{core.name}-s3:latest")


def test_core_comes_up_healthy_with_passwords(core: Core) -> None:
    assert core.sh("redis", "redis-cli ping") == "PONG"
    assert "NOAUTH" in core.sh("redis", "REDISCLI_AUTH= redis-cli ping 2>&1")
    assert core.sh("redis", "redis-cli config get maxmemory-policy").endswith("noeviction")
    assert core.sh("redis", "redis-cli config get appendonly").endswith("yes")
    query = "psql -h 127.0.0.1 -U scribe scribe -tAc 'SELECT 1'"
    assert core.sh("postgres", f"PGPASSWORD=$POSTGRES_PASSWORD {query}") == "1"


@pytest.mark.parametrize("service", ["postgres", "redis", "s3", "qdrant"])
def test_core_runs_without_root_on_a_read_only_root(core: Core, service: str) -> None:
    container = core.compose("ps", "--quiet", service).stdout.strip()
    users = [line.split()[0] for line in docker("top", container).stdout.splitlines()[1:]]
    assert users
    assert "root" not in users
    assert "Read-only" in core.sh(service, "touch /written 2>&1")


ASK_S3 = """
import os, sys, boto3
from botocore.config import Config
from botocore.exceptions import ClientError
plain = Config(request_checksum_calculation="when_required")
s3 = boto3.client("s3", endpoint_url="http://s3:9000", region_name="us-east-1", config=plain)
s3.put_object(Bucket="voices", Key="mine", Body=b"1")
s3.delete_object(Bucket="voices", Key="mine")
for attempt in (
    lambda: s3.create_bucket(Bucket="other"),
    lambda: s3.delete_bucket(Bucket="voices"),
    lambda: s3.put_bucket_policy(Bucket="voices", Policy="{}"),
):
    try:
        attempt()
    except ClientError as error:
        print(error.response["Error"]["Code"])
"""


def test_the_products_key_uses_its_buckets_and_rules_nothing(core: Core) -> None:
    if not has_image("scribe-gateway:latest"):
        pytest.skip("scribe-gateway:latest is not built on this machine; ./manage.sh builds it")
    keys = {
        "AWS_ACCESS_KEY_ID": SECRETS["SCRIBE_S3_ACCESS_KEY"],
        "AWS_SECRET_ACCESS_KEY": SECRETS["SCRIBE_S3_SECRET_KEY"],
    }
    given = ("--env", "AWS_ACCESS_KEY_ID", "--env", "AWS_SECRET_ACCESS_KEY", "--network", core.name)
    asked = docker("run", "--rm", *given, "scribe-gateway:latest", "python", "-c", ASK_S3, **keys)
    assert asked.stdout.split() == ["AccessDenied"] * 3, asked.stderr


def test_the_inner_ports_of_s3_answer_nobody(core: Core) -> None:
    ask = (
        "import socket\n"
        "for port in range(19001, 19010):\n"
        "    with socket.socket() as s:\n"
        "        s.settimeout(5)\n"
        "        s.connect(('s3', port))\n"
        "        s.sendall(b'GET / HTTP/1.1\\r\\nHost: s3\\r\\n\\r\\n')\n"
        "        answer = s.recv(999)\n"
        "        print(port, b' 200 ' in answer.split(b'\\r\\n')[0])\n"
    )
    asked = docker("run", "--rm", "--network", core.name, "scribe-s3:latest", "python", "-c", ask)
    lines = asked.stdout.splitlines()
    assert len(lines) == 9, asked.stderr
    assert not [line for line in lines if "True" in line]


def test_no_secret_is_in_a_command_line(core: Core) -> None:
    for service in core.compose("ps", "--services").stdout.split():
        container = core.compose("ps", "--quiet", service).stdout.strip()
        shown = docker("top", container, "-eo", "pid,args").stdout
        assert len(shown.splitlines()) > 1
        assert not any(secret in shown for secret in SECRETS.values())


def test_every_container_has_limits_and_only_the_ports_a_way_out(core: Core) -> None:
    for service in core.compose("ps", "--services").stdout.split():
        container = core.compose("ps", "--quiet", service).stdout.strip()
        limits = json.loads(docker("inspect", "--format", "{{json .HostConfig}}", container).stdout)
        assert limits["Memory"] > 0
        assert limits["PidsLimit"] > 0
        networks = json.loads(docker("inspect", "--format", "{{json .NetworkSettings.Networks}}", container).stdout)
        assert set(networks) == {core.name}


@pytest.fixture(params=IMAGES)
def image(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if not has_image(name):
        pytest.skip(f"{name} is not built on this machine; ./manage.sh builds it")
    return name


def run_in(image: str, command: str) -> list[str]:
    """Return the lines that a shell command in the image prints, as the image's user."""
    return docker("run", "--rm", "--entrypoint", "sh", image, "-c", command).stdout.splitlines()


def test_images_run_as_an_ordinary_user_and_check_their_health(image: str) -> None:
    described: dict[str, Any] = json.loads(docker("image", "inspect", image).stdout)[0]["Config"]
    assert described["User"] == "10001:10001"
    assert image == TOOL or described["Healthcheck"]["Test"][0] == "CMD"
    assert run_in(image, "id -u") == ["10001"]


def test_images_hold_no_secret(image: str) -> None:
    described: dict[str, Any] = json.loads(docker("image", "inspect", image).stdout)[0]["Config"]
    built = docker("history", "--no-trunc", "--format", "{{.CreatedBy}}", image).stdout
    assert not re.search(r"SECRET|PASSWORD|TOKEN", "\n".join([*described["Env"], built]))
    names = " -o ".join(f"-name '{name}'" for name in SECRET_FILES)
    assert run_in(image, f"find / -xdev ! -path '/proc/*' \\( {names} \\) 2>/dev/null") == []


def test_images_hold_nothing_to_build_with(image: str) -> None:
    tools = "gcc cc make git npm npx yarn corepack"
    assert run_in(image, f"for tool in {tools}; do command -v $tool; done; ls -A /src 2>/dev/null") == []


def test_images_can_be_written_where_anybody_may_write_and_nowhere_else(image: str) -> None:
    found = run_in(image, "find / -xdev ! -path '/proc/*' -writable \\( -type f -o -type d \\) 2>/dev/null")
    assert set(found) <= {"/tmp", "/var/tmp", "/run/lock", "/work"}  # noqa: S108 - in the image


def test_every_image_of_ours_is_checked() -> None:
    described = [*services().values(), *read(CPU_OVERRIDE)["services"].values()]
    names = {service["image"].replace("${PRODUCT:-scribe}", "scribe") for service in described}
    assert {name for name in names if name.startswith("scribe-")} == set(IMAGES)
