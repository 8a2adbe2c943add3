"""The S3 server by itself."""

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest

from servers.infrastructure import Endpoints, Infrastructure, Server, run_infrastructure
from servers.s3 import S3Server

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

PART = bytes(range(256)) * 32_768
"""Eight MiB, as long as the gateway's parts."""


class OpenS3Server(S3Server):
    """As versions up to 5.1 ran it: its inner ports served everybody."""

    def prepare(self) -> None:
        super().prepare()
        (self.directory / "security.toml").unlink()

    def command(self) -> list[str]:
        later = ("-s3.iam=", "-s3.allowedOrigins=", "-filer.allowedOrigins=")
        return [argument for argument in super().command() if not argument.startswith(later)]

    def _has_volumes(self) -> bool:
        return True


def _client(endpoints: Endpoints) -> "S3Client":
    return boto3.client(
        "s3",
        endpoint_url=endpoints.s3_endpoint_url,
        region_name="us-east-1",
        aws_access_key_id=endpoints.s3_access_key,
        aws_secret_access_key=endpoints.s3_secret_key,
    )


def test_recordings_and_unfinished_uploads_from_before_the_ports_were_closed_are_kept(tmp_path: Path) -> None:
    names = {"Bucket": "uploads", "Key": "in-parts"}

    def open_server(state: Infrastructure, data: Path) -> S3Server:
        return OpenS3Server(
            data / Server.S3, state.s3_port, state.s3_inner_ports, state.s3_access_key, state.s3_secret_key
        )

    with pytest.MonkeyPatch.context() as earlier:
        earlier.setattr(Infrastructure, "s3", open_server)
        with run_infrastructure(tmp_path, [Server.S3]) as endpoints:
            before = _client(endpoints)
            before.create_bucket(Bucket="uploads")
            before.put_object(
                Bucket="uploads", Key="kept", Body=PART, ContentType="audio/wav", Metadata={"name": "a.wav"}
            )
            upload_id = before.create_multipart_upload(**names)["UploadId"]
            first = before.upload_part(**names, UploadId=upload_id, PartNumber=1, Body=PART)["ETag"]

    with run_infrastructure(tmp_path, [Server.S3]) as endpoints:
        after = _client(endpoints)
        kept = after.get_object(Bucket="uploads", Key="kept")
        assert (kept["ContentType"], kept["Metadata"]) == ("audio/wav", {"name": "a.wav"})
        assert kept["Body"].read() == PART
        second = after.upload_part(**names, UploadId=upload_id, PartNumber=2, Body=PART[:1000])["ETag"]
        parts = [{"PartNumber": 1, "ETag": first}, {"PartNumber": 2, "ETag": second}]
        after.complete_multipart_upload(**names, UploadId=upload_id, MultipartUpload={"Parts": parts})
        across = after.get_object(**names, Range=f"bytes={len(PART) - 10}-{len(PART) + 9}")
        assert across["Body"].read() == PART[-10:] + PART[:10]


def test_a_server_without_its_certificate_does_not_start(tmp_path: Path) -> None:
    state = Infrastructure()
    state.choose_ports(standard=False)
    server = state.s3(tmp_path)
    server.prepare()
    (server.directory / "inner.pem").unlink()
    done = subprocess.run(
        server.command(), cwd=server.directory, capture_output=True, text=True, check=False, timeout=30
    )
    assert done.returncode != 0
    assert "inner.pem" in done.stderr + done.stdout
