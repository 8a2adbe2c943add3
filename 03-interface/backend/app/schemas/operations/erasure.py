"""Receipts of deletions, as administrators and owners see them."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from app.models.erasure.receipt import Erased, Step
from app.schemas.common import Moment, Schema


class ErasureQuery(BaseModel):
    subject_id: UUID | None = Field(default=None, description="Only of this meeting, voice or account")
    kind: Erased | None = Field(default=None, description="Only deletions of this kind")
    before: Moment | None = Field(
        default=None, description="Only deletions before then: `deleted_at` of the last one in hand"
    )
    size: int = Field(default=50, ge=1, le=200, description="Receipts on a page")


class Receipt(Schema):
    id: UUID
    kind: Erased
    subject_id: UUID = Field(description="Id of what was deleted; nothing else is left of it here")
    owner_id: UUID | None = Field(
        description="Account that it belonged to; None where there was none, and for deletions before this was kept"
    )
    deleted_at: datetime
    rows: dict[str, int] = Field(description="Rows that went from the database, by table")
    objects: int = Field(description="Objects that were removed from storage")
    object_bytes: int
    vectors: int = Field(description="Vectors that were removed")
    purged_at: datetime | None = Field(description="When objects and vectors were gone; None as long as they are not")
    compacted_at: datetime | None = Field(
        description="When the rewriting of the stores' files had ended; None as long as that is to come. Nothing is "
        "left where every store of `steps` is done"
    )
    steps: dict[str, Step] = Field(description="Outcome of the last compaction, by store")


class ErasurePage(Schema):
    items: list[Receipt] = Field(description="Newest first")
    waiting: int = Field(description="Deletions, of all that one may see, after which stores are still to be compacted")
