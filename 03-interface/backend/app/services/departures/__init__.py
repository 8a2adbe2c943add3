"""What becomes of an account that goes, and of what it owns."""
