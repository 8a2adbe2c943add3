"""Transcripts: one that reads well, and any that the contract allows."""

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import strategies as st

from app.services.exports import Document, Language
from scribe_contracts.artefacts import Diarization, Turn
from scribe_contracts.transcript import Models, Segment, Speaker, Transcript, Word

MEETING = UUID("11111111-2222-4333-8444-555555555555")
DATE = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def transcript(segments: tuple[Segment, ...], speakers: tuple[Speaker, ...]) -> Transcript:
    return Transcript(
        meeting_id=MEETING,
        language="en",
        language_probability=0.99,
        duration=3661.0,
        models=Models(diarization="d", identification="i", transcription="t"),
        speakers=speakers,
        segments=segments,
    )


def make_segment(
    number: int, speaker: str, start: float, text: str, *, seconds: float = 0.4, join: str = " "
) -> Segment:
    """Return a segment whose words follow each other evenly."""
    words = tuple(
        Word(start=start + at * seconds, end=start + (at + 1) * seconds, text=word, probability=0.9, speaker=speaker)
        for at, word in enumerate(text.split())
    )
    return Segment(
        id=number, speaker=speaker, start=start, end=words[-1].end, text=join.join(text.split()), words=words
    )


def dialogue() -> Transcript:
    """Return a dialogue of Katie and somebody unknown; Katie begins and says two things in a row at the end."""
    return transcript(
        (
            make_segment(0, "SPEAKER_00", 0.5, "Good morning, Steve."),
            make_segment(1, "SPEAKER_01", 2.0, "Hello *you* <there> & all."),
            make_segment(2, "SPEAKER_00", 5.0, "How are you?"),
            make_segment(3, "SPEAKER_00", 7.0, "1. Fine?"),
        ),
        (
            Speaker(id="SPEAKER_00", name="Katie O'Neil <K>", speech_seconds=4.0),
            Speaker(id="SPEAKER_01", speech_seconds=2.0),
        ),
    )


def document(given: Transcript | None = None, language: Language = Language.ENGLISH, title: str = "Weekly") -> Document:
    return Document(title=title, date=DATE, transcript=given or dialogue(), language=language)


def diarization(*turns: tuple[str, float, float]) -> Diarization:
    return Diarization(
        fingerprint="f", model="m", turns=tuple(Turn(speaker=who, start=start, end=end) for who, start, end in turns)
    )


_LETTERS = st.text(st.sampled_from("abcdeéñ中文字مرحبا-–'’<>&{}\\*_#|.,!?…:"), min_size=1, max_size=60)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Return overlapping segments of several speakers, with odd letters and times. Each word is unique."""
    names = draw(st.lists(st.sampled_from(["Katie", "Jean & <Luc>", "王", "Z" * 60, None, ""]), min_size=1, max_size=4))
    speakers = tuple(Speaker(id=f"SPEAKER_{at:02}", name=name, speech_seconds=1) for at, name in enumerate(names))
    segments, unique = [], 0
    for number in range(draw(st.integers(0, 6))):
        speaker = draw(st.sampled_from(speakers)).id
        start = draw(st.floats(0, 90_000, allow_nan=False))
        words, at = [], start
        for letters in draw(st.lists(_LETTERS, min_size=1, max_size=12)):
            begin = at + draw(st.floats(0, 4))
            at = begin + draw(st.floats(0, 12))
            words.append(Word(start=begin, end=at, text=f"w{unique}{letters}", probability=0.5, speaker=speaker))
            unique += 1
        text = " ".join(word.text for word in words)
        kept = () if draw(st.booleans()) else tuple(words)
        segments.append(Segment(id=number, speaker=speaker, start=start, end=at, text=text, words=kept))
    return transcript(tuple(segments), speakers)
