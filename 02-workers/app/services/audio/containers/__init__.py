"""Containers that hold several recordings, or damage at which FFmpeg would stop."""
