"""The audit log in tests."""
