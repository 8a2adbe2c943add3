"""The end of a file, by the rules of its container."""

from enum import Enum, auto


class FileEnd(Enum):
    """End of a file."""

    WHOLE = auto()
    """The file is as large as it announces; the length of the sound that FFmpeg makes of its header may be wrong."""

    OPEN = auto()
    """The file says that it announces no length, as one that was written to a pipe: it ends wherever it ends."""

    COMPLETE = auto()
    """The last unit is complete. A cut between two units looks the same where the file announces no length."""

    CUT = auto()
    UNKNOWN = auto()
