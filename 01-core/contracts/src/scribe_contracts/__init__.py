"""What the gateway and the workers agree on, stated once.

Imports neither a web framework nor a machine-learning library, so that either side can stand on it.
"""

__version__ = "5.1.0"
