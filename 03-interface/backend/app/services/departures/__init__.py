"""Accounts that go, and their belongings."""
