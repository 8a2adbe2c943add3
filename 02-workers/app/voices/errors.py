"""What goes wrong with the voices' command, in sentences for whoever runs it."""


class VoicesError(Exception):
    """The command cannot go on; the message is one sentence."""
