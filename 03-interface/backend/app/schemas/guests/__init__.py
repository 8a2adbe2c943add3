"""Requests and answers about links for people without an account."""
