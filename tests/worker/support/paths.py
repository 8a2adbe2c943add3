"""Folders of the repository."""

from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
"""The tests of the worker."""

REPOSITORY = TESTS.parents[1]
WORKER_ROOT = REPOSITORY / "02-workers"
