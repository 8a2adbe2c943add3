"""Addresses of the product that is backed up or restored, as its own programs read them."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails

from ops.backup.database import Database
from ops.backup.errors import BackupError
from ops.project import MODELS, WORKERS
from scribe_contracts.credentials.trust import require_plain_or_verified
from scribe_contracts.settings import InfrastructureSettings


class BackupSettings(InfrastructureSettings):
    database_url: SecretStr = Field(description="PostgreSQL: postgresql+asyncpg://user:secret@host/database")
    database_password: SecretStr | None = Field(
        default=None, description="Password of PostgreSQL, before that in its address"
    )
    database_password_previous: SecretStr | None = Field(
        default=None, description="Password that is tried where PostgreSQL refuses the other: the one before"
    )
    voice_bank_dir: Path = Field(default=WORKERS / "voice_bank", description="Folder of <person>.wav files")
    thresholds_file: Path | None = Field(
        default=None,
        description="Thresholds calibrated on this installation's voices; thresholds.json beside models_dir if not set",
    )

    @field_validator("database_url")
    @classmethod
    def _require_plain_or_verified(cls, url: SecretStr) -> SecretStr:
        require_plain_or_verified(url.get_secret_value())
        return url

    def database(self) -> Database:
        """Return the database, reached by the password of now even while a rotation replaces it."""
        url = self.database_url.get_secret_value()

        def passwords() -> list[str]:
            present, previous = self.secrets("database_password", "database_password_previous")
            known = [present or unquote(urlsplit(url).password or ""), previous]
            return [password for password in known if password is not None]

        return Database(url, passwords, self.ca_file)

    @property
    def thresholds(self) -> Path:
        return self.thresholds_file or MODELS / "thresholds.json"

    def place(self, name: str) -> Path | None:
        """Return where a file of a backup belongs; None for one that belongs nowhere."""
        folder, _, rest = name.rpartition("/")
        if folder == "voice_bank" and rest not in {"", ".", ".."}:
            return self.voice_bank_dir / rest
        return self.thresholds if name == "thresholds.json" else None

    def files(self) -> list[tuple[str, Path]]:
        """Return every file outside of the stores that a backup holds, by its name there."""
        bank = sorted(self.voice_bank_dir.iterdir()) if self.voice_bank_dir.is_dir() else []
        voices = [(f"voice_bank/{file.name}", file) for file in bank if file.is_file() and file.name[0] != "."]
        return voices + ([("thresholds.json", self.thresholds)] if self.thresholds.is_file() else [])


class KeysOfObjects(InfrastructureSettings):
    """The keys that encrypt objects, which are given to the product and no matter where its servers are."""

    redis_url: SecretStr = SecretStr("")
    s3_endpoint_url: str = ""
    s3_access_key: str = ""
    s3_secret_key: SecretStr = SecretStr("")


def of_the_product() -> BackupSettings:
    """Return the settings of the running product; BackupError where the environment does not have them."""
    try:
        return BackupSettings()  # type: ignore[call-arg]  # the environment gives the rest
    except ValidationError as error:
        wrong = [each for each in error.errors(include_input=False) if each["type"] != "missing"]
        if wrong:
            told = (f"{_variable(each)}: {each['msg'].removeprefix('Value error, ')}" for each in wrong)
            raise BackupError("\n".join(told)) from None
        names = ", ".join(_variable(each) for each in error.errors(include_input=False))
        raise BackupError(
            f"The product does not run here, so {names} are not known. Start it: ./manage.sh local"
        ) from None


def _variable(problem: ErrorDetails) -> str:
    return f"SCRIBE_{str(problem['loc'][0]).upper()}"
