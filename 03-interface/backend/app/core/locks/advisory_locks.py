"""Keys of PostgreSQL's advisory locks: all in one place, so that no two share one."""

from enum import IntEnum, unique


@unique
class AdvisoryLock(IntEnum):
    MIGRATION = 0x5C1B_0001
    ACCOUNTS = 0x5C1B_0002
    """Accounts are made, and nobody becomes administrator."""

    GROUPS = 0x5C1B_0017
    """Groups are made, renamed and deleted."""

    HAND_OVER = 0x5C1B_0003
    """Jobs are handed over to workers."""

    VOICE_IMPORT = 0x5C1B_0004
    AUDIT_CHAIN = 0x5C1B_000A
    """The chain of the audit log grows."""

    COMPACTION = 0x5C1B_0015
    """The stores rewrite their files without what was deleted."""

    WATCHED_FOLDER = 0x5C1B_0011
    """Of several gateways one works through the folder at a time."""
