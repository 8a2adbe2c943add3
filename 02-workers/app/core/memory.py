"""Measuring of memory: the card's with CUDA, the resident set of the process on CPU."""

import ctypes
import gc
import re
import sys
import threading
from abc import ABC, abstractmethod
from functools import cache
from pathlib import Path

import psutil

from scribe_contracts.artefacts import Memory

_SAMPLING_SECONDS = 0.05

_OUT_OF_MEMORY = ("out of memory", "failed to allocate memory", "status_alloc_failed")
"""Words of CUDA and CTranslate2, of ONNX Runtime, of cuDNN and cuBLAS."""


class MemoryMeter(ABC):
    """Measures the memory that one use of a model takes: `start`, then work, then `peak`."""

    @abstractmethod
    def used(self) -> int:
        """Return the bytes in use now."""

    @abstractmethod
    def start(self) -> None:
        """Forget the last peak."""

    @abstractmethod
    def peak(self) -> int:
        """Return the largest number of bytes in use since `start`."""

    def reclaim(self) -> None:
        """Return free memory to the system; call it once the last reference to a model is gone."""
        gc.collect()
        self.trim()

    def trim(self) -> None:
        """Return to the system what was freed already."""
        if sys.platform == "linux":
            # glibc keeps what is freed; without this the resident set creeps up with every load.
            ctypes.CDLL(None).malloc_trim(0)


class ResidentMemory(MemoryMeter):
    """The process's resident set. The peak is the kernel's own high-water mark, reset through clear_refs."""

    def __init__(self) -> None:
        self._process = psutil.Process()

    def used(self) -> int:
        return int(self._process.memory_info().rss)

    def start(self) -> None:
        try:
            Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        except OSError:
            self._floor = self.used()
        else:
            self._floor = 0

    def peak(self) -> int:
        try:
            status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        except OSError:
            return max(self._floor, self.used())
        match = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(match.group(1)) * 1024 if match else max(self._floor, self.used())


class DeviceMemory(MemoryMeter):
    """The card's memory, sampled: torch's own peak misses what CTranslate2 allocates."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._peak = 0
        self._sampler: threading.Thread | None = None

    def used(self) -> int:
        import torch

        free, total = torch.cuda.mem_get_info()
        return int(total - free)

    def start(self) -> None:
        self._stop = threading.Event()
        self._peak = self.used()
        self._sampler = threading.Thread(target=self._sample, name="memory-sampler", daemon=True)
        self._sampler.start()

    def peak(self) -> int:
        self._stop.set()
        if self._sampler is not None:
            self._sampler.join()
            self._sampler = None
        return max(self._peak, self.used())

    def reclaim(self) -> None:
        super().reclaim()
        import torch

        torch.cuda.empty_cache()

    def _sample(self) -> None:
        while not self._stop.wait(_SAMPLING_SECONDS):
            self._peak = max(self._peak, self.used())


def meter_for(device: str) -> MemoryMeter:
    """Return the meter for `device`, cpu or cuda."""
    return DeviceMemory() if device == "cuda" else ResidentMemory()


@cache
def free_at_start(device: str) -> int | None:
    """Return the card's bytes, beside CUDA's own, that were free at the first call in this process.

    None on a processor, and where there is no card.
    """
    if device != "cuda":
        return None
    import torch

    return int(torch.cuda.mem_get_info()[0]) if torch.cuda.is_available() else None


def measured(before: int, meter: MemoryMeter, peak: int) -> Memory:
    """Return the record of a use, with the bytes in use now as those after it."""
    return Memory(before=before, peak=peak, after=meter.used())


def is_out_of_memory(error: BaseException) -> bool:
    """Return whether the error is one by which torch, CTranslate2 or ONNX Runtime say that memory ran out."""
    if isinstance(error, MemoryError):
        return True
    text = str(error).lower()
    return isinstance(error, RuntimeError) and any(words in text for words in _OUT_OF_MEMORY)
