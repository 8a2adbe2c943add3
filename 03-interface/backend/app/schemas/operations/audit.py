"""The audit log as administrators see it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, Field

from app.models.audit.actions import Action, Fault, Result, Subject, Via
from app.schemas.common import Moment, Schema


class AuditFilter(BaseModel):
    q: str | None = Field(
        default=None,
        max_length=200,
        description="Part of the name or e-mail address of an account, the id of anything, or a client's address",
    )
    action: list[Action] | None = Field(default=None, description="Only these actions")
    result: Result | None = None
    actor_id: UUID | None = Field(default=None, description="Only what this account did")
    meeting_id: UUID | None = Field(default=None, description="Only what was done with this meeting")
    since: Moment | None = Field(default=None, description="Only from then on, with a time zone")
    until: Moment | None = Field(default=None, description="Only before then, with a time zone")


class AuditQuery(AuditFilter):
    before: int | None = Field(
        default=None, ge=1, le=2**62, description="Only entries before this place: `before` of the page in hand"
    )
    size: int = Field(default=50, ge=1, le=200, description="Entries on a page")


class AuditFormat(StrEnum):
    JSONL = "jsonl"
    """A JSON object on each line."""

    SYSLOG = "syslog"
    """Lines after RFC 5424."""


class AuditExport(AuditFilter):
    format: AuditFormat = Field(
        default=AuditFormat.JSONL, description="`jsonl`: an object on each line; `syslog`: RFC 5424"
    )


class AuditPerson(Schema):
    id: UUID
    name: str
    email: str


class AuditLine(Schema):
    seq: int = Field(description="Place in the chain")
    at: datetime
    action: Action
    result: Result = Field(description="`denied`: not allowed, or not found, as strangers are told")
    status: int = Field(description="Status of the answer; 0 for what was written with the change itself")
    actor_id: UUID | None
    actor: AuditPerson | None = Field(default=None, description="None for an account that is gone")
    via: Via
    credential_id: UUID | None = Field(description="Session, key or link that was used")
    address: str = Field(description="Address of the client")
    subject_kind: Subject
    subject_id: UUID | None
    subject: AuditPerson | None = Field(default=None, description="The account, if it is about one that exists")
    meeting_id: UUID | None
    details: dict[str, str | int | bool | None]
    request_id: str


class AuditPage(Schema):
    items: list[AuditLine] = Field(description="Newest first")
    before: int | None = Field(description="Ask for older ones with this; None if there are none")


class AuditFault(Schema):
    fault: Fault = Field(description="In which way the chain is broken")
    seq: int = Field(description="Place of the first entry that is missing or wrong")


class AuditCheck(Schema):
    entries: int = Field(description="Entries that were read and are right")
    first_seq: int = Field(description="Place of the oldest entry; those before it were removed by the retention")
    head_seq: int
    head_hash: str = Field(description="Hash of the newest entry: keep it elsewhere, and compare")
    broken: AuditFault | None = Field(description="None if the chain is whole")
