"""Passages of meetings: searched for, read, and cut into what a model can cite."""
