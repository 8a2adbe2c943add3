"""The second factor of an account: codes of an authenticator, and recovery codes in their place."""
