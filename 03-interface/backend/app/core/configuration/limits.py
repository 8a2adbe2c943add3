"""Limits of what one user may take."""

from pydantic import Field

from scribe_contracts.settings import InfrastructureSettings


class LimitSettings(InfrastructureSettings):
    """Limits of uploads, jobs, storage, and of what is asked of models."""

    max_upload_bytes: int = Field(default=8 * 2**30, ge=1, le=64 * 2**30, description="Largest recording accepted")
    max_user_jobs: int = Field(
        default=200, ge=0, description="Meetings of one user that may wait or be in work at once; 0 for no limit"
    )
    max_user_stored_bytes: int = Field(
        default=1024 * 2**30, ge=0, description="Bytes of recordings that one user may have stored; 0 for no limit"
    )
    max_user_bytes_per_day: int = Field(
        default=200 * 2**30, ge=0, description="Bytes of recordings that one user may send a day; 0 for no limit"
    )
    max_user_minutes_per_day: int = Field(
        default=6000, ge=0, description="Minutes of recordings that one user may send a day; 0 for no limit"
    )
    max_user_questions_per_hour: int = Field(
        default=120, ge=0, description="Questions to meetings that one user may ask an hour; 0 for no limit"
    )
    max_user_writings_per_hour: int = Field(
        default=60,
        ge=0,
        description="Times that one user may have minutes written, anew or again, an hour; 0 for no limit",
    )
    max_user_searches_per_hour: int = Field(
        default=1200, ge=0, description="Searches by meaning that one user may make an hour; 0 for no limit"
    )
    max_user_imports_per_hour: int = Field(
        default=2000, ge=0, description="Transcripts that one user may import an hour; 0 for no limit"
    )
    answer_passage_tokens: int = Field(
        default=2400,
        ge=200,
        le=12_000,
        description="Tokens of passages that the language model reads for an answer, as far as its context has room",
    )
    upload_threads: int = Field(default=16, ge=2, description="S3 requests that run at the same time")
