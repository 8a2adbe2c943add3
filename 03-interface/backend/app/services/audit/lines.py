"""Entries as lines for other systems: JSON lines, and syslog after RFC 5424."""

import json
from typing import Any

from app.models.audit.actions import Result
from app.models.audit.log import AuditEntry
from app.schemas.operations.audit import AuditFormat
from app.services.audit import chain

_FACILITY = 13
"""`log audit`, after RFC 5424."""

_SEVERITIES = {Result.DONE: 6, Result.DENIED: 4, Result.FAILED: 4}
_ENTERPRISE = "audit@32473"
"""Name of the structured data; 32473 is IANA's number for documentation, which no enterprise has."""


def fields_of(entry: AuditEntry) -> dict[str, Any]:
    """Return the entry with everything that its hash covers, and both hashes."""
    hashes = {"previous": entry.previous.hex(), "hash": entry.hash.hex()}
    return {"seq": entry.seq, **chain.fields_of(entry), **hashes}


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
