"""The keys of S3, taken anew for each request."""

from collections.abc import Callable
from functools import cache

import boto3
import botocore.session
from botocore.credentials import CredentialProvider, CredentialResolver, Credentials, ReadOnlyCredentials
from botocore.loaders import Loader

Keys = Callable[[], tuple[str, str]]
"""Returns access key and secret key as they are now."""


def open_session(keys: Keys) -> boto3.Session:
    """Return a session whose clients sign each request with the present keys."""
    core = botocore.session.get_session()
    core.register_component("data_loader", _loader())
    core.register_component("credential_provider", CredentialResolver([_Provider(keys)]))
    return boto3.Session(botocore_session=core)


@cache
def _loader() -> Loader:
    """Return what keeps the descriptions of services, which are large: one for all sessions of the process."""
    return Loader()


class _Provider(CredentialProvider):
    METHOD = CANONICAL_NAME = "scribe"

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys

    def load(self) -> Credentials:
        return _PresentCredentials(self._keys)


class _PresentCredentials(Credentials):
    def __init__(self, keys: Keys) -> None:
        super().__init__(*keys(), method=_Provider.METHOD)
        self._keys = keys

    def get_frozen_credentials(self) -> ReadOnlyCredentials:
        return ReadOnlyCredentials(*self._keys(), None)
