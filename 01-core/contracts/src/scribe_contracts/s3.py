"""The S3 client of both services."""

from typing import TYPE_CHECKING

from botocore.config import Config
from botocore.exceptions import ClientError

from scribe_contracts.credentials.s3_keys import open_session
from scribe_contracts.settings import InfrastructureSettings
from scribe_contracts.storage import Bucket

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


def connect(settings: InfrastructureSettings, *, connections: int = 10, attempts: int = 4) -> "S3Client":
    """Return a client for any S3 server that makes a request `attempts` times before it gives up.

    Threads may share it; `connections` bounds its pool.
    """

    def keys() -> tuple[str, str]:
        access_key, secret_key = settings.secrets("s3_access_key", "s3_secret_key")
        return access_key or "", secret_key or ""

    return open_session(keys).client(
        "s3",
        endpoint_url=settings.s3_endpoint_url,
        region_name=settings.s3_region,
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            retries={"mode": "standard", "max_attempts": attempts},
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
        if bucket in present:
            continue
        try:
            s3.create_bucket(Bucket=bucket)
        except ClientError as error:
            if _code(error) not in {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}:
                raise


def is_missing(error: ClientError) -> bool:
    """Return whether the error says that the object does not exist."""
    return _code(error) in {"404", "NoSuchKey", "NotFound"}


def _code(error: ClientError) -> str | None:
    return error.response.get("Error", {}).get("Code")
