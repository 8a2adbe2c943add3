"""Rules for the Compose files and Dockerfiles; needs no Docker."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from compose import (
    ALL_FILES,
    CPU_OVERRIDE,
    FILES,
    HTTPS_OVERRIDE,
    MINIO_OVERRIDE,
    REMOTE_OVERRIDE,
    REMOTE_TLS_OVERRIDE,
    complete_services,
    dockerfile,
    dockerfiles,
    read,
    services,
    variables,
)
from declared_settings import settings

from ops.local.node import WHEEL
from ops.project import ROOT
from scribe_contracts.storage import Bucket
from servers.s3_container import TLS_PORT

SECRET = re.compile(r"PASSWORD|SECRET|TOKEN|KEY")
# Official images whose entry point needs root for a moment, to give the data folder to the user that it becomes.
STEP_DOWN = {"postgres", "redis"}
NEEDED_TO_STEP_DOWN = {"CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"}
# Settings of what runs elsewhere, or that the image or the stack decides.
NOT_FOR_CONTAINERS = {
    "SCRIBE_WORK_DIR",
    "SCRIBE_FFMPEG",
    "SCRIBE_PACKS_DIR",
    "SCRIBE_WHEELS_DIR",
    "SCRIBE_LANGUAGE_PACK",
    "SCRIBE_EMBEDDINGS_MODELS_DIR",
    "SCRIBE_EMBEDDINGS_PORT",
    "SCRIBE_EMBEDDINGS_THREADS",
}
# Not a setting for people: where the web application finds the gateway.
OF_THE_STACK = {"SCRIBE_GATEWAY_URL"}
BASES = {"${VARIANT}", "python:3.11-slim-bookworm", "debian:bookworm-slim"}

every_service = pytest.mark.parametrize("service", complete_services().values(), ids=complete_services().keys())
every_file = pytest.mark.parametrize("file", ALL_FILES, ids=lambda file: str(file.relative_to(ROOT)))
every_dockerfile = pytest.mark.parametrize("path", dockerfiles(), ids=lambda path: str(path.relative_to(ROOT)))


@pytest.mark.parametrize(
    "service",
    [
        service
        for service in (*complete_services().values(), read(MINIO_OVERRIDE)["services"]["s3"])
        if not service.get("build")
    ],
)
def test_images_of_others_are_pinned(service: dict[str, Any]) -> None:
    tag = re.sub(r"\$\{\w+:-\w+\}", "", service["image"]).partition(":")[2]
    assert re.search(r"\d", tag)
    assert tag != "latest"


@every_service
def test_containers_are_confined(service: dict[str, Any]) -> None:
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "network_mode", "pid", "ipc", "devices", "userns_mode"} & service.keys()
    assert not any("docker.sock" in volume or volume.startswith("/") for volume in service.get("volumes", []))


@pytest.mark.parametrize("name", complete_services())
def test_no_container_stays_root(name: str) -> None:
    service = complete_services()[name]
    if name in STEP_DOWN:
        assert set(service["cap_add"]) == NEEDED_TO_STEP_DOWN
    else:
        assert service["user"] == "${CONTAINER_USER:-1000:1000}"
        assert service.get("cap_add", []) == (["NET_BIND_SERVICE"] if name == "caddy" else [])


@pytest.mark.parametrize("name", complete_services())
def test_everything_that_stays_up_has_a_health_check_and_comes_back(name: str) -> None:
    service = complete_services()[name]
    if "tools" in service.get("profiles", []):
        return
    path = dockerfile(service)
    assert "healthcheck" in service or (path and "\nHEALTHCHECK " in path.read_text(encoding="utf-8"))
    assert service["restart"] == "unless-stopped"
    assert service["logging"]["options"]["max-size"]


@pytest.mark.parametrize("service", services().values(), ids=services().keys())
def test_ports_are_published_on_the_loopback_unless_configured(service: dict[str, Any]) -> None:
    assert all(port.startswith("${BIND_ADDRESS:-127.0.0.1}:") for port in service.get("ports", []))


@every_file
def test_secrets_have_no_default(file: Any) -> None:
    for name, rest in variables(file):
        if SECRET.search(name):
            # An empty rest of this kind is another secret in place of this one.
            assert rest in {"", ":-"} or not rest.startswith(":-"), f"{name} has a default"


def test_secrets_are_made_and_not_shipped() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    script = (ROOT / "ops" / "docker" / "environment.sh").read_text(encoding="utf-8")
    needed = {
        name for file in (*FILES.values(), MINIO_OVERRIDE) for name, rest in variables(file) if rest.startswith(":?")
    }
    made = re.search(r"^SECRETS=\((.*)\)$", script, re.MULTILINE)
    assert made
    assert set(made[1].split()) == needed
    assert all(re.search(rf"^{name}=$", example, re.MULTILINE) for name in needed)


def test_every_variable_is_in_the_example_of_settings() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    used = {name for file in ALL_FILES for name, _ in variables(file)} - {"BUILT_FROM"}
    assert {name for name in used if not re.search(rf"^#?{name}=", example, re.MULTILINE)} == set()


def test_containers_are_given_every_setting_that_there_is_and_no_other() -> None:
    given = {name for service in services().values() for name in service.get("environment", {})}
    known = {name for name in settings() - NOT_FOR_CONTAINERS if not name.startswith("SCRIBE_CLI_")}
    assert {name for name in given if name.startswith("SCRIBE_")} - OF_THE_STACK == known


def test_the_worker_knows_neither_the_database_nor_the_signing_key() -> None:
    environment = services()["worker"]["environment"]
    assert not {"SCRIBE_DATABASE_URL", "SCRIBE_JWT_SECRET"} & environment.keys()
    assert "POSTGRES" not in str(environment)


def test_the_stacks_meet_on_one_external_network() -> None:
    networks = [read(file)["networks"]["scribe"] for file in FILES.values()]
    assert networks == [{"external": True, "name": "${NETWORK:-scribe}"}] * len(FILES)
    assert all("scribe" in service["networks"] for name, service in services().items() if name != "models")


def test_only_what_fetches_something_reaches_the_outside() -> None:
    reaching = {name for name, service in complete_services().items() if "outside" in service["networks"]}
    assert reaching == {"models", "tei", "caddy"}
    masquerade = "com.docker.network.bridge.enable_ip_masquerade"
    for file in ALL_FILES:
        document = read(file)
        published = [service for service in document["services"].values() if "ports" in service]
        assert all(len(service["networks"]) > 1 for service in published)
        for name, network in document.get("networks", {}).items():
            if name.endswith("-port"):
                closed = "${GATEWAY_REACHES_OUT:-false}" if name == "gateway-port" else "false"
                assert network["driver_opts"] == {masquerade: closed}


@every_service
def test_no_container_takes_all_memory_or_processes(service: dict[str, Any]) -> None:
    assert re.fullmatch(r"\$\{[A-Z0-9]+_MEMORY:-\d+[mg]\}", service["mem_limit"])
    assert 0 < service["pids_limit"] <= 2048


@every_service
def test_no_command_line_shows_a_secret(service: dict[str, Any]) -> None:
    said = str([service.get("command"), service.get("entrypoint"), service.get("healthcheck")])
    assert not SECRET.search("".join(re.findall(r"(?<!\$)\$\{?\w+", said)))


def test_data_lies_in_folders_that_are_made_first() -> None:
    stacks = (ROOT / "ops" / "docker" / "stacks.sh").read_text(encoding="utf-8")
    made = re.search(r"^VOLUMES=\((.*)\)$", stacks, re.MULTILINE)
    mounted = {
        re.split(":(?=/)", volume)[0] for one in complete_services().values() for volume in one.get("volumes", [])
    }
    others = {"../02-workers/voice_bank", "./Caddyfile", "work", "${WATCHED_DIR:-/dev/null}", "${CA_FILE:-/dev/null}"}
    assert made
    # Where MinIO is kept.
    mounted |= set(re.findall(r"\.\./volumes/\w+", MINIO_OVERRIDE.read_text(encoding="utf-8")))
    # Of it each backup gets a folder of its own.
    mounted.add("../volumes/backup_scratch")
    assert {f"../volumes/{name}" for name in made[1].split()} | others == mounted


def test_the_queue_is_persistent_legible_and_evicts_nothing() -> None:
    command = services()["redis"]["command"][-1]
    assert "--appendonly yes" in command
    # The scan of files for what was deleted reads what Redis writes.
    assert "--rdbcompression no" in command
    assert "--maxmemory-policy noeviction" in command


def test_a_worker_has_time_to_hand_its_job_back() -> None:
    source = (ROOT / "02-workers" / "app" / "worker" / "serving.py").read_text(encoding="utf-8")
    grace = re.search(r"^GRACE_SECONDS = ([\d.]+)$", source, re.MULTILINE)
    assert grace
    assert int(services()["worker"]["stop_grace_period"].removesuffix("s")) >= float(grace[1]) + 5


def test_the_worker_reserves_a_card_unless_overridden() -> None:
    reserved = services()["worker"]["deploy"]["resources"]["reservations"]["devices"]
    assert reserved == [{"driver": "nvidia", "count": "all", "capabilities": ["gpu"]}]
    overridden = read(CPU_OVERRIDE)["services"]
    assert overridden["worker"]["deploy"]["resources"] is None
    assert overridden["worker"]["environment"]["SCRIBE_PROFILE"] == "cpu"
    assert {service["build"]["args"]["VARIANT"] for service in overridden.values()} == {"cpu"}


def test_each_worker_sees_all_cards_and_the_locks_by_which_they_are_shared_out() -> None:
    """`WORKERS=2` makes two of one service; which card is whose they settle in /work (app/worker/cards.py)."""
    worker = services()["worker"]
    assert worker["deploy"]["replicas"] == "${WORKERS:-1}"
    assert "work:/work" in worker["volumes"]
    assert "SCRIBE_WORK_DIR=/work" in (ROOT / "02-workers" / "Dockerfile").read_text(encoding="utf-8")
    assert not {"CUDA_VISIBLE_DEVICES", "NVIDIA_VISIBLE_DEVICES"} & worker["environment"].keys()


def test_the_image_for_cards_has_no_second_library_of_networks() -> None:
    """PyTorch runs them there; ONNX Runtime of the processor is enough for the rest."""
    for name in ("Dockerfile", "constraints-cuda12.txt"):
        assert "onnxruntime" not in (ROOT / "02-workers" / name).read_text(encoding="utf-8")


def test_the_key_of_s3_is_good_for_the_buckets_of_the_product_only() -> None:
    environment = services()["s3"]["environment"]
    assert environment["S3_BUCKETS"].split(",") == [bucket.value for bucket in Bucket]
    for service in complete_services().values():
        assert not [name for name in service.get("environment", {}) if "ROOT" in name]


def test_only_caddy_is_published_and_trusted_as_a_proxy() -> None:
    https = read(HTTPS_OVERRIDE)
    caddy, gateway = https["services"]["caddy"], https["services"]["gateway"]
    assert [port.rpartition(":")[2] for port in caddy["ports"]] == ["80", "443"]
    assert "ports" not in gateway
    address = caddy["networks"]["proxy"]["ipv4_address"]
    assert gateway["environment"]["SCRIBE_TRUSTED_PROXIES"] == f"web,${{TRUSTED_PROXIES:-127.0.0.1}},{address}"
    assert https["networks"]["proxy"]["internal"] is True
    text = (HTTPS_OVERRIDE.parent / "Caddyfile").read_text(encoding="utf-8")
    for target in re.findall(r"reverse_proxy ([\w-]+):(?:5000|3000)", text):
        assert target in {"web", *gateway["networks"]["proxy"]["aliases"]}


@pytest.mark.parametrize("override", [REMOTE_OVERRIDE, REMOTE_TLS_OVERRIDE])
def test_workers_elsewhere_reach_only_the_queue_and_the_objects(override: Path) -> None:
    opened = read(override)["services"]
    assert set(opened) == {"redis", "s3"}
    ports = [port for service in opened.values() for port in service["ports"]]
    assert all(port.startswith("${WORKERS_ADDRESS") for port in ports)
    # By TLS, they do not reach the ports that are open.
    inside = {port.rpartition(":")[2] for port in ports}
    assert inside == ({"6379", "9000"} if override is REMOTE_OVERRIDE else {"6380", str(TLS_PORT)})


@pytest.mark.parametrize("by_tls", [False, True])
def test_redis_shows_a_certificate_where_there_is_one(tmp_path: Path, *, by_tls: bool) -> None:
    """The container's command with folders of this test; the directives are those of Redis 7's own redis.conf."""
    [shell, option, command] = services()["redis"]["command"]
    certificate = tmp_path / "certificate.pem"
    if by_tls:
        certificate.write_text("certificate and key")
    (tmp_path / "tmp").mkdir()
    for name in ("chown", "docker-entrypoint.sh"):
        (tmp_path / name).write_text('#!/bin/sh\necho "$0 $*"\n')
        (tmp_path / name).chmod(0o755)
    # Where it writes, and looks for the file; what it says of /tmp to Redis stays.
    command = command.replace(" /certificate.pem", f" {certificate}").replace("$$", "$")
    command = re.sub(r"(>+|\.pem )(/tmp/)", rf"\1{tmp_path}\2", command)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "REDISCLI_AUTH": "the-password"}
    done = subprocess.run([shell, option, command], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "docker-entrypoint.sh redis-server --include /tmp/password.conf" in done.stdout.splitlines()[-1]
    said = "tls-port 6380|tls-auth-clients no|tls-cert-file /tmp/certificate.pem|tls-key-file /tmp/certificate.pem"
    lines = (tmp_path / "tmp" / "password.conf").read_text().splitlines()
    assert lines == ["requirepass the-password", *(said.split("|") if by_tls else [])]
    assert (tmp_path / "tmp" / "certificate.pem").exists() == by_tls
    assert ("chown redis /tmp/certificate.pem" in done.stdout) == by_tls


@every_dockerfile
def test_images_are_built_from_pinned_bases_for_a_user_without_rights(path: Any) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    bases = [line.split()[1] for line in lines if line.startswith("FROM ")]
    stages = {line.split()[3] for line in lines if line.startswith("FROM ") and " AS " in line}
    assert all(base in stages | BASES for base in bases)
    assert [line for line in lines if line.startswith("USER ")] == ["USER 10001:10001"]
    assert any("useradd --system --uid 10001" in line for line in lines)
    assert not any(line.startswith("ADD ") or "apt-get" in line for line in lines)


def test_the_page_runs_on_one_maintained_release_of_node() -> None:
    """Even releases have long support; that of 22 ends in April 2027."""
    assert f"ARG NODE_WHEEL={WHEEL}\n" in (ROOT / "03-interface/frontend-nextjs/Dockerfile").read_text(encoding="utf-8")
    version = int(re.findall(r"==(\d+)", WHEEL)[0])
    assert version >= 24
    assert version % 2 == 0


def test_the_worker_has_a_pip_that_tells_how_far_a_download_is() -> None:
    """`--progress-bar raw`, by which models are fetched, came with pip 24.1; Python 3.11 brings 24.0."""
    assert "'pip>=25.1'" in dockerfile(services()["worker"]).read_text(encoding="utf-8")  # type: ignore[union-attr]


def test_nothing_of_the_clone_gets_into_an_image_unless_named() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    named = [ROOT / rule[1:] for rule in rules if rule.startswith("!")]
    assert all(path.exists() for path in named)
    assert not any("voice_bank" in rule or ".env" in rule for rule in rules)


def test_nothing_is_reported_and_nothing_fetched_at_run_time() -> None:
    text = (ROOT / "02-workers" / "Dockerfile").read_text(encoding="utf-8")
    assert "HF_HUB_OFFLINE=1" in text
    assert "PYANNOTE_METRICS_ENABLED=0" in text
    assert services()["qdrant"]["environment"]["QDRANT__TELEMETRY_DISABLED"] == "true"
