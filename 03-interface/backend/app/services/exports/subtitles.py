"""Subtitle exports: SubRip and WebVTT."""

import html
from datetime import timedelta

import srt
from webvtt import Caption, WebVTT

from app.services.exports import cues
from app.services.exports.document import Document


def render_subrip(document: Document) -> str:
    """Return SubRip. Each cue begins with the speaker's name, for which the format has no other place."""
    subtitles = [
        srt.Subtitle(number, timedelta(seconds=cue.start), timedelta(seconds=cue.end), "\n".join(cue.lines))
        for number, cue in enumerate(cues.cut_cues(document, named=True), 1)
    ]
    composed: str = srt.compose(subtitles, reindex=False)
    return composed


def render_web_vtt(document: Document) -> str:
    """Return WebVTT. The speaker is the cue's voice, so that a player can style or show the name."""
    track = WebVTT()
    for cue in cues.cut_cues(document, named=False):
        text = html.escape("\n".join(cue.lines), quote=False)
        voice = html.escape(cue.speaker, quote=False)
        track.captions.append(Caption(_timestamp(cue.start), _timestamp(cue.end), f"<v {voice}>{text}</v>".split("\n")))
    return f"{track.content}\n"


def _timestamp(seconds: float) -> str:
    return str(srt.timedelta_to_srt_timestamp(timedelta(seconds=seconds))).replace(",", ".")
