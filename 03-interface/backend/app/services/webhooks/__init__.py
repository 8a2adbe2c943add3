"""Telling other programs of meetings, by signed requests."""
