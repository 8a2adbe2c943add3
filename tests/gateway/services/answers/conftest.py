"""A gateway with search by meaning and a language model that says what the test wants."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from language_server import LanguageServer
from pydantic import SecretStr
from support.asking import Asker
from support.embeddings import KEY, Embeddings, run_embeddings
from support.factories import Factory

from app.core.config import Settings
from app.models import User
from app.resources import Resources


@pytest.fixture
def embeddings() -> Iterator[Embeddings]:
    with run_embeddings() as service:
        yield service


@pytest.fixture
def model() -> Iterator[LanguageServer]:
    with LanguageServer().running() as server:
        yield server


@pytest.fixture
def settings(settings: Settings, embeddings: Embeddings, model: LanguageServer, tmp_path: Path) -> Settings:
    settings.embeddings_url = embeddings.url
    settings.embeddings_key = SecretStr(KEY)
    settings.qdrant_path = tmp_path / "vectors"
    settings.language_url = model.url
    return settings


@pytest.fixture
async def other_user(factory: Factory) -> User:
    return await factory.user(email="grace@example.org", name="Grace")


@pytest.fixture
def ada(client: httpx.AsyncClient, headers: dict[str, str], resources: Resources) -> Asker:
    return Asker(client, headers, resources)


@pytest.fixture
def grace(client: httpx.AsyncClient, factory: Factory, other_user: User, resources: Resources) -> Asker:
    return Asker(client, factory.headers(other_user), resources)
