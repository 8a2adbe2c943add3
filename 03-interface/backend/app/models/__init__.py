"""The tables."""

from app.models.base import Base
from app.models.instance import Instance
from app.models.meeting import Meeting
from app.models.outbox import OutboxJob
from app.models.tombstone import Deleted, Tombstone
from app.models.user import RefreshToken, Role, User
from app.models.voice import Voice, VoiceSample

__all__ = [
    "Base",
    "Deleted",
    "Instance",
    "Meeting",
    "OutboxJob",
    "RefreshToken",
    "Role",
    "Tombstone",
    "User",
    "Voice",
    "VoiceSample",
]
