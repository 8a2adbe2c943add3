"""Modules in the memory of a worker."""

import subprocess
import sys
from pathlib import Path

from app.core import config

IDLE = """
import sys
import app.worker.__main__
from app.services.pipeline.pipeline import Pipeline
from app.services.time_left.pace_store import RedisPaceStore
"""
WITH_MODELS = """
import faster_whisper
import onnxruntime
from app.services.embedding.filter_banks import filter_banks
import numpy
filter_banks(numpy.zeros(16000, dtype=numpy.float32))
"""
OF_CONVERSION = {"torch", "torchaudio", "pyannote", "onnx", "lightning"}
OF_JOBS = {"scipy.signal", "scipy.optimize", "scipy.stats", "onnxruntime", "faster_whisper"}


def _loaded(code: str) -> set[str]:
    root = Path(config.__file__).parents[2]
    command = [sys.executable, "-c", f"{code}\nprint(*sys.modules)"]
    return set(subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.split())


def test_a_worker_that_waits_has_loaded_nothing_that_only_jobs_need() -> None:
    assert _loaded(IDLE) & (OF_CONVERSION | OF_JOBS) == set()


def test_a_worker_at_work_has_loaded_nothing_that_only_the_conversion_of_weights_needs() -> None:
    assert _loaded(IDLE + WITH_MODELS) & OF_CONVERSION == set()
