"""Things that open an account beside its password."""
