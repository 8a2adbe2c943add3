"""The watched folder."""

from pathlib import Path

from pydantic import Field

from scribe_contracts.settings import InfrastructureSettings


class WatchedSettings(InfrastructureSettings):
    """The folder whose recordings become meetings."""

    watched_dir: Path | None = Field(
        default=None,
        description="Folder whose recordings become meetings; those in a sub-folder named by an e-mail address are of "
        "that account",
    )
    watched_user: str | None = Field(
        default=None, description="E-mail address of the account that recordings directly in the watched folder are of"
    )
    watched_seconds: float = Field(
        default=10.0, gt=0, description="A file in the watched folder that has not changed for so long is complete"
    )
