"""Backups of the running product, their check and their restoration."""
