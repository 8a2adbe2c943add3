"""The whole product as `./manage.sh` runs it in Docker: from a fresh copy, under a name and on ports of its own."""

import json
import os
import secrets
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from bare_host import make_bare_host
from model_packs import find_pack
from user import User
from waiting import eventually

from ops.project import ROOT
from servers.ports import free_port

IMAGES = {"s3": "latest", "worker": "cpu", "gateway": "latest", "web": "latest", "backup": "latest"}
SERVICES = ("postgres", "redis", "s3", "qdrant", "worker", "gateway", "web")
HEALTHY_SECONDS = 300

_numbers = count(1)


def docker(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = ["docker", *arguments]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)


def has_engine() -> bool:
    return shutil.which("docker") is not None and docker("info").returncode == 0


def has_image(name: str) -> bool:
    return docker("image", "inspect", name).returncode == 0


def missing_images() -> list[str]:
    return [name for name in (f"scribe-{image}:{tag}" for image, tag in IMAGES.items()) if not has_image(name)]


class DockerProduct:
    def __init__(self, clone: Path, settings: dict[str, str]) -> None:
        self.clone = clone
        self.path = make_bare_host(clone.with_name(f"{clone.name}-commands"), "docker")
        self.name = f"scribe-test-{secrets.token_hex(4)}"
        ports = {"WEB_PORT": free_port(), "API_PORT": free_port(), "MINIO_CONSOLE_PORT": free_port()}
        self.url = f"http://127.0.0.1:{ports['WEB_PORT']}"
        self.gateway_url = f"http://127.0.0.1:{ports['API_PORT']}"
        self.settings = {name: str(port) for name, port in ports.items()}
        # A job waits a minute for a worker that was killed if not set.
        self.settings |= {"PRODUCT": self.name, "NETWORK": self.name, "SCRIBE_IDLE_TIMEOUT_SECONDS": "5"}
        self.settings |= {"SCRIBE_PROFILE": "cpu", "SCRIBE_REGISTRATION_OPEN": "true", **settings}

    def manage(self, *arguments: str, answer: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.clone / "manage.sh"), *arguments],
            env=os.environ | self.settings | {"PATH": str(self.path)},
            input=answer,
            capture_output=True,
            text=True,
            check=False,
        )

    def manage_successfully(self, *arguments: str, answer: str = "") -> str:
        """Run manage.sh, which must succeed, and return what it prints."""
        done = self.manage(*arguments, answer=answer)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def new_user(self) -> User:
        """Return a user who reaches the API through the web application, as browsers do."""
        return User(self.url, f"user{next(_numbers)}@example.org")

    def state(self, service: str) -> dict[str, Any]:
        listed = docker("ps", "--all", "--quiet", *self.filters(service)).stdout.split()
        if not listed:
            return {}
        state: dict[str, Any] = json.loads(docker("inspect", "--format", "{{json .State}}", listed[0]).stdout)
        return state

    def is_healthy(self, *services: str) -> bool:
        return all(self.state(name).get("Health", {}).get("Status") == "healthy" for name in services)

    def wait_until_healthy(self, *services: str) -> None:
        """Return when these services, or all, are healthy."""
        names = services or SERVICES
        assert eventually(lambda: self.is_healthy(*names), HEALTHY_SECONDS), {name: self.state(name) for name in names}

    def kill(self, *services: str) -> None:
        """Kill their processes from the host: `docker kill` would suspend the restart policy."""
        killed = {name: self.state(name)["Pid"] for name in services}
        # The id of a service that does not run is 0, which stands for this very process.
        assert all(killed.values()), killed
        for process in killed.values():
            os.kill(process, signal.SIGKILL)
        assert eventually(lambda: all(self._restarted(name, process) for name, process in killed.items())), killed

    def _restarted(self, service: str, killed: int) -> bool:
        return self.state(service).get("Pid") not in {0, None, killed}

    def query(self, sql: str) -> str:
        [container] = docker("ps", "--quiet", *self.filters("postgres")).stdout.split()
        command = 'PGPASSWORD=$POSTGRES_PASSWORD psql -h 127.0.0.1 -U scribe scribe -tAc "$0"'
        return docker("exec", container, "sh", "-c", command, sql).stdout

    def wipe(self) -> None:
        """Remove data, secrets and voice bank, as on another machine; the models stay."""
        for folder in self.clone.glob("volumes/*_*"):
            shutil.rmtree(folder)
        for file in self.clone.glob("02-workers/voice_bank/*.wav"):
            file.unlink()
        (self.clone / ".env").unlink()

    def remove_containers(self) -> None:
        for stack in ("interface", "workers", "core"):
            label = f"label=com.docker.compose.project={self.name}-{stack}"
            containers = docker("ps", "--all", "--quiet", "--filter", label).stdout.split()
            if containers:
                docker("rm", "--force", "--volumes", *containers)
        docker("volume", "rm", "--force", f"{self.name}-workers_work")

    def filters(self, service: str) -> list[str]:
        """Return the options of `docker ps` that find a service's container."""
        project = "{}-{}".format(
            self.name,
            {"worker": "workers", "gateway": "interface", "web": "interface"}.get(service, "core"),
        )
        labels = (f"project={project}", f"service={service}", "oneoff=False")
        return [option for label in labels for option in ("--filter", f"label=com.docker.compose.{label}")]


def saved_objects(folder: Path) -> list[dict[str, object]]:
    """Return what the newest backup in the folder says of each object, but for how it is stored."""
    newest = max((folder / "snapshots").glob("*.json"))
    listed = json.loads(newest.read_text(encoding="utf-8"))["objects"]
    told = ("bucket", "key", "size", "content_type", "metadata")
    return [{name: one[name] for name in told} | {"sha256": one["stored"]["sha256"]} for one in listed]


@contextmanager
def fresh_copy(folder: Path, **settings: str) -> Iterator[DockerProduct]:
    """Copy every tracked file and the model weights to `folder`; nothing is started yet."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
    if models := find_pack("cpu"):
        shutil.copytree(models, folder / "volumes" / "models" / "cpu")
    product = DockerProduct(folder, settings)
    names = {f"scribe-{image}:{tag}": f"{product.name}-{image}:{tag}" for image, tag in IMAGES.items()}
    for ours, theirs in names.items():
        docker("tag", ours, theirs)
    try:
        yield product
    finally:
        product.remove_containers()
        networks = docker("network", "ls", "--quiet", "--filter", f"name={product.name}").stdout.split()
        docker("network", "rm", *networks)
        docker("image", "rm", "--force", *names.values())
