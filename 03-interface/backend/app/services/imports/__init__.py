"""Importing transcripts that others have made."""
