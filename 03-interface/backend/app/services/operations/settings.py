"""The settings of the gateway, to read; secrets are not shown."""

import json
from urllib.parse import urlsplit

from pydantic import SecretStr

from app.core.config import Settings
from app.schemas.operations.overview import ShownSetting


def show(settings: Settings) -> list[ShownSetting]:
    """Return every setting by the name of its variable; of a secret, only that it is set."""
    return sorted((_show(settings, name) for name in Settings.model_fields), key=lambda setting: setting.variable)


def _show(settings: Settings, name: str) -> ShownSetting:
    field = Settings.model_fields[name]
    value = getattr(settings, name)
    text = None if value is None else _written(value)
    is_secret = isinstance(value, SecretStr) or (text is not None and urlsplit(text).password is not None)
    return ShownSetting(
        variable=f"SCRIBE_{name.upper()}",
        value=None if is_secret else text,
        is_secret=is_secret,
        is_default=not field.is_required() and value == field.default,
        description=field.description or "",
    )


def _written(value: object) -> str:
    """Return a value as it is written in the environment."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | list | set | frozenset):
        return json.dumps([str(part) for part in value])
    return str(value)
