"""The files of secrets that the running programs look at whenever they need one."""

from collections.abc import Mapping
from pathlib import Path

from ops.local.services import GATEWAY_SECRETS, SEARCH_SECRETS, WORKER_SECRETS, secrets_file
from ops.local.state import StackState
from servers.files import write_private

_LANGUAGE_KEY = "SCRIBE_LANGUAGE_KEY"
_SEARCH_KEYS = ("SCRIBE_EMBEDDINGS_KEY", "SCRIBE_QDRANT_KEY")


def write_secrets(state: StackState, data: Path, *, stage: str = "") -> None:
    """Have gateway and workers take the secrets of the state, or write them for a later stage."""
    # Keys of services that are not of this stack come from the shell.
    ours = state.gateway(data).environment()
    shared = {
        "SCRIBE_REDIS_PASSWORD": state.redis_password,
        "SCRIBE_S3_ACCESS_KEY": state.s3_access_key,
        "SCRIBE_S3_SECRET_KEY": state.s3_secret_key,
        **_chosen(ours, _LANGUAGE_KEY),
    }
    previous = state.replaced
    gateway = shared | {
        "SCRIBE_DATABASE_PASSWORD": state.postgres_password,
        "SCRIBE_DATABASE_PASSWORD_PREVIOUS": previous.get("postgres_password", ""),
        "SCRIBE_JWT_SECRET": state.jwt_secret,
        "SCRIBE_JWT_SECRET_PREVIOUS": previous.get("jwt_secret", ""),
        "SCRIBE_JWT_PREVIOUS_UNTIL": state.jwt_previous_until,
        **_chosen(ours, *_SEARCH_KEYS),
        # Of these the last step of a rotation sees whether they are refused.
        "SCRIBE_REDIS_PASSWORD_PREVIOUS": previous.get("redis_password", ""),
        "SCRIBE_S3_ACCESS_KEY_PREVIOUS": previous.get("s3_access_key", ""),
        "SCRIBE_S3_SECRET_KEY_PREVIOUS": previous.get("s3_secret_key", ""),
    }
    _write(secrets_file(data, WORKER_SECRETS, stage=stage), shared)
    _write(secrets_file(data, GATEWAY_SECRETS, stage=stage), gateway)


def write_search_keys(state: StackState, data: Path) -> None:
    """Have the services of search by meaning accept the keys of the state, and those before while it knows them."""
    keys = {
        "SCRIBE_EMBEDDINGS_KEY": state.embeddings_key,
        "SCRIBE_EMBEDDINGS_KEY_PREVIOUS": state.replaced.get("embeddings_key", ""),
        "SCRIBE_VECTORS_KEY": state.vectors_key,
        "SCRIBE_VECTORS_KEY_PREVIOUS": state.replaced.get("vectors_key", ""),
    }
    _write(secrets_file(data, SEARCH_SECRETS), keys)


def _chosen(settings: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: settings[name] for name in names if name in settings}


def _write(file: Path, secrets: Mapping[str, str]) -> None:
    file.parent.mkdir(mode=0o700, exist_ok=True)
    write_private(file, "".join(f"{name}={value}\n" for name, value in secrets.items()))
