"""Secrets that the database keeps sealed."""
