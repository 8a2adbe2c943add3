"""Check that the CUDA libraries that an image's packages load are there, in the right major version.

Run once, while the GPU image is built: `python check_cuda.py SITE_PACKAGES 12`. It reads files only; no card is needed.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

# The number in these names is CUDA's major version; other libraries have numbers of their own.
_CUDA_VERSIONED = re.compile(r"lib(?:cudart|cublas|cublasLt|nvrtc|nvJitLink)\.so\.(\d+)")
_CUDA_OR_CUDNN = re.compile(rb"\b(lib(?:cu(?:dart|blas|blasLt|fft|rand|dnn|solver|sparse)|nvrtc|nvJitLink)\.so\.\d+)\b")
_PACKAGES = ("ctranslate2", "ctranslate2.libs", "torch", "torchaudio")
_BLOCK_BYTES = 1 << 24
_MAX_NAME_BYTES = 64


def main(site_packages: Path, major: str) -> int:
    """Print every fault. Return 0 if there is none and any library was read."""
    libraries = [file for name in _PACKAGES for file in sorted((site_packages / name).rglob("*.so*"))]
    provided = _provided()
    faults = []
    for library in libraries:
        for name in sorted(_named_in(library)):
            versioned = _CUDA_VERSIONED.fullmatch(name)
            if versioned and versioned[1] != major:
                faults.append(f"{library.relative_to(site_packages)} loads {name}, of another major than {major}")
            elif name not in provided:
                faults.append(f"{library.relative_to(site_packages)} loads {name}, which is not there")
    sys.stdout.write("".join(f"{line}\n" for line in faults))
    sys.stdout.write(f"{len(libraries)} libraries read, {len(faults)} faults\n")
    return 1 if faults or not libraries else 0


def _named_in(library: Path) -> set[str]:
    """Return the CUDA libraries that the file names, be they linked or loaded later, as CTranslate2 does."""
    found: set[bytes] = set()
    tail = b""
    with library.open("rb") as file:
        while piece := file.read(_BLOCK_BYTES):
            found.update(_CUDA_OR_CUDNN.findall(tail + piece))
            tail = piece[-_MAX_NAME_BYTES:]
    return {name.decode() for name in found}


def _provided() -> set[str]:
    return set(_cached(subprocess.run(["ldconfig", "-p"], capture_output=True, text=True, check=True).stdout))


def _cached(listing: str) -> Iterator[str]:
    for line in listing.splitlines()[1:]:
        yield line.split()[0]


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), sys.argv[2]))
