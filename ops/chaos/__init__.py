"""Faults injected into a whole stack of its own, and the account of what became of every recording."""
