"""Subtitle exports: SubRip and WebVTT."""

import html
from collections.abc import Iterable
from datetime import timedelta

import srt
from webvtt import Caption, WebVTT

from app.services.exports.cues import DIALOGUE_DASH, MAX_SECONDS, MIN_CUE_SECONDS, Cue, cut_cues, let_read
from app.services.exports.document import Document


def render_subrip(document: Document) -> str:
    """Return SubRip. Each line of a speaker begins with the name, for which the format has no other place.

    Two people who speak at once share a cue, each on a line after a dash: players show one cue at a time.
    """
    shown = _one_at_a_time(cut_cues(document, named=True, shared=True))
    subtitles = [
        srt.Subtitle(number, timedelta(seconds=cue.start), timedelta(seconds=cue.end), "\n".join(cue.lines))
        for number, cue in enumerate(shown, 1)
    ]
    composed: str = srt.compose(subtitles, reindex=False)
    return composed


def render_web_vtt(document: Document) -> str:
    """Return WebVTT. The speaker is the cue's voice, so that a player can style or show the name.

    What is said in another language than the meeting carries its code, so that a player can choose a font or a voice.
    Cues of two people who speak at once overlap, as the format has it: players show them one above the other.
    """
    track = WebVTT()
    for cue in cut_cues(document, named=False):
        text = html.escape("\n".join(cue.lines), quote=False)
        if cue.language != document.transcript.language:
            text = f"<lang {html.escape(cue.language)}>{text}</lang>"
        voice = html.escape(cue.speaker, quote=False)
        track.captions.append(Caption(_timestamp(cue.start), _timestamp(cue.end), f"<v {voice}>{text}</v>".split("\n")))
    return f"{track.content}\n"


def _one_at_a_time(cues: Iterable[Cue]) -> list[Cue]:
    """Return cues of which none overlaps another: those of two speakers at once become one, or follow each other."""
    shown: list[Cue] = []
    for cue in cues:
        last = shown[-1] if shown else None
        if last is None or cue.start >= last.end:
            shown.append(cue)
        elif last.speaker != cue.speaker and len(last.lines) == len(cue.lines) == 1:
            lines = [f"{DIALOGUE_DASH}{line}" for line in (*last.lines, *cue.lines)]
            end = min(max(last.end, cue.end), last.start + MAX_SECONDS)
            shown[-1] = Cue(f"{last.speaker}, {cue.speaker}", last.start, end, lines)
        else:
            last.end = max(min(last.end, cue.start), last.start + MIN_CUE_SECONDS)
            cue.start = max(cue.start, last.end)
            cue.end = max(cue.end, cue.start + MIN_CUE_SECONDS)
            shown.append(cue)
    let_read(shown)
    return shown


def _timestamp(seconds: float) -> str:
    return str(srt.timedelta_to_srt_timestamp(timedelta(seconds=seconds))).replace(",", ".")
