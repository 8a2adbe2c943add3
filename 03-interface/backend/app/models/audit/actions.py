"""Names of what the audit log tells of."""

from enum import StrEnum
from http import HTTPStatus


class Action(StrEnum):
    LOGIN = "login"
    LOGOUT = "logout"
    SESSION_REFRESH = "session_refresh"
    SESSION_END = "session_end"
    PASSWORD_CHANGE = "password_change"  # noqa: S105
    PASSWORD_LINK_USE = "password_link_use"  # noqa: S105
    PASSWORD_LINK_MAKE = "password_link_make"  # noqa: S105
    PASSWORD_LINK_MAIL = "password_link_mail"  # noqa: S105
    SECOND_FACTOR_ADD = "second_factor_add"
    SECOND_FACTOR_REMOVE = "second_factor_remove"
    RECOVERY_CODES_MAKE = "recovery_codes_make"
    ACCOUNTS_READ = "accounts_read"
    ACCOUNT_REGISTER = "account_register"
    ACCOUNT_CREATE = "account_create"
    ACCOUNT_RENAME = "account_rename"
    ACCOUNT_CHANGE = "account_change"
    ACCOUNT_DELETE = "account_delete"
    ACCOUNT_EXPORT = "account_export"
    KEYS_READ = "keys_read"
    KEY_MAKE = "key_make"
    KEY_REVOKE = "key_revoke"
    SETTINGS_CHANGE = "settings_change"
    MEETING_CREATE = "meeting_create"
    MEETING_OPEN = "meeting_open"
    MEETING_CHANGE = "meeting_change"
    MEETING_DELETE = "meeting_delete"
    RETENTION_CHANGE = "retention_change"
    RECORDING_EXPIRE = "recording_expire"
    MEETING_EXPIRE = "meeting_expire"
    HOLD_SET = "hold_set"
    HOLD_LIFT = "hold_lift"
    HOLDS_READ = "holds_read"
    MEETING_CANCEL = "meeting_cancel"
    MEETING_RETRY = "meeting_retry"
    UPLOAD_BEGIN = "upload_begin"
    UPLOAD_CANCEL = "upload_cancel"
    LIBRARY_READ = "library_read"
    SEARCH = "search"
    TRANSCRIPT_READ = "transcript_read"
    REVISION_READ = "revision_read"
    MANIFEST_READ = "manifest_read"
    RECORDING_PLAY = "recording_play"
    RECORDING_EXPORT = "recording_export"
    MEETING_EXPORT = "meeting_export"
    TRANSCRIPT_EDIT = "transcript_edit"
    PASSAGE_TRANSCRIBE = "passage_transcribe"
    COMMENTS_READ = "comments_read"
    COMMENT_WRITE = "comment_write"
    COMMENT_CHANGE = "comment_change"
    COMMENT_DELETE = "comment_delete"
    TAG_MAKE = "tag_make"
    TAG_CHANGE = "tag_change"
    TAG_DELETE = "tag_delete"
    MEETING_TAG = "meeting_tag"
    MEETING_UNTAG = "meeting_untag"
    SHARE_ADD = "share_add"
    SHARE_CHANGE = "share_change"
    SHARE_END = "share_end"
    GROUPS_READ = "groups_read"
    GROUP_MAKE = "group_make"
    GROUP_CHANGE = "group_change"
    GROUP_DELETE = "group_delete"
    GROUP_JOIN = "group_join"
    GROUP_LEAVE = "group_leave"
    LINK_MAKE = "link_make"
    LINK_OPEN = "link_open"
    LINK_REVOKE = "link_revoke"
    MINUTES_WRITE = "minutes_write"
    MINUTES_READ = "minutes_read"
    MINUTES_EXPORT = "minutes_export"
    MINUTES_EDIT = "minutes_edit"
    MINUTES_DELETE = "minutes_delete"
    QUESTION_ASK = "question_ask"
    ANSWERS_READ = "answers_read"
    ANSWERS_DELETE = "answers_delete"
    VOICE_ENROL = "voice_enrol"
    VOICE_CHANGE = "voice_change"
    VOICE_DELETE = "voice_delete"
    VOICE_LISTEN = "voice_listen"
    VOICE_REGISTER_READ = "voice_register_read"
    VOICE_DESTROY = "voice_destroy"
    CONSENT_WITHDRAW = "consent_withdraw"
    WEBHOOKS_READ = "webhooks_read"
    WEBHOOK_MAKE = "webhook_make"
    WEBHOOK_CHANGE = "webhook_change"
    WEBHOOK_DELETE = "webhook_delete"
    WEBHOOK_TEST = "webhook_test"
    WEBHOOK_RESEND = "webhook_resend"
    OPERATIONS_READ = "operations_read"
    AUDIT_READ = "audit_read"
    AUDIT_EXPORT = "audit_export"
    AUDIT_CHECK = "audit_check"
    AUDIT_TRIM = "audit_trim"
    ERASURES_READ = "erasures_read"
    ERASURE_COMPLETE = "erasure_complete"
    SECRETS_ROTATE = "secrets_rotate"


class Result(StrEnum):
    DONE = "done"
    DENIED = "denied"
    """Not allowed, or not found, which is what strangers are told of what is not theirs."""

    FAILED = "failed"


class Via(StrEnum):
    SESSION = "session"
    KEY = "key"
    LINK = "link"
    """Without an account, by a link to one meeting."""

    NOBODY = "nobody"
    """Without a session yet: logins, registrations, links."""

    SHELL = "shell"
    PRODUCT = "product"


class Subject(StrEnum):
    MEETING = "meeting"
    MINUTES = "minutes"
    ACCOUNT = "account"
    VOICE = "voice"
    UPLOAD = "upload"
    CONVERSATION = "conversation"
    COMMENT = "comment"
    TAG = "tag"
    GROUP = "group"
    KEY = "key"
    SESSION = "session"
    WEBHOOK = "webhook"
    LINK = "link"
    LOG = "log"
    NONE = "none"


class Fault(StrEnum):
    """Ways in which a chain is broken."""

    MISSING = "missing"
    """Entries are gone."""

    CHANGED = "changed"
    """An entry does not have its hash."""

    MOVED = "moved"
    """An entry does not follow the one before it."""

    CUT_OFF = "cut_off"
    """The newest entries are gone."""

    TRIMMED = "trimmed"
    """The beginning was removed, and not by the retention."""

    UNEXPECTED = "unexpected"
    """The log does not have the entry that was noted elsewhere."""

    UNCONFIRMED = "unconfirmed"
    """The entry that was noted elsewhere has been trimmed, so that nothing can be compared with it."""


_DENIALS = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})


def result_of(status: int) -> Result:
    """Return how a request that was answered with this status ended."""
    if status < HTTPStatus.BAD_REQUEST:
        return Result.DONE
    return Result.DENIED if status in _DENIALS else Result.FAILED
