"""Errors of the voices' command; each message is one sentence for whoever runs it."""


class VoicesError(Exception):
    """The command cannot go on; the message is one sentence."""
