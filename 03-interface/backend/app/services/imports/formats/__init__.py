"""One parser for each format: a pure function from text or bytes to what was said."""
