"""The S3 client of both services."""

from typing import TYPE_CHECKING, Any, cast

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from scribe_contracts.credentials.s3_keys import open_session
from scribe_contracts.encryption.client import PartPlace, SealedS3
from scribe_contracts.encryption.errors import EncryptionError
from scribe_contracts.encryption.keys import KeyRing
from scribe_contracts.settings import InfrastructureSettings
from scribe_contracts.storage import Bucket

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import UploadPartOutputTypeDef


def connect(settings: InfrastructureSettings, *, connections: int = 10, attempts: int = 4) -> "S3Client":
    """Return a client for any S3 server that makes a request `attempts` times before it gives up.

    It seals objects where the settings have a key for them, and opens those that are sealed. Threads may share it;
    `connections` bounds its pool.
    """
    s3 = connect_as_stored(settings, connections=connections, attempts=attempts)
    return cast("S3Client", SealedS3(s3, KeyRing.of(settings)))


def upload_part(
    s3: "S3Client", place: PartPlace, part: bytes | bytearray, **arguments: Any
) -> "UploadPartOutputTypeDef":
    """Send a part of an upload; its place is sealed with it."""
    answer: UploadPartOutputTypeDef = sealing(s3).upload_part(Body=part, Place=place, **arguments)
    return answer


def sealing(s3: "S3Client") -> SealedS3:
    """Return what `connect` returned as what it is."""
    return cast("SealedS3", s3)


def require_keys_at_start(settings: InfrastructureSettings) -> None:
    """Raise EncryptionError unless there is a key for every object; say nothing where storage does not answer yet."""
    s3 = connect(settings, connections=1, attempts=1)
    try:
        sealing(s3).require_keys()
    except EncryptionError:
        raise
    except (BotoCoreError, ClientError):
        # Asked again before the first write.
        return
    finally:
        s3.close()


def connect_as_stored(settings: InfrastructureSettings, *, connections: int = 10, attempts: int = 4) -> "S3Client":
    """Return a client that reads and writes objects as they lie in storage, sealed or not: to copy all of them."""

    def keys() -> tuple[str, str]:
        access_key, secret_key = settings.secrets("s3_access_key", "s3_secret_key")
        return access_key or "", secret_key or ""

    return open_session(keys).client(
        "s3",
        endpoint_url=settings.s3_endpoint_url,
        region_name=settings.s3_region,
        # These authorities alone, unlike elsewhere: botocore takes one file.
        verify=str(settings.ca_file) if settings.ca_file else None,
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


def prepare(s3: "S3Client") -> None:
    """Create the buckets that are missing; raise KeyMissingError unless there are the keys of all objects."""
    ensure_buckets(s3)
    sealing(s3).require_keys()


def is_missing(error: ClientError) -> bool:
    """Return whether the error says that the object does not exist."""
    return _code(error) in {"404", "NoSuchKey", "NotFound"}


def _code(error: ClientError) -> str | None:
    return error.response.get("Error", {}).get("Code")
