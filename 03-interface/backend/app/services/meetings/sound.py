"""Place of a meeting's sound and of its waveform."""

from app.models import Meeting
from app.services.storage.objects import ObjectMissingError
from scribe_contracts import storage
from scribe_contracts.storage import Artefact, S3Location


def locate(meeting: Meeting, name: Artefact = Artefact.AUDIO) -> S3Location:
    """Return the place of the sound, or of its waveform; raise ObjectMissingError once the recording is removed.

    The row decides: storage that does not answer keeps the object for longer.
    """
    if not meeting.has_recording:
        raise ObjectMissingError("This meeting has no recording, or none any more.")
    return storage.artefact(meeting.id, name, meeting.result_place)
