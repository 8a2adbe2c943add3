"""Forms read part by part while they arrive."""
