"""Builds of PyTorch that suit a machine: those for CPU, a tenth of the size, or those with CUDA."""

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlsplit, urlunsplit

from ops.project import ROOT
from ops.setup.package_index import address_of, listed_files, wheels_in

CPU, STANDARD = "cpu", "standard"
FAMILY = ("torch", "torchaudio", "torchcodec")
"""Packages that belong together: torchaudio and torchcodec load torch's libraries."""

OF_BOTH = ("torch", "torchaudio")
"""Packages that an index of CPU builds must have: the standard torchaudio does not load beside a CPU build of torch."""

_TO_FETCH = {CPU: "0.7 GB", STANDARD: "3.4 GB"}


@dataclass(frozen=True)
class Builds:
    """A choice of builds, and what to tell about it."""

    name: str
    """CPU, STANDARD, or the index that the user named; what is recorded of an installation."""

    reason: str
    index: str | None = None
    pins: tuple[str, ...] = ()
    from_pytorch: bool = False
    """They come from PyTorch's own index, whose address uv knows."""

    def source(self, option: str) -> list[str]:
        """Return the arguments that name the index to an installer, whose option for indexes is given."""
        if not self.index:
            return []
        return ["--find-links" if wheels_in(self.index) else option, self.index]

    @property
    def announcement(self) -> str:
        """Return what is installed, how much of it is fetched, and why."""
        size = f"about {_TO_FETCH[self.name]} to fetch" if self.name in _TO_FETCH else "as large as they are there"
        return f"{self.reason} ({size} in all, less what earlier installations have left)"


def choose(
    environment: Mapping[str, str],
    *,
    recorded: str | None,
    card: Callable[[], bool],
    pytorch_has: Callable[[Sequence[str]], bool],
) -> Builds:
    """Return the builds to install.

    `recorded` is the name of those that are installed, if any; `pytorch_has` tells whether PyTorch's own index answers
    and has such packages.
    """
    named = environment.get("TORCH_INDEX_URL")
    if named:
        named = address_of(named)
        shown = _without_password(named)
        return Builds(shown, f"PyTorch comes from {shown}, as TORCH_INDEX_URL says", named)
    if named is not None:
        return Builds(STANDARD, "PyTorch comes with CUDA, as TORCH_INDEX_URL is empty")
    if card():
        return Builds(STANDARD, "This machine has an NVIDIA card: PyTorch comes with CUDA")
    pins = tuple(f"{name}=={pinned(name)}+cpu" for name in OF_BOTH)
    if recorded == CPU and all(_is_installed(pin) for pin in pins):
        return Builds(CPU, "No NVIDIA card was found: PyTorch stays its CPU build", pins=pins)
    return _cpu_builds(environment.get("TORCH_CPU_INDEX_URL"), pins, pytorch_has)


def _cpu_builds(index: str | None, pins: tuple[str, ...], pytorch_has: Callable[[Sequence[str]], bool]) -> Builds:
    """Return those for CPU if the named index, or PyTorch's own where none is named, has them."""
    if not index:
        if pytorch_has(pins):
            reason = "No NVIDIA card was found: PyTorch is its CPU build, from its own index"
            return Builds(CPU, reason, pins=pins, from_pytorch=True)
        return _without_cpu_builds("PyTorch's own index does not answer")
    index = address_of(index)
    shown = _without_password(index)
    for pin in pins:
        missing = _missing(index, pin)
        if missing is not None:
            return _without_cpu_builds(f"{shown} {missing}")
    return Builds(CPU, f"No NVIDIA card was found: PyTorch is its CPU build, from {shown}", index, pins)


def _without_cpu_builds(problem: str) -> Builds:
    return Builds(
        STANDARD,
        f"No NVIDIA card was found, but {problem}: PyTorch comes with CUDA. "
        f"With another index of CPU builds, named by TORCH_CPU_INDEX_URL, {_TO_FETCH[CPU]} would do",
    )


def installed_builds() -> str | None:
    """Return the name of the installed builds, where nothing was recorded of them; None where there are none."""
    try:
        local = version("torch").partition("+")[2]
    except PackageNotFoundError:
        return None
    return local or STANDARD


def pinned(name: str) -> str:
    """Return the version of a package in constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return next(line.partition("==")[2] for line in lines if line.startswith(f"{name}=="))


def _without_password(address: str) -> str:
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _is_installed(pin: str) -> bool:
    name, _, wanted = pin.partition("==")
    try:
        return version(name) == wanted
    except PackageNotFoundError:
        return False


def _missing(index: str, pin: str) -> str | None:
    """Return what is wrong with the index; None where it has the pinned package for this Python."""
    name, _, wanted = pin.partition("==")
    files = listed_files(index, name)
    if files is None:
        return "does not answer"
    python = f"cp{sys.version_info.major}{sys.version_info.minor}"
    fitting = re.compile(rf"{name}-{re.escape(wanted)}-({python}-.*x86_64|cp3\d+-abi3-.*x86_64|py3-none-any)\.whl")
    return None if any(fitting.fullmatch(file) for file in files) else f"has no {pin}"
