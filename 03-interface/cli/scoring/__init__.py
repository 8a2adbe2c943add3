"""Errors of a transcript against its reference: words, speakers, turns."""
