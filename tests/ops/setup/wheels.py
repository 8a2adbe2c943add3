"""Tiny wheels, and indexes of them, that stand for those of the world."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from importlib.metadata import distribution
from pathlib import Path
from urllib.parse import quote


def write_wheel(
    folder: Path,
    name: str,
    version: str,
    requires: Sequence[str] = (),
    *,
    files: Mapping[str, bytes] | None = None,
    tag: str = "py3-none-any",
) -> Path:
    """Write a wheel into an index's folder of that package."""
    stem = f"{name.replace('-', '_')}-{version}"
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    metadata = "\n".join([*lines, *(f"Requires-Dist: {need}" for need in requires), ""])
    described = f"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: {tag}\n"
    contents = {
        **(files or {f"{name.replace('-', '_')}.py": b""}),
        f"{stem}.dist-info/METADATA": metadata.encode(),
        f"{stem}.dist-info/WHEEL": described.encode(),
    }
    record = io.StringIO()
    csv.writer(record).writerows((path, "", "") for path in [*contents, f"{stem}.dist-info/RECORD"])
    wheel = folder / name / f"{stem}-{tag}.whl"
    wheel.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, content in contents.items():
            entry = zipfile.ZipInfo(path)
            entry.external_attr = (0o100755 if "/scripts/" in path else 0o100644) << 16
            archive.writestr(entry, content)
        archive.writestr(f"{stem}.dist-info/RECORD", record.getvalue())
    links = (f'<a href="{quote(file.name)}">{file.name}</a>\n' for file in sorted(wheel.parent.glob("*.whl")))
    (wheel.parent / "index.html").write_text("".join(links))
    return wheel


def copy_installed(folder: Path, name: str) -> Path:
    """Write the wheel of a package that is installed here, programs included."""
    found = distribution(name)
    files: dict[str, bytes] = {}
    for file in found.files or ():
        path = str(file)
        if path.endswith((".pyc", "/RECORD")) or f"{name}-{found.version}.dist-info" in path:
            continue
        inside = f"{name}-{found.version}.data/scripts/{Path(path).name}" if path.startswith("..") else path
        files[inside] = Path(str(found.locate_file(file))).read_bytes()
    return write_wheel(folder, name, found.version, files=files)
