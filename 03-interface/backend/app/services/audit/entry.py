"""The entry of the request, or the command, that is at work: what is known of it so far."""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from app.models.audit.actions import Action, Result, Subject, Via
from app.models.base import now

Detail = str | int | bool | None


@dataclass(frozen=True)
class Rule:
    """Describe what a route, or a command, does."""

    action: Action
    subject: Subject = Subject.NONE
    parameter: str | None = None
    """Parameter of the path that names the subject; None where the route tells it once it knows it."""

    details: tuple[str, ...] = ()
    """Other parameters of the path that are kept."""

    once: bool = False
    """True where the same again, soon after, is part of the same: a recording is played in many requests."""

    changes: bool = False
    refusals_only: bool = False
    """True where success says nothing: browsers renew their session all the time."""


@dataclass
class Entry:
    """Collect what an entry tells. No text of a meeting, title, name, e-mail address, token or password is put in."""

    rule: Rule | None = None
    address: str = "-"
    request_id: str = ""
    via: Via = Via.NOBODY
    actor_id: UUID | None = None
    credential_id: UUID | None = None
    subject_id: UUID | None = None
    meeting_id: UUID | None = None
    details: dict[str, Detail] = field(default_factory=dict)
    at: datetime = field(default_factory=now)
    is_written: bool = False
    """True once it was committed together with the change that it tells of."""

    def look_at_route(self) -> None:
        """Find the rule, if it is to be found yet; the entry of a command has one from the beginning."""

    @property
    def is_complete(self) -> bool:
        """Return whether it says already what the change is about."""
        return self.rule is not None and (self.rule.subject is Subject.NONE or self.subject_id is not None)

    def about(self, meeting_id: UUID) -> "Entry":
        """Return an entry of its own for one of several meetings that the request is about."""
        self.look_at_route()
        return Entry(
            rule=self.rule,
            address=self.address,
            request_id=self.request_id,
            via=self.via,
            actor_id=self.actor_id,
            credential_id=self.credential_id,
            subject_id=meeting_id,
            meeting_id=meeting_id,
            details=dict(self.details),
        )

    def fields(self, result: Result, status: int) -> dict[str, Any]:
        """Return the entry as it is kept until it is chained."""
        if self.rule is None:
            raise ValueError("an entry without an action")
        meeting_id = self.subject_id if self.rule.subject is Subject.MEETING else None
        return {
            "at": self.at.isoformat(timespec="microseconds"),
            "action": self.rule.action.value,
            "result": result.value,
            "status": status,
            "actor_id": _text(self.actor_id),
            "via": self.via.value,
            "credential_id": _text(self.credential_id),
            "address": self.address[:64],
            "subject_kind": self.rule.subject.value,
            "subject_id": _text(self.subject_id),
            "meeting_id": _text(self.meeting_id or meeting_id),
            "details": self.details,
            "request_id": self.request_id[:64],
        }


current: ContextVar[Entry | None] = ContextVar("audit_entry", default=None)
"""The entry of this request. One object for all of its tasks, which add to it."""


def tell(
    subject_id: UUID | None = None,
    *,
    actor_id: UUID | None = None,
    meeting_id: UUID | None = None,
    details: Mapping[str, Detail] | None = None,
) -> None:
    """Add what the request is about, once that is known. Without a request nothing happens."""
    entry = current.get()
    if entry is None:
        return
    entry.subject_id = subject_id or entry.subject_id
    entry.actor_id = actor_id or entry.actor_id
    entry.meeting_id = meeting_id or entry.meeting_id
    entry.details.update(details or {})


def identify(actor_id: UUID | None, via: Via, credential_id: UUID | None) -> None:
    """Add who asks, and by which session, key or link; nobody in particular comes by a link."""
    entry = current.get()
    if entry is not None:
        entry.actor_id, entry.via, entry.credential_id = actor_id, via, credential_id


def _text(value: UUID | None) -> str | None:
    return str(value) if value is not None else None
