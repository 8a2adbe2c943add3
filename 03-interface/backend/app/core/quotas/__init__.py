"""Limits that keep one sender from stopping the others."""
