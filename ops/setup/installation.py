"""The installation itself: by uv, in a third of pip's time, or by pip where uv cannot do it."""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions

from ops.project import ROOT
from ops.setup.builds import FAMILY, Builds
from ops.setup.pip_settings import UvSettings
from ops.setup.uv import NEW_PIP, OF_PYTORCH, UV

CONSTRAINTS = ROOT / "constraints.txt"
_PIP = [sys.executable, "-m", "pip"]
# python-jose asks for them and never imports them; both have weaknesses that nobody will repair.
_UNUSED = ("ecdsa", "rsa")
_OF_CUDA = re.compile(r"(nvidia|cuda)-[a-z0-9-]+|triton")


def install(groups: Sequence[str], builds: Builds, settings: UvSettings | None, *, replaces: bool) -> None:
    """Install the groups of pyproject.toml. Raise CalledProcessError if pip cannot either.

    `settings` are pip's as uv takes them; without them, uv does not install. `replaces` says that PyTorch was installed
    in other builds, which would satisfy the same constraints.
    """
    if replaces:
        _uninstall(name for name in FAMILY if _installed(name))
    wanted = [f"--group={ROOT / 'pyproject.toml'}:{group}" for group in groups]
    wanted += [*builds.pins, "--editable", str(ROOT / "01-core" / "contracts")]
    if not _install_by_uv(wanted, builds, settings):
        subprocess.run([*_PIP, "install", "--upgrade", NEW_PIP], check=True)
        # Python compiles modules at first use; compiling all of them here would take a minute more.
        command = [*_PIP, "install", "--no-compile", "--constraint", str(CONSTRAINTS)]
        command += [*builds.source("--extra-index-url"), *wanted]
        subprocess.run(command, check=True)
    _uninstall([*(name for name in _UNUSED if _installed(name)), *_left_over()])


def _install_by_uv(wanted: Sequence[str], builds: Builds, settings: UvSettings | None) -> bool:
    """Return whether uv did it."""
    if settings is None:
        return False
    # uv takes the first index that it is told for the foremost, and would look for a package in one index only.
    index = [*OF_PYTORCH] if builds.from_pytorch else builds.source("--index")
    options = [*index, *settings.options, "--index-strategy", "unsafe-best-match"]
    command = [*UV, "pip", "install", "--python", sys.executable, *options]
    command += ["--constraint", str(CONSTRAINTS), *wanted]
    # pip does not know PyTorch's own index.
    if subprocess.run(command, check=builds.from_pytorch).returncode:
        print("uv could not install that: pip does.", file=sys.stderr)
        return False
    _complete()
    return True


def _complete() -> None:
    """Install soundfile anew, by pip, where it came without its library.

    Of one version uv takes what the first index has; pip takes the best file of all indexes.
    """
    if not _installed("soundfile") or _imports_soundfile():
        return
    command = [*_PIP, "install", "--quiet", "--no-compile", "--no-deps", "--force-reinstall"]
    subprocess.run([*command, "--constraint", str(CONSTRAINTS), "soundfile"], check=False)
    if not _imports_soundfile():
        print("soundfile finds no libsndfile: some tests and test-data compose need it.", file=sys.stderr)


def _imports_soundfile() -> bool:
    return subprocess.run([sys.executable, "-c", "import soundfile"], check=False, capture_output=True).returncode == 0


def _left_over() -> Iterator[str]:
    """Yield the packages of CUDA that are installed, where the installed PyTorch does not ask for them."""
    torch = _installed("torch")
    if torch is None or any(_OF_CUDA.match(requirement) for requirement in torch.requires or ()):
        return
    for found in distributions():
        name = re.sub(r"[-_.]+", "-", found.metadata["Name"] or "").lower()
        if _OF_CUDA.fullmatch(name):
            yield name


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _uninstall(names: Iterator[str] | Sequence[str]) -> None:
    found = list(names)
    if found:
        subprocess.run([*_PIP, "uninstall", "--yes", "--quiet", *found], check=True)
