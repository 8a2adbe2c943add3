"""Entries as lines for other systems: JSON lines, and syslog after RFC 5424."""

import json

from app.models.audit.actions import Result
from app.models.audit.log import AuditEntry
from app.schemas.operations.audit import AuditFormat

_FACILITY = 13
"""`log audit`, after RFC 5424."""

_SEVERITIES = {Result.DONE: 6, Result.DENIED: 4, Result.FAILED: 4}
_ENTERPRISE = "audit@32473"
"""Name of the structured data; 32473 is IANA's number for documentation, which no enterprise has."""


def fields_of(entry: AuditEntry) -> dict[str, str | int | dict[str, object] | None]:
    """Return the entry with everything that its hash covers, and both hashes."""
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(timespec="microseconds"),
        "action": entry.action,
        "result": entry.result,
        "status": entry.status,
        "actor_id": str(entry.actor_id) if entry.actor_id else None,
        "via": entry.via,
        "credential_id": str(entry.credential_id) if entry.credential_id else None,
        "address": entry.address,
        "subject_kind": entry.subject_kind,
        "subject_id": str(entry.subject_id) if entry.subject_id else None,
        "meeting_id": str(entry.meeting_id) if entry.meeting_id else None,
        "details": entry.details,
        "request_id": entry.request_id,
        "previous": entry.previous.hex(),
        "hash": entry.hash.hex(),
    }


def write(entry: AuditEntry, kind: AuditFormat, host: str) -> str:
    """Return the entry as one line of that format; `host` is the name of this installation."""
    return syslog_line(entry, host) if kind is AuditFormat.SYSLOG else json_line(entry)


def json_line(entry: AuditEntry) -> str:
    """Return the entry as one line of JSON."""
    return json.dumps(fields_of(entry), ensure_ascii=False, separators=(",", ":")) + "\n"


def syslog_line(entry: AuditEntry, host: str) -> str:
    """Return the entry as one line of RFC 5424; `host` is the name of this installation."""
    priority = 8 * _FACILITY + _SEVERITIES[Result(entry.result)]
    at = entry.at.isoformat(timespec="microseconds").replace("+00:00", "Z")
    flat = {name: value for name, value in fields_of(entry).items() if name not in {"at", "details"}}
    flat |= {f"detail_{name}": value for name, value in entry.details.items()}
    data = " ".join(f'{name}="{_escape(str(value))}"' for name, value in flat.items() if value is not None)
    return f"<{priority}>1 {at} {_word(host)} smart-meeting-scribe - {entry.action} [{_ENTERPRISE} {data}]\n"


def _escape(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("]", "\\]").replace("\n", " ")


def _word(text: str) -> str:
    """Return the text as a field of the header: printable ASCII without spaces."""
    return "".join(character for character in text if "!" <= character <= "~")[:255] or "-"
