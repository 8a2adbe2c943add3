"""Settings as the environment gives them."""

import pytest

from app.core.config import Settings

NEEDED = {
    "DATABASE_URL": "postgresql+asyncpg://scribe:scribe@127.0.0.1:5432/scribe",
    "JWT_SECRET": "5e" * 32,
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "S3_ENDPOINT_URL": "http://127.0.0.1:9000",
    "S3_ACCESS_KEY": "scribe",
    "S3_SECRET_KEY": "not used here",
}


@pytest.fixture(autouse=True)
def needed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in NEEDED.items():
        monkeypatch.setenv(f"SCRIBE_{name}", value)


@pytest.mark.parametrize(
    "name",
    ["embeddings_url", "qdrant_path", "mail_from", "oidc_issuer", "oidc_group", "setup_code", "registration_contact"],
)
def test_an_empty_variable_without_a_default_is_not_set(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"SCRIBE_{name.upper()}", "")
    assert getattr(Settings(), name) is None  # type: ignore[call-arg]  # of the environment


def test_an_empty_prefix_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRIBE_EMBEDDINGS_QUERY_PREFIX", "")
    assert Settings().embeddings_query_prefix == ""  # type: ignore[call-arg]


def test_an_empty_name_at_the_provider_is_that_of_the_product(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRIBE_OIDC_CLIENT_ID", "")
    assert Settings().oidc_client_id == "smart-meeting-scribe"  # type: ignore[call-arg]


def test_lists_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRIBE_TRUSTED_PROXIES", "web, 10.0.0.0/8,")
    monkeypatch.setenv("SCRIBE_WEBHOOK_NETWORKS", "10.20.0.0/16")
    settings = Settings()  # type: ignore[call-arg]
    assert (settings.trusted_proxies, settings.webhook_networks) == (("web", "10.0.0.0/8"), ("10.20.0.0/16",))
