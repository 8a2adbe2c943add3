"""The memory of a worker, as the product and the benchmark start it."""

_GIB = 1 << 30
WORKER_MEMORY = {
    "GLIBC_TUNABLES": ":".join(
        f"glibc.malloc.{name}={value}"
        for name, value in {"hugetlb": 1, "arena_max": 1, "mmap_threshold": _GIB, "trim_threshold": _GIB}.items()
    )
}
"""Settings of glibc. Whisper's encoder takes and frees tens of megabytes in every layer: from the kernel, page by page,
unless pages are huge and what is freed is kept for the next layer, which of several arenas only the main one does."""
