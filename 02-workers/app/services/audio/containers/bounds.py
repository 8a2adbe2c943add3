"""Bounds on what a stranger's file may hold."""

MAX_RECORDINGS = 500
"""Recordings in one file. A stream that was recorded all day and named each piece has fewer, and each costs two runs of
FFmpeg."""
