"""Accounts as their owners use them."""
