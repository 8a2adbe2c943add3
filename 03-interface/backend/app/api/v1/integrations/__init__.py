"""Routes of what leads to other programs."""
