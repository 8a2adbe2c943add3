"""Tables of what leads to other programs."""
