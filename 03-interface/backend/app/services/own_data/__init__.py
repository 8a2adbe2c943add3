"""Exports of all that the product keeps about one person, for that person."""
