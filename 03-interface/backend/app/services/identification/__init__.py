"""Decisions on recognising people by voice."""
