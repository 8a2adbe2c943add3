"""Tables of what people add to meetings beside their words."""
