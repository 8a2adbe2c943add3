"""The memory of a worker, as the product and the benchmark start it."""

WORKER_MEMORY = {
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1:glibc.malloc.arena_max=1"
    ":glibc.malloc.mmap_threshold=1073741824:glibc.malloc.trim_threshold=1073741824"
}
"""Settings of glibc. Whisper's encoder takes and frees tens of megabytes in every layer: from the kernel, page by page,
unless pages are huge and what is freed is kept for the next layer, which of several arenas only the main one does."""
