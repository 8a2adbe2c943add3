"""Bytes of deleted objects in the volumes of the S3 server."""

import os
from pathlib import Path
from uuid import uuid4

import boto3
from botocore.exceptions import ClientError
from waiting import eventually

from servers.infrastructure import Server, run_infrastructure

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
        s3.put_object(Bucket="uploads", Key="gone", Body=MARK + os.urandom(100_000))
        s3.put_object(Bucket="uploads", Key="kept", Body=kept)
        s3.delete_object(Bucket="uploads", Key="gone")
        assert _volumes_with(tmp_path, MARK)

        word = uuid4().hex.encode()
        s3.put_object(Bucket="uploads", Key="compaction/wanted", Body=word)

        def is_done() -> bool:
            try:
                return bool(s3.get_object(Bucket="uploads", Key="compaction/done")["Body"].read() == word)
            except ClientError:
                return False

        assert eventually(is_done)
        assert _volumes_with(tmp_path, MARK) == []
        assert s3.get_object(Bucket="uploads", Key="kept")["Body"].read() == kept


def _volumes_with(folder: Path, mark: bytes) -> list[str]:
    return [file.name for file in folder.rglob("*.dat") if mark in file.read_bytes()]
