"""A folder whose recordings become meetings."""
