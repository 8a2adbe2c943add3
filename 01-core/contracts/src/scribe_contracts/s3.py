"""The one way to reach S3."""

from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from scribe_contracts.settings import InfrastructureSettings
from scribe_contracts.storage import Bucket

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


def connect(settings: InfrastructureSettings, *, connections: int = 10) -> "S3Client":
    """A client for any S3. It is safe to share between threads; `connections` bounds its pool."""
    return boto3.client(
        "s3",
        endpoint_url=settings.s3_endpoint_url,
        region_name=settings.s3_region,
        aws_access_key_id=settings.s3_access_key,
        aws_secret_access_key=settings.s3_secret_key.get_secret_value(),
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            retries={"mode": "standard", "max_attempts": 4},
            connect_timeout=5,
            read_timeout=60,
            max_pool_connections=connections,
            # Servers other than AWS reject or mangle the trailing checksums that newer SDKs add by themselves.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        ),
    )


def ensure_buckets(s3: "S3Client") -> None:
    """Create the buckets that are missing; safe to call from several processes at once."""
    present = {bucket.get("Name") for bucket in s3.list_buckets().get("Buckets", [])}
    for bucket in Bucket:
        if bucket not in present:
            try:
                s3.create_bucket(Bucket=bucket)
            except ClientError as error:
                if error.response.get("Error", {}).get("Code") not in {
                    "BucketAlreadyOwnedByYou",
                    "BucketAlreadyExists",
                }:
                    raise


def is_missing(error: ClientError) -> bool:
    """Whether S3 says that the object is not there."""
    return error.response.get("Error", {}).get("Code") in {"404", "NoSuchKey", "NotFound"}
