"""Notes typed while recording."""
