"""Bytes of deleted objects in the volumes of the S3 server."""

import os
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import boto3
from botocore.exceptions import ClientError
from waiting import eventually

from servers.infrastructure import Server, run_infrastructure

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

MARK = b"the bytes of a deleted recording"


def test_bytes_of_deleted_objects_leave_the_volumes_when_that_is_wanted(tmp_path: Path) -> None:
    with run_infrastructure(tmp_path, [Server.S3]) as endpoints:
        s3 = boto3.client(
            "s3",
            endpoint_url=endpoints.s3_endpoint_url,
            region_name="us-east-1",
            aws_access_key_id=endpoints.s3_access_key,
            aws_secret_access_key=endpoints.s3_secret_key,
        )
        s3.create_bucket(Bucket="uploads")
        kept = os.urandom(100_000)
        s3.put_object(Bucket="uploads", Key="kept", Body=kept)

        # The server says yes to a vacuum that failed, and tidies up after it.
        volume = delete_marked(s3, tmp_path)
        volume.with_suffix(".cpd").mkdir()
        refused = wish(s3)
        assert eventually(lambda: "were not compacted" in said(tmp_path))
        assert stands(s3, "seen")
        assert stands(s3, "done") != refused
        assert volumes_with(tmp_path, MARK) == [volume]

        word = wish(s3)
        assert eventually(lambda: stands(s3, "done") == word)
        assert volumes_with(tmp_path, MARK) == []
        assert s3.get_object(Bucket="uploads", Key="kept")["Body"].read() == kept


def delete_marked(s3: "S3Client", folder: Path) -> Path:
    """Write and delete an object; return the volume that has its bytes."""
    s3.put_object(Bucket="uploads", Key="gone", Body=MARK + os.urandom(100_000))
    s3.delete_object(Bucket="uploads", Key="gone")
    (volume,) = volumes_with(folder, MARK)
    return volume


def wish(s3: "S3Client") -> bytes:
    word = uuid4().hex.encode()
    s3.put_object(Bucket="uploads", Key="compaction/wanted", Body=word)
    return word


def stands(s3: "S3Client", name: str) -> bytes | None:
    try:
        return s3.get_object(Bucket="uploads", Key=f"compaction/{name}")["Body"].read()
    except ClientError:
        return None


def said(folder: Path) -> str:
    return "".join(file.read_text(errors="replace") for file in folder.rglob("*.log"))


def volumes_with(folder: Path, mark: bytes) -> list[Path]:
    return [file for file in folder.rglob("*.dat") if mark in file.read_bytes()]
