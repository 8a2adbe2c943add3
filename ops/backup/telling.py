"""Words on a backup that was made or restored."""

import sys

from ops.backup import restoring
from ops.backup.kept.manifest import Snapshot
from ops.backup.kept.repository import Repository
from ops.backup.restoring import Restored
from ops.backup.saving import Report
from ops.backup.settings import KeysOfObjects
from scribe_contracts.encryption.keys import KeyRing

_MEGABYTE, _GIGABYTE = 1e6, 1e9


def say_how_it_is_kept(repository: Repository) -> None:
    if repository.recipients:
        print(f"Encrypted to {' '.join(repository.recipients)}", file=sys.stderr)
    else:
        print(
            "This backup is NOT encrypted: whoever reads the folder reads all recordings and transcripts. "
            "With --recipient KEY it would be; --new-key FILE makes a key.",
            file=sys.stderr,
        )


def say_what_was_saved(report: Report, repository: Repository) -> None:
    snapshot = report.snapshot
    rows = sum(table.rows for table in (snapshot.tables or {}).values())
    held = f"{rows} rows, {len(snapshot.objects)} objects, {size(snapshot.size)}"
    print(f"Backup {snapshot.name} in {repository.folder}: {held}")
    print(f"New since the last one: {report.sent} objects, {size(report.sent_bytes)}")
    for each in report.deleted:
        print(f"The {each.kind} {each.id} was deleted meanwhile; no restoration brings it back")
    for name in snapshot.missing:
        print(f"Missing: the database names {name}, and storage does not have it", file=sys.stderr)
    for warning in report.warnings:
        print(f"Warning: {warning}", file=sys.stderr)
    for name in report.pruned:
        print(f"Removed the backup {name}")


def say_which_keys_are_missing(snapshot: Snapshot) -> None:
    for key_id in restoring.missing_keys(snapshot, KeyRing.of(KeysOfObjects())):
        print(
            f"Objects of this backup are encrypted under the key {key_id}, which SCRIBE_STORAGE_ENCRYPTION_KEY is not, "
            "nor SCRIBE_STORAGE_ENCRYPTION_PREVIOUS_KEY: without it the product does not start.",
            file=sys.stderr,
        )


def say_what_was_restored(snapshot: Snapshot, restored: Restored) -> None:
    print(f"Backup {snapshot.name} of version {snapshot.version}, {size(snapshot.size)}")
    print(f"Restored: {restored.tables} tables with {restored.rows} rows, {restored.objects} objects")
    for each in restored.replayed:
        said = {
            "erased": "was deleted since, and is deleted again",
            "disabled": "was deleted since; its meetings went to an account that this backup does not have, "
            "so it has them, disabled: hand them over, then delete it",
        }
        print(f"Replayed: the {each.kind} {each.id} {said[each.outcome]}")
    for fault in restored.faults:
        print(f"Corrupt: {fault}")
    for name in snapshot.missing:
        print(f"Missing: the database names {name}, and storage did not have it when this was saved")
    if not restored.faults and not snapshot.missing:
        print("All counts and checksums are those that were saved.")


def size(count: int) -> str:
    return f"{count / _MEGABYTE:.1f} MB" if count < _GIGABYTE else f"{count / _GIGABYTE:.2f} GB"
