"""Edits of transcripts: pure functions that make the new transcript, and the revisions that keep it."""
