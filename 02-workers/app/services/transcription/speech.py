"""The speech that is transcribed, as diarization found it."""

from collections.abc import Mapping, Sequence

from app.services.transcription.clips import cover_with_clips
from scribe_contracts.artefacts import Turn
from scribe_contracts.speakers import speaker_id

Speech = Mapping[int, Sequence[Turn]]
"""Turns of each channel that is listened to, by its number from 0."""


def speech_by_channel(turns: Sequence[Turn], channels: int) -> Speech:
    """Return the turns by channel; of a recording with several channels, each has one speaker."""
    if channels == 1:
        return {0: turns}
    return {channel: [turn for turn in turns if turn.speaker == speaker_id(channel)] for channel in range(channels)}


def seconds_to_transcribe(turns: Sequence[Turn], duration: float, channels: int) -> float:
    """Return the length of all clips that Whisper is given, in seconds; `duration` is the recording's."""
    speech = speech_by_channel(turns, channels)
    clips = [clip for channel, heard in speech.items() for clip in cover_with_clips(heard, duration, channel)]
    return sum(clip.duration for clip in clips)
