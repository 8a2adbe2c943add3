"""The scan for what deletions should have removed."""
