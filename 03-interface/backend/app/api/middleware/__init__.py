"""Middleware: every request passes through it before it reaches its route."""
