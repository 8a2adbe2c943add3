"""Use that a user makes of the product, beside what is allowed."""

from datetime import datetime

from pydantic import Field

from app.schemas.common import Schema


class Share(Schema):
    used: int
    allowed: int | None = Field(description="Null if there is no limit")

    def exceeded_by(self, more: int) -> bool:
        """Return whether that much more would be above what is allowed."""
        return self.allowed is not None and self.used + more > self.allowed


class Usage(Schema):
    jobs: Share = Field(description="Meetings that wait or are in work, with unfinished uploads")
    stored_bytes: Share = Field(description="Size of all your recordings as they were sent")
    bytes_today: Share = Field(description="Bytes of recordings sent since midnight UTC")
    minutes_today: Share = Field(description="Minutes of those recordings, as far as they are known")
    day_ends_at: datetime = Field(description="When the next day begins")
