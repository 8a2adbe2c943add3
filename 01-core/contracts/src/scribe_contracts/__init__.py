"""The contracts between gateway and workers: jobs, events, transcript, storage keys, shared settings.

Imports neither a web framework nor a machine-learning library, so that either side can stand on it.
"""

__version__ = "5.1.0"
