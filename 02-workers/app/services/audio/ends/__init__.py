"""Ends of files: whether a recording breaks off, which FFmpeg says for some containers only."""
