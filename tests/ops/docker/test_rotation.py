"""`./manage.sh rotate-secrets` on a host with a fake Docker: what it asks for, and what it writes."""

import fcntl
import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from fake_host import Host
from waiting import eventually

SECRETS = (
    "SCRIBE_JWT_SECRET",
    "POSTGRES_PASSWORD",
    "REDIS_PASSWORD",
    "SCRIBE_S3_ACCESS_KEY",
    "SCRIBE_S3_SECRET_KEY",
    "QDRANT_API_KEY",
)
UP = {"RUNNING": "abc", "UP": "abc"}


@pytest.fixture
def running(host: Host) -> Host:
    assert host.manage().returncode == 0
    return host


def secrets_of(host: Host) -> dict[str, str]:
    return {name: host.settings[name] for name in SECRETS}


def lines_of(host: Host, file: str) -> dict[str, str]:
    text = (host.clone / "volumes" / "secrets" / file).read_text()
    return dict(line.split("=", 1) for line in text.splitlines())


def steps(host: Host) -> list[str]:
    found = [re.search(r"app\.rotate (\w+)|s3_container (reload)|(stop|up) .*qdrant", call) for call in host.calls]
    return [next(filter(None, match.groups())) for match in found if match]


def test_every_secret_is_replaced_and_those_before_are_forgotten(running: Host) -> None:
    host, old, comments = running, secrets_of(running), text_of_comments(running)
    done = host.manage("rotate-secrets", **UP)
    assert done.returncode == 0, done.stderr
    assert steps(host) == ["settle", "reload", "admit", "stop", "up", "settle", "reload", "close"]
    new = secrets_of(host)
    assert not set(old.values()) & set(new.values())
    assert all(re.fullmatch("[0-9a-f]{64}", secret) for secret in new.values())
    assert text_of_comments(host) == comments
    kept = {name for name, value in host.settings.items() if name.endswith("_PREVIOUS") and value}
    assert kept == {"SCRIBE_JWT_SECRET_PREVIOUS"}
    assert host.settings["SCRIBE_JWT_SECRET_PREVIOUS"] == old["SCRIBE_JWT_SECRET"]
    until = datetime.fromisoformat(host.settings["SCRIBE_JWT_PREVIOUS_UNTIL"])
    assert timedelta(minutes=13) < until - datetime.now(UTC) <= timedelta(minutes=15)
    assert host.settings["SECRETS_ROTATING"] == ""
    assert (host.clone / ".env").stat().st_mode & 0o777 == 0o600

    gateway = lines_of(host, "gateway/gateway.env")
    assert gateway["SCRIBE_DATABASE_PASSWORD"] == new["POSTGRES_PASSWORD"]
    assert gateway["SCRIBE_QDRANT_KEY"] == new["QDRANT_API_KEY"]
    assert lines_of(host, "worker/worker.env").keys() == {
        "SCRIBE_S3_ACCESS_KEY",
        "SCRIBE_S3_SECRET_KEY",
        "SCRIBE_REDIS_PASSWORD",
        "SCRIBE_LANGUAGE_KEY",
    }
    assert (host.clone / "volumes/secrets/redis/passwords.conf").read_text() == f"requirepass {new['REDIS_PASSWORD']}\n"
    files = [path for path in (host.clone / "volumes" / "secrets").rglob("*") if path.is_file()]
    assert {path.name for path in files} == {"gateway.env", "worker.env", "passwords.conf", "password", "s3.env"}
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    said = done.stdout + done.stderr + "".join(host.calls)
    assert not [secret for secret in (*old.values(), *new.values()) if secret in said]


def text_of_comments(host: Host) -> list[str]:
    return [line for line in (host.clone / ".env").read_text().splitlines() if line.startswith("#")]


@pytest.mark.parametrize("step", ["admit", "settle database", "close"])
def test_a_rotation_that_failed_is_finished_by_the_next(running: Host, step: str) -> None:
    host, old = running, secrets_of(running)
    failed = host.manage("rotate-secrets", "database", "redis", "s3", **UP, FAILING=step)
    assert failed.returncode == 1
    assert "Run ./manage.sh rotate-secrets again." in failed.stderr
    begun = secrets_of(host)
    assert host.settings["SECRETS_ROTATING"] == "database,redis,s3"
    assert host.settings["POSTGRES_PASSWORD_PREVIOUS"] == old["POSTGRES_PASSWORD"]
    # Started anew meanwhile, servers accept both.
    assert host.manage().returncode == 0
    accepted = f">{begun['REDIS_PASSWORD']} >{old['REDIS_PASSWORD']} "
    assert accepted in (host.clone / "volumes/secrets/redis/passwords.conf").read_text()
    assert lines_of(host, "s3/s3.env")["S3_ACCESS_KEY_PREVIOUS"] == old["SCRIBE_S3_ACCESS_KEY"]

    done = host.manage("rotate-secrets", "database", **UP)
    assert done.returncode == 0, done.stderr
    assert secrets_of(host) == begun
    assert host.settings["SECRETS_ROTATING"] == host.settings["POSTGRES_PASSWORD_PREVIOUS"] == ""


def test_workers_elsewhere_keep_the_old_secrets_until_they_were_told(running: Host) -> None:
    host, old = running, secrets_of(running)
    elsewhere = UP | {"WORKERS_ADDRESS": "10.0.0.1"}
    done = host.manage("rotate-secrets", "redis", **elsewhere)
    assert done.returncode == 0, done.stderr
    assert "--finish" in done.stderr
    assert steps(host) == ["reload", "admit", "settle"]
    assert host.settings["REDIS_PASSWORD_PREVIOUS"] == old["REDIS_PASSWORD"]
    assert host.manage("rotate-secrets", "--finish", **elsewhere).returncode == 0
    assert steps(host)[-1] == "close"
    assert host.settings["REDIS_PASSWORD_PREVIOUS"] == ""


def test_secrets_of_servers_elsewhere_are_left_alone(running: Host) -> None:
    host, old = running, secrets_of(running)
    with (host.clone / ".env").open("a") as file:
        file.write("SCRIBE_DATABASE_URL=postgresql+asyncpg://scribe:x@db.example.org/scribe\n")
    done = host.manage("rotate-secrets", "database", "redis", **UP)
    assert done.returncode == 1
    assert "database is left out" in done.stderr
    assert "Not replaced, as said above: database" in done.stderr
    assert {name for name, secret in secrets_of(host).items() if secret != old[name]} == {"REDIS_PASSWORD"}
    assert "SCRIBE_DATABASE_PASSWORD" not in lines_of(host, "gateway/gateway.env")
    # Nobody asked for that one by its name.
    assert host.manage("rotate-secrets", "all", **UP).returncode == 0


def test_after_a_leak_no_token_of_before_is_good(running: Host) -> None:
    assert running.manage("rotate-secrets", "jwt", "--leaked", **UP).returncode == 0
    assert datetime.fromisoformat(running.settings["SCRIBE_JWT_PREVIOUS_UNTIL"]) <= datetime.now(UTC)


def test_after_a_leak_what_an_unfinished_rotation_had_chosen_is_replaced_too(running: Host) -> None:
    host = running
    assert host.manage("rotate-secrets", "jwt", **UP, FAILING="settle jwt").returncode == 1
    begun = secrets_of(host)["SCRIBE_JWT_SECRET"]
    done = host.manage("rotate-secrets", "jwt", "--leaked", **UP)
    assert done.returncode == 0, done.stderr
    assert secrets_of(host)["SCRIBE_JWT_SECRET"] != begun
    assert host.settings["SCRIBE_JWT_SECRET_PREVIOUS"] == begun
    assert datetime.fromisoformat(host.settings["SCRIBE_JWT_PREVIOUS_UNTIL"]) <= datetime.now(UTC)


def test_what_was_asked_and_has_to_wait_for_workers_elsewhere_is_said(running: Host) -> None:
    host, elsewhere = running, UP | {"WORKERS_ADDRESS": "10.0.0.1"}
    assert host.manage("rotate-secrets", "redis", **elsewhere).returncode == 0
    before = secrets_of(host)
    done = host.manage("rotate-secrets", "jwt", "--leaked", **elsewhere)
    assert (done.returncode, "Not replaced, as said above: jwt" in done.stderr) == (1, True)
    assert secrets_of(host) == before


def test_the_old_secrets_are_out_of_every_file_before_a_rotation_counts_as_done(running: Host) -> None:
    host, old = running, secrets_of(running)
    files = host.clone / "volumes" / "secrets"
    mv = host.bin / "mv"
    # As if the last step were killed while it writes the files.
    mv.write_text(
        f"#!/bin/bash\nif grep -qx REDIS_PASSWORD_PREVIOUS= {host.clone}/.env && [[ $* == *passwords.conf* ]]; then "
        f'kill -9 $PPID; else exec {shutil.which("mv")} "$@"; fi\n'
    )
    mv.chmod(0o755)
    assert host.manage("rotate-secrets", "redis", **UP).returncode != 0
    assert host.settings["REDIS_PASSWORD_PREVIOUS"] == ""
    assert host.settings["SECRETS_ROTATING"] == "redis"
    mv.unlink()
    assert host.manage("rotate-secrets", "redis", **UP).returncode == 0
    assert host.settings["SECRETS_ROTATING"] == ""
    assert not [file for file in files.rglob("*") if file.is_file() and old["REDIS_PASSWORD"] in file.read_text()]


def test_one_rotation_waits_for_another(running: Host) -> None:
    descriptor = os.open(running.clone / "volumes" / "secrets", os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    with ThreadPoolExecutor() as threads:
        second = threads.submit(running.manage, "rotate-secrets", "redis", **UP)
        assert eventually(lambda: "test -r /secrets/gateway.env" in running.calls_file.read_text())
        assert not any("app.rotate" in call for call in running.calls)
        os.close(descriptor)
        assert second.result().returncode == 0


def test_what_cannot_be_finished_is_not_begun(running: Host) -> None:
    env = (running.clone / ".env").read_text()
    for arguments, environment, sentence in (
        (("password",), UP, "There is no secret password"),
        (("redis",), UP | {"REDIS_PASSWORD": "x" * 32}, "REDIS_PASSWORD is set in the shell"),
        (("redis",), {}, "Nothing runs in this folder."),
    ):
        failed = running.manage("rotate-secrets", *arguments, **environment)
        assert failed.returncode == 1
        assert sentence in failed.stderr
    assert (running.clone / ".env").read_text() == env
