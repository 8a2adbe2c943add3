"""Errors of packs; their messages are for whoever runs the command."""


class PackError(Exception):
    """A pack cannot be provided; the message is one sentence with the file and the reason."""


class SourceError(Exception):
    """One source did not provide a file; another may."""
