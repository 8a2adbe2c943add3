"""Receipts of deletions."""
