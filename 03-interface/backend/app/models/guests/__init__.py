"""Tables of what people without an account may read."""
