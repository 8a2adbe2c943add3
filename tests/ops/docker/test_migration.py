"""An installation whose objects lie in MinIO moves them to SeaweedFS, on a Docker engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from docker_product import DockerProduct, docker, fresh_copy, has_engine, has_image, saved_objects

MINIO = "minio/minio:RELEASE.2025-09-07T16-13-09Z"
IMAGES = (MINIO, "scribe-s3:latest", "scribe-gateway:latest", "scribe-web:latest", "scribe-backup:latest")


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DockerProduct]:
    """Start the product as an older version has left it."""
    if not has_engine():
        pytest.skip("needs a Docker engine; `docker info` does not answer")
    if missing := [name for name in IMAGES if not has_image(name)]:
        pytest.skip(f"needs images on this machine: {', '.join(missing)}")
    with fresh_copy(tmp_path_factory.mktemp("clone"), STACKS="core interface") as product:
        (product.clone / "volumes" / "minio_data" / "uploads").mkdir(parents=True)
        product.manage_successfully()
        yield product


def test_objects_move_and_none_is_lost_or_changed(product: DockerProduct, dialogue: Path, tmp_path: Path) -> None:
    assert image_of(product, "s3") == MINIO
    user = product.new_user()
    user.enrol("Katie", dialogue)
    meeting_id = user.upload(dialogue)
    product.manage_successfully("backup", str(tmp_path / "before"))

    said = product.manage_successfully("migrate-objects")

    assert "each read back and compared" in said
    assert image_of(product, "s3") == f"{product.name}-s3:latest"
    assert user.read(f"meetings/{meeting_id}")["status"] == "queued"
    product.manage_successfully("backup", str(tmp_path / "after"))
    assert saved_objects(tmp_path / "after") == saved_objects(tmp_path / "before")
    assert len(saved_objects(tmp_path / "after")) == 2
    assert any((product.clone / "volumes" / "minio_data").iterdir())
    assert product.manage("migrate-objects").returncode == 1


def image_of(product: DockerProduct, service: str) -> str:
    [container] = docker("ps", "--quiet", *product.filters(service)).stdout.split()
    return docker("inspect", "--format", "{{.Config.Image}}", container).stdout.strip()
