"""Ports and secrets of the local stack, kept between starts in volumes/local."""

import secrets
from pathlib import Path

from pydantic import Field

from ops.local.language import LanguageService, LanguageWeights, WriterService
from ops.local.services import (
    GATEWAY_SECRETS,
    SEARCH_SECRETS,
    WORKER_SECRETS,
    EmbeddingsService,
    GatewayService,
    WorkerService,
    secrets_file,
)
from ops.local.settings import LocalSettings
from ops.local.web import WEB_PORT, WebService
from servers.files import write_private
from servers.infrastructure import Infrastructure
from servers.ports import free_port
from servers.program import Program
from servers.vectors.program import VectorsServer

GATEWAY_PORT = 5000


def _secret() -> str:
    return secrets.token_hex(32)


class StackState(Infrastructure):
    """Ports and secrets of servers and services. A port of 0 is not chosen yet."""

    gateway_port: int = 0
    web_port: int = 0
    language_port: int = 0
    control_port: int = 0
    embeddings_port: int = 0
    vectors_port: int = 0
    answers: bool = True
    """Run the services of answers and search by meaning, where their weights are there."""

    registration_open: bool = False
    """Let strangers create an account, as tests do; else the gateway's own setting holds."""

    embeddings_key: str = Field(default_factory=_secret)
    vectors_key: str = Field(default_factory=_secret)
    control_password: str = Field(default_factory=_secret)
    jwt_secret: str = Field(default_factory=_secret)
    setup_code: str = Field(default_factory=lambda: secrets.token_hex(8))
    language_key: str = Field(default_factory=_secret)
    rotating: list[str] = Field(default_factory=list)
    """Names of secrets whose rotation has begun and not ended."""

    jwt_previous_until: str = ""
    """When tokens end that the signing key before this one has signed."""

    def choose_ports(self, *, standard: bool) -> None:
        super().choose_ports(standard=standard)
        taken = {self.postgres_port, self.redis_port, self.s3_port, *self.s3_inner_ports}
        self.gateway_port = free_port(self.gateway_port or GATEWAY_PORT, taken=taken)
        taken.add(self.gateway_port)
        self.web_port = free_port(self.web_port or WEB_PORT, taken=taken)
        taken.add(self.web_port)
        self.language_port = free_port(self.language_port or None, taken=taken)
        taken.add(self.language_port)
        self.control_port = free_port(self.control_port or None, taken=taken)
        taken.add(self.control_port)
        self.embeddings_port = free_port(self.embeddings_port or None, taken=taken)
        taken.add(self.embeddings_port)
        self.vectors_port = free_port(self.vectors_port or None, taken=taken)

    def programs(self, data: Path) -> list[Program]:
        """Return every program of the stack, in the order in which they start."""
        core = [*self.servers(data), *self.searching(data), self.gateway(data), self.worker(data), self.web(data)]
        return [*core, *self._writing(data)]

    def searching(self, data: Path) -> list[Program]:
        """Return the services of search by meaning, where their weights are there."""
        return [self.vectors(data), self.embeddings(data)] if self._has_embeddings else []

    def vectors(self, data: Path) -> VectorsServer:
        return VectorsServer(data / "vectors", self.vectors_port, self.vectors_key, secrets_file(data, SEARCH_SECRETS))

    def embeddings(self, data: Path) -> EmbeddingsService:
        return EmbeddingsService(self.embeddings_port, self.embeddings_key, secrets_file(data, SEARCH_SECRETS))

    @property
    def _has_embeddings(self) -> bool:
        return self.answers and EmbeddingsService(self.embeddings_port, self.embeddings_key).is_wanted

    def language(self) -> LanguageService | None:
        """Return the language service; None without weights, or in a stack without answers."""
        weights = LanguageWeights.find(LocalSettings()) if self.answers else None
        return LanguageService(self.language_port, self.language_key, weights) if weights else None

    def _writing(self, data: Path) -> list[Program]:
        language = self.language()
        if language is None and not LocalSettings().language_url:
            return []
        writer = WriterService(self.gateway(data).url, self._shared(data))
        return [writer] if language is None else [language, writer]

    def gateway(self, data: Path) -> GatewayService:
        return GatewayService(self.gateway_port, self._shared(data) | self._gateway_settings(data))

    def web(self, data: Path) -> WebService:
        return WebService(self.web_port, self.gateway(data).url)

    def worker(self, data: Path) -> WorkerService:
        settings = self._shared(data) | self._worker_settings(data)
        return WorkerService(self.gateway(data).url, settings, data / "work")

    def save(self, data: Path) -> None:
        super().save(data)
        settings = self._shared(data) | self._gateway_settings(data) | self._worker_settings(data)
        lines = "".join(f"{name}='{value}'\n" for name, value in settings.items())
        write_private(env_file(data), f"# Written at each start of the local stack.\n{lines}")

    def _shared(self, data: Path) -> dict[str, str]:
        endpoints = self.endpoints(data)
        language = self.language()
        return self._language_settings(language) | {
            "SCRIBE_REDIS_URL": endpoints.redis_url,
            "SCRIBE_S3_ENDPOINT_URL": endpoints.s3_endpoint_url,
            "SCRIBE_S3_ACCESS_KEY": endpoints.s3_access_key,
            "SCRIBE_S3_SECRET_KEY": endpoints.s3_secret_key,
            "SCRIBE_LOG_FORMAT": LocalSettings().log_format,
            "SCRIBE_SECRETS_FILE": str(secrets_file(data, WORKER_SECRETS)),
        }

    @staticmethod
    def _language_settings(language: LanguageService | None) -> dict[str, str]:
        if language is None:
            return {}
        return {
            "SCRIBE_LANGUAGE_URL": f"{language.url}/v1",
            "SCRIBE_LANGUAGE_KEY": language.key,
            "SCRIBE_LANGUAGE_MODEL": language.weights.name,
        }

    def _gateway_settings(self, data: Path) -> dict[str, str]:
        """Return what only the gateway may know: the database is its alone."""
        return {
            "SCRIBE_DATABASE_URL": self.endpoints(data).database_url,
            "SCRIBE_SECRETS_FILE": str(secrets_file(data, GATEWAY_SECRETS)),
            "SCRIBE_JWT_SECRET": self.jwt_secret,
            "SCRIBE_SETUP_CODE": self.setup_code,
            "SCRIBE_PUBLIC_URL": f"http://localhost:{self.web_port}",
            # The web application, which says from where it was called.
            "SCRIBE_TRUSTED_PROXIES": "127.0.0.1",
            "SCRIBE_VOICE_BANK_DIR": str(LocalSettings().voice_bank_dir),
            **({"SCRIBE_REGISTRATION_OPEN": "true"} if self.registration_open else {}),
            **self._meaning_settings(data),
        }

    def _meaning_settings(self, data: Path) -> dict[str, str]:
        """Return the services of search by meaning: the shell's own, or those of this stack if it has the weights."""
        if LocalSettings().embeddings_url or not self._has_embeddings:
            return {}
        return {
            "SCRIBE_EMBEDDINGS_URL": self.embeddings(data).url,
            "SCRIBE_EMBEDDINGS_KEY": self.embeddings_key,
            "SCRIBE_QDRANT_URL": self.vectors(data).url,
            "SCRIBE_QDRANT_KEY": self.vectors_key,
        }

    def _worker_settings(self, data: Path) -> dict[str, str]:
        local = LocalSettings()
        return {
            "SCRIBE_PROFILE": local.profile,
            "SCRIBE_MODELS_DIR": str(local.models),
            "SCRIBE_WORK_DIR": str(data / "work"),
        }


def env_file(data: Path) -> Path:
    """Return the file with every setting of the running services, for a shell to source; only its owner can read it."""
    return data / "env"
