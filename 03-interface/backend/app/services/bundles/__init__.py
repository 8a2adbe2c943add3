"""Transcripts of several meetings as one archive."""
