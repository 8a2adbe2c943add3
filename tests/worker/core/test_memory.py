"""Free memory of a card, and the words by which libraries say that there is none."""

import pytest

from app.core.memory import free_at_start, is_out_of_memory


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB"),
        RuntimeError("CUDA failed with error out of memory"),
        RuntimeError("Failed to allocate memory for requested buffer of size 33554432"),
        RuntimeError("cuDNN error: CUDNN_STATUS_ALLOC_FAILED"),
        RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"),
    ],
)
def test_a_lack_of_memory_is_told_from_other_faults(error: BaseException) -> None:
    assert is_out_of_memory(error)


@pytest.mark.parametrize("error", [RuntimeError("the network was released"), ValueError("out of memory")])
def test_other_faults_are_no_lack_of_memory(error: BaseException) -> None:
    assert not is_out_of_memory(error)


def test_a_processor_has_no_memory_of_a_card() -> None:
    assert free_at_start("cpu") is None
