"""Vectors of texts, for search by meaning: a small server with OpenAI's interface, on this machine."""
