"""llama.cpp's server from a wheel, for machines without Docker."""
