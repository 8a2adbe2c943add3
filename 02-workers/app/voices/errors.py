"""Errors of the command; their messages are for whoever runs it."""


class VoicesError(Exception):
    """The command cannot go on; the message is one sentence."""
