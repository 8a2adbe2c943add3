"""Secrets that may change while the product runs, and what takes the present ones for each connection."""
