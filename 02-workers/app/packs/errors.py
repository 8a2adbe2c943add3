"""Errors of model packs; each message is one sentence for whoever runs the command."""


class PackError(Exception):
    """A pack cannot be provided; the message is one sentence that says which file and why."""


class SourceError(Exception):
    """One source does not give a file; another may."""
