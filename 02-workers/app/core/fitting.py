"""Batches and precision that fit a card, by its free memory; docs/vram.md has the figures."""

from dataclasses import replace
from functools import cache

import structlog

from app.core.profiles import Profile

_SHARE = 0.85
"""Share of the free memory that a batch may fill: inputs differ, and allocators leave gaps."""

_CHUNK_BYTES = 14_000_000
"""A chunk of 10 s in the segmentation: 0.43 GB for 32."""

_FRAME_BYTES = 62_000
"""A frame of 10 ms in WeSpeaker's ResNet34: 1.96 GB for 32 pieces of 10 s. CAM++ takes less."""

_CLIP_BYTES = 224_000_000
_WHISPER_BYTES = {"float16": 2_320_000_000, "int8_float16": 1_330_000_000}
"""Whisper large-v3-turbo with a beam of 5: its weights and what one clip needs beside the clip's own, by precision."""

_FEWEST_CLIPS = 4
"""With fewer at once than these, eight bits for the weights are worth the room."""

_MOST_CHUNKS, _MOST_FRAMES, _MOST_CLIPS = 256, 65_536, 32
"""More at once takes memory and no less time: the card is at work by then."""

log = structlog.get_logger()


@cache
def fit(profile: Profile, free: int | None) -> Profile:
    """Return the profile with batches for so many free bytes; as it is where they are unknown."""
    if free is None:
        return profile
    room = free * _SHARE
    compute_type, clips = _whisper(room)
    fitted = replace(
        profile,
        whisper_compute_type=compute_type,
        transcription_batch=clips,
        encoding_batch=clips,
        segmentation_batch=max(1, min(_MOST_CHUNKS, int(room / _CHUNK_BYTES))),
        embedding_frames=max(1, min(_MOST_FRAMES, int(room / _FRAME_BYTES))),
    )
    log.info(
        "card_measured",
        free_mb=free // 10**6,
        whisper=compute_type,
        clips=clips,
        chunks=fitted.segmentation_batch,
        frames=fitted.embedding_frames,
    )
    return fitted


def _whisper(room: float) -> tuple[str, int]:
    """Return the precision, the better one where it holds some clips, and the clips at once, a power of two."""
    fitting = {precision: max(1, int((room - weights) / _CLIP_BYTES)) for precision, weights in _WHISPER_BYTES.items()}
    precise, smaller = fitting
    chosen = precise if fitting[precise] >= _FEWEST_CLIPS else smaller
    return chosen, min(_MOST_CLIPS, 1 << (fitting[chosen].bit_length() - 1))
