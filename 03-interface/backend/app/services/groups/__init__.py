"""Groups of accounts: who is in them, and what is shared with them."""
