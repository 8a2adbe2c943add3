"""Fails where libraries of an image need CUDA libraries that are not there, or of another major version.

Run once, while the GPU image is built: `python check_cuda.py SITE_PACKAGES 12`. It reads files only; no card is needed.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

# Of these the number in the name is CUDA's own major version; the others count for themselves.
_OF_CUDA = re.compile(r"lib(?:cudart|cublas|cublasLt|nvrtc|nvJitLink)\.so\.(\d+)")
_CUDA_OR_CUDNN = re.compile(rb"\b(lib(?:cu(?:dart|blas|blasLt|fft|rand|dnn|solver|sparse)|nvrtc|nvJitLink)\.so\.\d+)\b")
_PACKAGES = ("ctranslate2", "ctranslate2.libs", "onnxruntime", "torch", "torchaudio")
_PIECE = 1 << 24
_LONGEST_NAME = 64


def main(site_packages: Path, major: str) -> int:
    libraries = [file for name in _PACKAGES for file in sorted((site_packages / name).rglob("*.so*"))]
    provided = _provided()
    wrong = []
    for library in libraries:
        for name in sorted(_named_in(library)):
            of_cuda = _OF_CUDA.fullmatch(name)
            if of_cuda and of_cuda[1] != major:
                wrong.append(f"{library.relative_to(site_packages)} loads {name}, of another major than {major}")
            elif name not in provided:
                wrong.append(f"{library.relative_to(site_packages)} loads {name}, which is not there")
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    sys.stdout.write(f"{len(libraries)} libraries read, {len(wrong)} faults\n")
    return 1 if wrong or not libraries else 0


def _named_in(library: Path) -> set[str]:
    """Linked or loaded by name later, which is what CTranslate2 does: either way the name stands in the file."""
    found: set[bytes] = set()
    tail = b""
    with library.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(_CUDA_OR_CUDNN.findall(tail + piece))
            tail = piece[-_LONGEST_NAME:]
    return {name.decode() for name in found}


def _provided() -> set[str]:
    return set(_cached(subprocess.run(["ldconfig", "-p"], capture_output=True, text=True, check=True).stdout))


def _cached(listing: str) -> Iterator[str]:
    for line in listing.splitlines()[1:]:
        yield line.split()[0]


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), sys.argv[2]))
