"""Search by meaning."""

from pathlib import Path

from pydantic import Field, SecretStr

from scribe_contracts.settings import InfrastructureSettings


class SearchSettings(InfrastructureSettings):
    """The service of embeddings, and the store of vectors."""

    embeddings_url: str | None = Field(
        default=None,
        description="Service of embeddings with OpenAI's interface, as http://tei:8080/v1; unset: no search by meaning",
    )
    embeddings_key: SecretStr | None = Field(
        default=None, description="Key of the service of embeddings, if it wants one"
    )
    embeddings_model: str = Field(
        default="multilingual-e5-small",
        description="Model that the service of embeddings is asked for; another one indexes every meeting again",
    )
    embeddings_query_prefix: str = Field(
        default="query: ", description="What the model of embeddings wants before a question"
    )
    embeddings_passage_prefix: str = Field(
        default="passage: ", description="What the model of embeddings wants before a passage"
    )
    qdrant_url: str | None = Field(default=None, description="Qdrant, which keeps the vectors: http://qdrant:6333")
    qdrant_key: SecretStr | None = Field(default=None, description="Key of Qdrant, if it wants one")
    qdrant_path: Path | None = Field(
        default=None, description="Folder for the vectors where there is no Qdrant; for one gateway only"
    )
