"""Orchestration: starting, checking, testing and packaging the product."""
