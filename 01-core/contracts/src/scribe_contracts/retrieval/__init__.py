"""Passages of transcripts, their words and the joining of rankings: search by meaning without any server."""
