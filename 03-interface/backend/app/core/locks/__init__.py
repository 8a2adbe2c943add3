"""Locks that gateways take in PostgreSQL."""
