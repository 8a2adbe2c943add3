"""Routes about links for people without an account."""
