"""The diarization as RTTM, the format that scoring tools read."""

from collections import Counter

from app.core.text import one_line
from scribe_contracts.artefacts import Diarization
from scribe_contracts.transcript import Transcript


def render_rttm(diarization: Diarization, transcript: Transcript, title: str) -> str:
    """Return one line per turn. White space separates fields, so names and the file's id have underscores."""
    file_id = _to_field(title) or str(transcript.meeting_id)
    labels = _speaker_labels(transcript)
    return "".join(
        f"SPEAKER {file_id} 1 {turn.start:.3f} {turn.end - turn.start:.3f} <NA> <NA> "
        f"{labels.get(turn.speaker) or _to_field(turn.speaker)} <NA> <NA>\n"
        for turn in diarization.turns
        if turn.end > turn.start
    )


def _to_field(text: str) -> str:
    return one_line(text).replace(" ", "_")


def _speaker_labels(transcript: Transcript) -> dict[str, str]:
    """Map speaker ids to names; two people of one name stay two speakers."""
    names = {speaker.id: _to_field(speaker.label) or _to_field(speaker.id) for speaker in transcript.speakers}
    shared = {name for name, uses in Counter(names.values()).items() if uses > 1}
    return {id_: f"{name}_{_to_field(id_)}" if name in shared else name for id_, name in names.items()}
