"""A confined program neither looks into its parent, nor opens connections, nor outgrows its limits."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from scribe_contracts.confinement.confinement import ENVIRONMENT, SYSTEM, Confinement

SECRET = "secret-of-the-service"
LIMITS = Confinement(cpu_seconds=60, memory_bytes=1 << 30, output_bytes=1000)


def run(code: str, confinement: Confinement = LIMITS, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python code confined, as the child of a process that has a secret in its environment."""
    command = confinement.command([sys.executable, "-I", "-B", "-c", code, *arguments])
    parent = f"import subprocess, sys; sys.exit(subprocess.run({command!r}, env={ENVIRONMENT!r}).returncode)"
    environment = os.environ | {"SCRIBE_JWT_SECRET": SECRET}
    return subprocess.run([sys.executable, "-c", parent], env=environment, capture_output=True, text=True, check=False)


def test_neither_its_environment_nor_that_of_its_parent_shows_a_secret() -> None:
    found = run(
        "import os, pathlib\n"
        "print('mine', dict(os.environ))\n"
        "print('theirs', pathlib.Path(f'/proc/{os.getppid()}/environ').read_bytes())"
    )
    assert "mine" in found.stdout
    assert SECRET not in found.stdout
    assert "PermissionError" in found.stderr


def test_the_memory_of_its_parent_is_closed_to_it() -> None:
    assert "PermissionError" in run("import os; open(f'/proc/{os.getppid()}/mem', 'rb')").stderr


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK"])
def test_it_opens_no_connection(family: str) -> None:
    assert "PermissionError" in run(f"import socket; socket.socket(socket.{family})").stderr


def test_it_cannot_stop_its_parent() -> None:
    assert "PermissionError" in run("import os, signal; os.kill(os.getppid(), signal.SIGKILL)").stderr


def test_its_resources_are_limited() -> None:
    done = run(
        "import resource as r\n"
        "print(*(r.getrlimit(k)[0] for k in (r.RLIMIT_CPU, r.RLIMIT_AS, r.RLIMIT_FSIZE, r.RLIMIT_CORE)))\n"
        "print(r.getrlimit(r.RLIMIT_NPROC)[0])"
    )
    first, processes = done.stdout.splitlines()
    assert first == f"60 {1 << 30} 1000 0"
    assert int(processes) != resource.RLIM_INFINITY


def test_it_reads_only_what_it_was_given_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "file").write_text("given to it")
    (tmp_path / "secrets").write_text(SECRET)
    system = [Path("/usr"), Path("/lib"), Path("/lib64"), Path("/bin"), Path("/etc")]
    prefixes = [Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve()]
    confinement = Confinement(60, 1 << 30, 1000, readable=(*system, *prefixes, tmp_path / "given"))

    assert (
        "given to it"
        in run("import sys; print(open(sys.argv[1]).read())", confinement, f"{tmp_path}/given/file").stdout
    )
    refused = run("import sys; print(open(sys.argv[1]).read())", confinement, f"{tmp_path}/secrets")
    assert "PermissionError" in refused.stderr
    assert SECRET not in refused.stdout
    written = run("import sys; open(sys.argv[1], 'w')", confinement, f"{tmp_path}/given/written")
    assert "PermissionError" in written.stderr


def test_it_writes_in_the_folders_that_it_was_given_alone(tmp_path: Path) -> None:
    for name in ("given", "withheld"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "old").write_text("as it was")
    prefixes = {Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve(), Path(sys.executable).parent}
    confinement = Confinement(60, 1 << 30, 1000, readable=(*SYSTEM, *prefixes), writable=(tmp_path / "given",))
    code = (
        "import pathlib, sys\n"
        "for name in ('new', 'old'):\n"
        "    path = pathlib.Path(sys.argv[1]) / name\n"
        "    path.write_text('x')\n"
        "    print(path.read_text())\n"
    )

    assert run(code, confinement, str(tmp_path / "given")).stdout.split() == ["x", "x"]
    refused = run(code, confinement, str(tmp_path / "withheld"))
    assert "PermissionError" in refused.stderr
    assert not (tmp_path / "withheld" / "new").exists()
    assert (tmp_path / "withheld" / "old").read_text() == "as it was"
