"""The tables."""

from app.models.accounts.second_factor import RecoveryCode, SecondFactor
from app.models.answers.conversation import (
    AnswerClaim,
    AnswerEvidence,
    Conversation,
    Question,
    QuestionPassage,
    QuestionSource,
)
from app.models.audit.log import AuditChain, AuditEntry, AuditPending
from app.models.base import Base
from app.models.erasure.receipt import Erased, ErasureReceipt, Step
from app.models.groups.group import Group, GroupMember, GroupShare
from app.models.guests.link import GuestLink
from app.models.instance import Instance, RetentionNotice
from app.models.integrations.mail import Mail
from app.models.integrations.watched_file import WatchedFile
from app.models.integrations.webhook import Webhook, WebhookDelivery
from app.models.marks.comment import Comment
from app.models.marks.tag import MeetingTag, Tag, TagColor
from app.models.meeting import Meeting
from app.models.minutes import ChangeKind, Minutes, MinutesChange, MinutesItem, MinutesPreference, MinutesTemplate
from app.models.outbox import OutboxJob
from app.models.request_key import Creation, RequestKey
from app.models.revision import Deed, DeedKind, Revision
from app.models.share import Access, MeetingShare, Permission
from app.models.tombstone import Deleted, Tombstone
from app.models.transcript_line import MeetingSpeaker, TranscriptLine
from app.models.upload import Upload, UploadPart
from app.models.user import AccountLink, ApiToken, LinkKind, RefreshToken, Role, TokenScope, User, UserSession
from app.models.voice import Voice, VoiceSample, VoiceUse

__all__ = [
    "Access",
    "AccountLink",
    "AnswerClaim",
    "AnswerEvidence",
    "ApiToken",
    "AuditChain",
    "AuditEntry",
    "AuditPending",
    "Base",
    "ChangeKind",
    "Comment",
    "Conversation",
    "Creation",
    "Deed",
    "DeedKind",
    "Deleted",
    "Erased",
    "ErasureReceipt",
    "Group",
    "GroupMember",
    "GroupShare",
    "GuestLink",
    "Instance",
    "LinkKind",
    "Mail",
    "Meeting",
    "MeetingShare",
    "MeetingSpeaker",
    "MeetingTag",
    "Minutes",
    "MinutesChange",
    "MinutesItem",
    "MinutesPreference",
    "MinutesTemplate",
    "OutboxJob",
    "Permission",
    "Question",
    "QuestionPassage",
    "QuestionSource",
    "RecoveryCode",
    "RefreshToken",
    "RequestKey",
    "RetentionNotice",
    "Revision",
    "Role",
    "SecondFactor",
    "Step",
    "Tag",
    "TagColor",
    "TokenScope",
    "Tombstone",
    "TranscriptLine",
    "Upload",
    "UploadPart",
    "User",
    "UserSession",
    "Voice",
    "VoiceSample",
    "VoiceUse",
    "WatchedFile",
    "Webhook",
    "WebhookDelivery",
]
