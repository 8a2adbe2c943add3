"""Paces to start from on a machine that has not run a job yet."""

from collections.abc import Mapping

from app.core.profiles import ProfileName
from app.services.time_left.paces import Pace
from scribe_contracts.events import Stage

FIRST_GUESSES: Mapping[ProfileName, Mapping[Stage, Pace]] = {
    ProfileName.CPU: {
        Stage.DOWNLOAD: Pace(seconds=0.001),
        Stage.CONVERT: Pace(seconds=0.01),
        Stage.DIARIZE: Pace(seconds=0.0191, load_seconds=0.3),
        Stage.IDENTIFY: Pace(seconds=0.01, load_seconds=0.3),
        Stage.TRANSCRIBE: Pace(seconds=0.032, load_seconds=0.3),
        Stage.FUSE: Pace(seconds=0.0068, load_seconds=0.3),
        Stage.STORE: Pace(seconds=0.0005),
        Stage.CLEANUP: Pace(seconds=0.0001),
    },
    ProfileName.GPU: {
        Stage.DOWNLOAD: Pace(seconds=0.001),
        Stage.CONVERT: Pace(seconds=0.005),
        Stage.DIARIZE: Pace(seconds=0.02, load_seconds=2.0),
        Stage.IDENTIFY: Pace(seconds=0.002, load_seconds=1.0),
        Stage.TRANSCRIBE: Pace(seconds=0.015, load_seconds=3.0),
        Stage.FUSE: Pace(seconds=0.01, load_seconds=1.0),
        Stage.STORE: Pace(seconds=0.0005),
        Stage.CLEANUP: Pace(seconds=0.0001),
    },
}
"""Workers replace them, stage by stage, by what they measure."""
