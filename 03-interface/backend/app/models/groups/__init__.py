"""Tables of groups of accounts."""
