"""manage.sh on hosts that have Docker, half of it or none: a fake Docker that records its calls."""

import fcntl
import os
import re
import socket
from pathlib import Path

import pytest
from fake_host import Host


def test_the_setup_code_is_printed_as_long_as_it_is_asked_for(host: Host) -> None:
    assert "Set-up code       0123456789abcdef" in host.manage(SETUP_CODE="0123456789abcdef").stdout
    assert "Set-up code" not in host.manage().stdout


def test_accounts_are_rescued_in_the_gateways_container(host: Host) -> None:
    assert host.manage("reset-password", "ada@example.org").returncode == 1
    host.manage()
    for arguments in (("reset-password", "ada@example.org"), ("invite", "ada@example.org", "--name", "Ada L")):
        host.manage(*arguments, RUNNING="abc")
        assert any(call.endswith(f"exec -T gateway python -m app.manage {' '.join(arguments)}") for call in host.calls)


def test_without_an_argument_the_stacks_start_in_order(host: Host) -> None:
    done = host.manage()
    assert done.returncode == 0, done.stderr
    assert host.started == ["core", "workers", "interface"]
    assert "/docs" in done.stdout
    assert "Web page" in done.stdout
    assert "network inspect scribe" in host.calls
    assert any("run --rm -T models fetch cpu" in call for call in host.calls)


def test_the_network_of_the_stacks_is_closed_unless_a_server_is_elsewhere(host: Host) -> None:
    host.manage()
    assert "network create --internal=true scribe" in host.calls
    host.manage(SCRIBE_S3_ENDPOINT_URL="https://s3.example.org")
    assert "network create --internal=false scribe" in host.calls


def test_an_open_network_of_an_older_version_is_made_anew(host: Host) -> None:
    done = host.manage(INTERNAL="false")
    assert done.returncode == 0, done.stderr
    downs = [number for number, call in enumerate(host.calls) if " down " in call]
    assert len(downs) == 3
    assert (
        max(downs) < host.calls.index("network rm scribe") < host.calls.index("network create --internal=true scribe")
    )
    host.manage(INTERNAL="true")
    assert not [call for call in host.calls if call.startswith(("network rm", "network create")) or " down " in call]


def test_images_are_built_again_only_when_their_sources_are_others(host: Host) -> None:
    host.manage()
    assert [call.split()[-1] for call in host.calls if " build " in call] == ["s3", "worker", "gateway", "web"]
    host.manage()
    assert [call for call in host.calls if " build " in call] == []


def test_images_are_built_on_renewed_bases_and_without_a_network_on_those_that_are_here(host: Host) -> None:
    host.manage()
    assert all("--pull" in call for call in host.calls if " build " in call)
    (host.clone / "constraints.txt" / "changed").write_text("another")
    done = host.manage(OFFLINE="1")
    assert done.returncode == 0, done.stderr
    assert "building it on those that are here" in done.stderr
    again = [call for call in host.calls if " build " in call and "--pull" not in call]
    assert [call.split()[-1] for call in again] == ["s3", "worker", "gateway", "web"]


def test_an_update_renews_images_though_the_sources_are_the_same(host: Host) -> None:
    host.manage()
    host.manage("update", "--fetched")
    assert [call.split()[-1] for call in host.calls if " build " in call] == ["s3", "worker", "gateway", "web"]
    assert len([call for call in host.calls if " pull " in call]) == 3


def test_another_page_does_not_make_another_worker(host: Host) -> None:
    host.manage()
    (host.clone / "03-interface/frontend-nextjs/src/page.tsx").write_text("another")
    host.manage()
    assert [call.split()[-1] for call in host.calls if " build " in call] == ["gateway", "web"]


def test_env_is_made_once_with_fresh_secrets_for_its_owner_only(host: Host, tmp_path: Path) -> None:
    assert host.manage().returncode == 0
    file = host.clone / ".env"
    first = file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    names = ("POSTGRES_PASSWORD", "REDIS_PASSWORD", "QDRANT_API_KEY", "SCRIBE_S3_SECRET_KEY", "SCRIBE_JWT_SECRET")
    secrets = [host.settings[name] for name in names]
    assert all(re.fullmatch(r"[0-9a-f]{64}", secret) for secret in secrets)
    assert len(set(secrets)) == len(secrets)
    assert re.fullmatch(r"[0-9a-f]{16}", host.settings["SCRIBE_SETUP_CODE"])
    assert not host.settings["CONTAINER_USER"].startswith("0:")

    assert host.manage().returncode == 0
    assert file.read_text() == first

    (tmp_path / "other").mkdir()
    other = Host(tmp_path / "other")
    other.manage()
    assert other.settings["SCRIBE_JWT_SECRET"] != host.settings["SCRIBE_JWT_SECRET"]


def test_an_env_that_is_there_is_completed_and_otherwise_left_alone(host: Host) -> None:
    (host.clone / ".env").write_text("SCRIBE_JWT_SECRET=mine\nREDIS_PASSWORD=\nSCRIBE_LOG_LEVEL=DEBUG\n")
    assert host.manage().returncode == 0
    assert host.settings["SCRIBE_JWT_SECRET"] == "mine"
    assert host.settings["SCRIBE_LOG_LEVEL"] == "DEBUG"
    assert len(host.settings["REDIS_PASSWORD"]) == 64
    assert len(host.settings["QDRANT_API_KEY"]) == 64


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"ENGINE_DOWN": "1"}, "its engine does not answer: Cannot connect to the Docker daemon"),
        ({"COMPOSE_VERSION": "2.17.3"}, "Docker Compose 2.17.3 is too old"),
        ({"SCRIBE_PROFILE": "gpu"}, "nvidia-smi finds no card"),
        ({"SCRIBE_PROFILE": "tpu"}, "SCRIBE_PROFILE is tpu; it must be cpu or gpu."),
        ({"STACKS": "worker"}, "STACKS in .env names worker; it must be one or more of: core workers interface."),
        ({"OBJECT_STORE": "ceph"}, "OBJECT_STORE in .env is ceph; it must be seaweedfs or minio."),
        ({"OTHER_CLONE": "/srv/scribe/01-core"}, "The product runs from /srv/scribe/01-core already"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(host: Host, environment: dict[str, str], sentence: str) -> None:
    refused = host.manage(**environment)
    assert refused.returncode == 1
    assert sentence in refused.stderr
    assert refused.stderr.splitlines()[0].startswith("Made .env")
    assert len(refused.stderr.splitlines()) == 2
    assert host.started == []


def test_a_disk_that_images_do_not_fit_on_is_named(host: Host) -> None:
    disk = host.bin / "df"
    disk.write_text("#!/bin/sh\nprintf 'Avail\\n 12G\\n'\n")
    disk.chmod(0o755)
    assert host.manage(BUILT="").stderr.splitlines()[-1].endswith("has 12 GB free; the images and models need 30 GB.")
    assert host.manage(BUILT="", STACKS="core interface").returncode == 0
    assert host.manage().returncode == 0


def test_a_host_without_docker_is_told_where_to_find_it(host: Host) -> None:
    (host.bin / "docker").unlink()
    refused = host.manage()
    assert refused.returncode == 1
    assert "Docker is not installed" in refused.stderr


def test_a_port_that_another_program_has_is_named(host: Host) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = host.manage(API_PORT=str(port))
    assert refused.returncode == 1
    assert f"Another program listens on port {port} (API_PORT)" in refused.stderr


def test_a_port_of_another_address_is_not_in_the_way(host: Host) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        assert host.manage(API_PORT=port, BIND_ADDRESS="127.0.0.2").returncode == 0


def test_a_stack_that_does_not_become_healthy_is_named_and_ends_it(host: Host) -> None:
    failed = host.manage(UNHEALTHY="02-workers")
    assert failed.returncode == 1
    assert "The stack workers did not become healthy" in failed.stderr
    assert host.started == ["core", "workers"]


def test_a_machine_runs_the_stacks_that_its_settings_name(host: Host) -> None:
    done = host.manage(STACKS="workers")
    assert done.returncode == 0, done.stderr
    assert host.started == ["workers"]
    assert "On this machine: workers." in done.stdout
    assert [call.split()[-1] for call in host.calls if " build " in call] == ["worker"]


def test_settings_ask_for_https_and_for_workers_elsewhere(host: Host) -> None:
    done = host.manage(DOMAIN="scribe.test", WORKERS_ADDRESS="127.0.0.3", HTTP_PORT="0", HTTPS_PORT="0")
    assert done.returncode == 0, done.stderr
    assert "https://scribe.test" in done.stdout
    ups = [call for call in host.calls if " up --detach " in call]
    files = [re.findall(r"--file \S*/(\S+)", call) for call in ups]
    assert [one[1:] for one in files] == [
        ["docker-compose.remote.yml"],
        ["docker-compose.cpu.yml"],
        ["docker-compose.https.yml"],
    ]


def test_worker_settings_hold_addresses_and_keys_of_this_machine(host: Host) -> None:
    assert "Nothing was started here yet" in host.manage("worker-settings").stderr
    host.manage()
    assert "Set WORKERS_ADDRESS" in host.manage("worker-settings").stderr
    told = host.manage("worker-settings", WORKERS_ADDRESS="10.8.0.1").stdout.splitlines()
    assert "STACKS=workers" in told
    assert f"SCRIBE_REDIS_URL=redis://:{host.settings['REDIS_PASSWORD']}@10.8.0.1:6379/0" in told
    assert f"SCRIBE_S3_SECRET_KEY={host.settings['SCRIBE_S3_SECRET_KEY']}" in told


def test_workers_elsewhere_come_by_tls_where_there_is_a_certificate(host: Host, tmp_path: Path) -> None:
    certificate, authority = tmp_path / "core.pem", tmp_path / "company.pem"
    asked = {"WORKERS_ADDRESS": "127.0.0.3", "WORKERS_CERTIFICATE": str(certificate), "CA_FILE": str(authority)}
    asked |= {"REDIS_PORT": "0", "S3_PORT": "0"}
    authority.touch()
    done = host.manage(**asked)
    assert done.returncode != 0
    assert f"WORKERS_CERTIFICATE in .env names no file: {certificate}" in done.stderr
    assert not [call for call in host.calls if " up --detach " in call]

    certificate.touch()
    done = host.manage(**asked)
    assert done.returncode == 0, done.stderr
    core = next(call for call in host.calls if " up --detach " in call)
    assert re.findall(r"--file \S*/(\S+)", core) == ["docker-compose.yml", "docker-compose.remote-tls.yml"]
    told = host.manage("worker-settings", **asked).stdout.splitlines()
    assert f"SCRIBE_REDIS_URL=rediss://:{host.settings['REDIS_PASSWORD']}@127.0.0.3:0/0" in told
    assert "SCRIBE_S3_ENDPOINT_URL=https://127.0.0.3:0" in told
    assert f"CA_FILE={authority}" in told


@pytest.mark.parametrize("name", ["CA_FILE", "WORKERS_CERTIFICATE"])
def test_files_of_tls_are_named_by_absolute_paths(host: Host, name: str) -> None:
    # Which is there, seen from here.
    done = host.manage(**{name: os.path.relpath(__file__)})
    assert done.returncode != 0
    assert f"{name} in .env is to be an absolute path: " in done.stderr
    assert not [call for call in host.calls if " up --detach " in call]


def test_data_that_an_older_version_left_in_minio_stay_in_use(host: Host) -> None:
    host.manage()
    assert "OBJECT_STORE" not in host.settings
    (host.clone / "volumes/minio_data/uploads").mkdir(parents=True)

    done = host.manage()

    assert done.returncode == 0, done.stderr
    assert "./manage.sh migrate-objects" in done.stderr
    assert host.settings["OBJECT_STORE"] == "minio"
    [up, *_] = [call for call in host.calls if " up --detach " in call]
    assert "docker-compose.minio.yml" in up
    assert any(" exec -T s3 sh" in call for call in host.calls)
    assert "s3" not in [call.split()[-1] for call in host.calls if " build " in call]


def test_minio_without_its_own_program_is_used_with_its_own_key_and_that_is_said(host: Host) -> None:
    host.manage()
    (host.clone / "volumes/minio_data/uploads").mkdir(parents=True)
    done = host.manage(NO_MC="1")
    assert done.returncode == 0, done.stderr
    assert "the product uses MinIO's own key" in done.stderr
    assert host.settings["MINIO_ROOT_USER"] == host.settings["SCRIBE_S3_ACCESS_KEY"]
    assert host.started == ["core", "core", "workers", "interface"]


def test_objects_are_moved_and_the_old_ones_stay(host: Host) -> None:
    host.manage()
    assert "already" in host.manage("migrate-objects").stderr
    old = host.clone / "volumes/minio_data/uploads"
    old.mkdir(parents=True)
    host.manage()

    failed = host.manage("migrate-objects", COPY_FAILS="1", RUNNING="1")
    assert failed.returncode == 1
    assert "nothing in it was changed" in failed.stderr
    assert host.settings["OBJECT_STORE"] == "minio"
    assert host.started == ["core", "core"]  # SeaweedFS for the copy, then MinIO again

    done = host.manage("migrate-objects", RUNNING="1")
    assert done.returncode == 0, done.stderr
    assert host.settings["OBJECT_STORE"] == "seaweedfs"
    assert old.is_dir()
    assert not any(host.settings["MINIO_ROOT_PASSWORD"] in call for call in host.calls)
    copied = next(number for number, call in enumerate(host.calls) if "app.object_copy" in call)
    stopped = [number for number, call in enumerate(host.calls) if call.endswith(" stop")]
    assert min(stopped) < copied


def test_one_stack_is_restarted_alone(host: Host) -> None:
    host.manage()
    assert host.manage("restart", "workers").returncode == 0
    assert host.started == ["workers"]
    assert [call for call in host.calls if call.endswith(" stop") and "02-workers" not in call] == []
    for verb in ("restart", "stop"):
        refused = host.manage(verb, "gateway", RUNNING="1")
        assert refused.returncode == 1
        assert "There is no stack gateway" in refused.stderr
        assert [call for call in host.calls if "compose --env-file" in call] == []


def test_doctor_goes_on_after_a_fault(host: Host) -> None:
    done = host.manage("doctor", COMPOSE_VERSION="2.17.3")
    assert done.returncode == 1
    assert "too old" in done.stderr
    assert "No other clone is in the way" in done.stdout
    assert not (host.clone / ".env").exists()


def test_a_backup_is_made_beside_what_runs(host: Host, tmp_path: Path) -> None:
    host.manage()
    folder = tmp_path / "backups"
    assert "does not run" in host.manage("backup", str(folder)).stderr
    assert "Where to?" in host.manage("backup").stderr
    assert "--keep needs a value." in host.manage("backup", str(folder), "--keep", RUNNING="1").stderr

    done = host.manage("backup", str(folder), "--recipient=age1", "--keep", "3", RUNNING="1")

    assert done.returncode == 0, done.stderr
    (run,) = [call for call in host.calls if " run " in call]
    scratch = re.search(r"--volume (\S+):/scratch ", run)
    assert scratch is not None
    assert Path(scratch[1]).parent == host.clone / "volumes" / "backup_scratch"
    mounted = f"{scratch[0]}--volume {scratch[1]}/passwd:/etc/passwd:ro --volume {folder}:{folder}"
    assert run.endswith(f"run --rm -T --no-deps {mounted} backup backup {folder} --recipient age1 --keep 3")
    assert [call for call in host.calls if call.endswith(" stop")] == []
    assert folder.stat().st_mode & 0o077 == 0


def test_a_backup_is_verified_though_nothing_runs_and_no_key_is_left(host: Host, tmp_path: Path) -> None:
    host.manage()
    (tmp_path / "backups").mkdir()
    (tmp_path / "key").write_text("AGE-SECRET-KEY-1")
    scratch = host.clone / "volumes" / "backup_scratch"
    killed, running, elsewhere = (scratch / f"scribe-backup.{name}" for name in ("killed", "running", "elsewhere"))
    for left in (killed, running):
        left.mkdir()
        (left / "rows").write_text("of somebody")
    elsewhere.symlink_to(tmp_path)

    descriptor = os.open(running, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    environment = {"STDIN_OF_BACKUP": str(tmp_path / "read")}
    done = host.manage(
        "backup", "--verify", str(tmp_path / "backups"), "--identity", str(tmp_path / "key"), **environment
    )
    os.close(descriptor)

    assert done.returncode == 0, done.stderr
    (run,) = [call for call in host.calls if " run " in call]
    assert run.endswith(f" backup backup --verify {tmp_path / 'backups'} --identity -")
    assert (tmp_path / "read").read_text() == "AGE-SECRET-KEY-1"
    assert sorted(scratch.iterdir()) == [elsewhere, running]
    assert [file.name for file in running.iterdir()] == ["rows"]
    assert (
        "There is no file"
        in host.manage("backup", "--verify", str(tmp_path / "backups"), "--identity", "nowhere").stderr
    )


def test_a_new_key_is_put_where_it_was_asked_for(host: Host, tmp_path: Path) -> None:
    host.manage()
    assert host.manage("backup", "--new-key", str(tmp_path / "key"), NEW_KEY="made by the container").returncode == 0
    assert (tmp_path / "key").read_text() == "made by the container"
    assert "exists already" in host.manage("backup", "--new-key", str(tmp_path / "key")).stderr


def test_a_folder_with_something_else_keeps_its_owners(host: Host, tmp_path: Path) -> None:
    host.manage()
    log = tmp_path / "chown"
    for name, line in (("id", "echo 0"), ("chown", f'echo "$*" >>{log}')):
        (host.bin / name).write_text(f"#!/bin/bash\n{line}\n")
        (host.bin / name).chmod(0o755)
    letters, backups, scratch = (tmp_path / name for name in ("letters", "backups", "scratch"))
    for folder in (letters, backups, scratch):
        folder.mkdir()
        (folder / "letter").write_text("Dear")
    refused = host.manage("backup", str(letters), RUNNING="1")
    assert (refused.returncode, "holds something else than backups" in refused.stderr) == (1, True)
    assert str(letters) not in log.read_text()

    (backups / "about.json").write_text("{}")
    (backups / "files").mkdir()
    assert host.manage("backup", "--verify", str(backups), "--scratch", str(scratch)).returncode == 0
    given = [line for line in log.read_text().splitlines() if str(tmp_path) in line and str(host.clone) not in line]
    inside = [line for line in given if line.startswith(f"-h 1000:1000 {scratch}/scribe-backup.")]
    assert len(inside) == 1
    assert set(given) - set(inside) == {
        f"-h 1000:1000 {backups}/about.json",
        f"-hR 1000:1000 {backups}/files",
        f"-h 1000:1000 {backups}",
    }
    assert [file.name for file in scratch.iterdir()] == ["letter"]
    assert host.manage("backup", str(tmp_path / "fresh"), RUNNING="1").returncode == 0
    assert f"-h 1000:1000 {tmp_path / 'fresh'}" in log.read_text()


def test_a_damaged_backup_changes_nothing(host: Host, tmp_path: Path) -> None:
    host.manage()
    tmp_path = made_folder(tmp_path / "backups")
    assert "From where?" in host.manage("restore").stderr
    assert "There is no folder" in host.manage("restore", str(tmp_path / "nowhere")).stderr
    refused = host.manage("restore", str(tmp_path), answer="restore\n", TABLES="7", DAMAGED="1")
    assert refused.returncode == 1
    assert "The backup is damaged." in refused.stderr
    assert not any(" restore " in call or call.endswith(" stop") for call in host.calls)


def made_folder(folder: Path) -> Path:
    folder.mkdir()
    (folder / "about.json").write_text("{}")
    return folder


def test_data_is_replaced_after_the_word_was_typed_and_not_otherwise(host: Host, tmp_path: Path) -> None:
    host.manage()
    tmp_path = made_folder(tmp_path / "backups")
    refused = host.manage("restore", str(tmp_path), answer="yes\n", TABLES="7")
    assert refused.returncode == 1
    assert "Nothing was changed." in refused.stderr
    assert not any(" restore --yes " in call for call in host.calls)
    # Whether there is something in the database is asked where the product's address and password of it are known.
    refused = host.manage("restore", str(tmp_path), answer="restore\n", NO_DATABASE="1")
    assert (refused.returncode, "Nothing was changed." in refused.stderr) == (1, True)
    assert not any(call.endswith(" stop") or " exec -T postgres " in call for call in host.calls)

    done = host.manage("restore", str(tmp_path), "--without-damaged", answer="restore\n", TABLES="7")
    assert done.returncode == 0, done.stderr
    stopped = [number for number, call in enumerate(host.calls) if call.endswith(" stop")]
    (restored,) = [number for number, call in enumerate(host.calls) if f" restore --yes {tmp_path}" in call]
    assert max(stopped) < restored
    assert any(f" backup check {tmp_path} --without-damaged" in call for call in host.calls)
    assert host.started[-2:] == ["workers", "interface"]


def test_voices_are_calibrated_where_the_workers_weights_are(host: Host, tmp_path: Path) -> None:
    host.manage("up")
    (tmp_path / "strangers").mkdir()

    done = host.manage("voices", "calibrate", "--strangers", str(tmp_path / "strangers"), "--write", RUNNING="abc")

    assert done.returncode == 0, done.stderr
    (run,) = [call for call in host.calls if " voices " in call]
    mounted = f"--volume {tmp_path / 'strangers'}:/strangers:ro"
    assert run.endswith(f"run --rm -T {mounted} voices calibrate --write --strangers /strangers")
    refused = host.manage("voices", "calibrate", "--strangers", str(tmp_path / "nowhere"), RUNNING="abc")
    assert (refused.returncode, refused.stderr) == (1, f"There is no folder {tmp_path / 'nowhere'}.\n")
    elsewhere = host.manage("voices", "calibrate", RUNNING="abc", STACKS="core")
    assert elsewhere.returncode == 1
    assert "No workers run on this machine" in elsewhere.stderr
