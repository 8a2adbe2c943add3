"""Highlights of passages, and comments on them."""
