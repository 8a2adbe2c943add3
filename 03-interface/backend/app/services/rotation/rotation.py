"""The parts of a rotation that need the gateway's settings. Each may be done again, as after an interruption."""

import asyncio
from collections.abc import Sequence

from botocore.exceptions import ClientError

from app.core.config import Settings
from app.core.db import Database
from app.models.audit.actions import Action, Subject, Via
from app.services.audit import by_product
from app.services.audit.entry import Detail
from app.services.rotation import postgres_role, redis_passwords
from app.services.rotation.replaced import Replaced
from app.services.rotation.resealing import reseal
from scribe_contracts import s3

_S3_SECONDS = 30.0
_LOOK_SECONDS = 0.1


async def admit(settings: Settings) -> None:
    """Have servers accept new secrets beside the old, before anybody uses them; S3 was told by its own file.

    Raises TimeoutError where S3 does not accept the new key.
    """
    replaced = Replaced.read(settings)
    if replaced.redis:
        await redis_passwords.accept_both(settings, replaced.redis)
    if replaced.s3:
        present = settings.secrets("s3_access_key", "s3_secret_key")
        await _wait_for_s3(settings, (present[0] or "", present[1] or ""), accepted=True)


async def settle(settings: Settings, names: Sequence[str]) -> int:
    """Give PostgreSQL its new password, seal anew and tell the audit log; return how many secrets were sealed."""
    if Replaced.read(settings).database:
        await postgres_role.set_password(settings)
    database = Database(settings)
    try:
        async with database.transaction() as session:
            sealed = await reseal(session, settings)
            if names:
                details: dict[str, Detail] = {"secrets": ",".join(sorted(names)), "sealed": sealed}
                await by_product.record(session, Action.SECRETS_ROTATE, Subject.NONE, None, details, via=Via.SHELL)
    finally:
        await database.close()
    return sealed


async def close(settings: Settings) -> list[str]:
    """Have Redis refuse the old password, try every old secret, and return the names of servers that accept one."""
    replaced = Replaced.read(settings)
    if replaced.redis:
        await redis_passwords.accept_present_only(settings, replaced.redis)
    accepting = []
    if replaced.database and await postgres_role.is_accepted(settings, replaced.database):
        accepting.append("database")
    if replaced.redis and await redis_passwords.is_accepted(settings, replaced.redis):
        accepting.append("redis")
    if replaced.s3:
        try:
            await _wait_for_s3(settings, replaced.s3, accepted=False)
        except TimeoutError:
            accepting.append("s3")
    return accepting


async def _wait_for_s3(settings: Settings, keys: tuple[str, str], *, accepted: bool) -> None:
    """Wait until S3 has read its file again, and accepts these keys or does not."""
    async with asyncio.timeout(_S3_SECONDS):
        while await asyncio.to_thread(_s3_accepts, settings, *keys) is not accepted:  # noqa: ASYNC110 - of another process
            await asyncio.sleep(_LOOK_SECONDS)


def _s3_accepts(settings: Settings, access_key: str, secret_key: str) -> bool:
    old = settings.model_copy(
        update={
            "secrets_file": None,
            "s3_access_key": access_key,
            "s3_secret_key": type(settings.s3_secret_key)(secret_key),
        }
    )
    client = s3.connect(old, connections=1, attempts=1)
    try:
        client.list_buckets()
    except ClientError:
        return False
    finally:
        client.close()
    return True
