"""pip's own settings, said again to uv, which does not read them: indexes, folders of wheels, certificates."""

import ast
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_SECTIONS = ("global.", "install.", ":env:.")
"""In the order in which later ones replace earlier ones."""

_WITHOUT_EFFECT = {
    "break-system-packages",
    "cache-dir",
    "compile",
    "config-file",
    "disable-pip-version-check",
    "no-color",
    "no-compile",
    "no-input",
    "no-python-version-warning",
    "no-warn-script-location",
    "prefer-binary",
    "progress-bar",
    "quiet",
    "require-virtualenv",
    "retries",
    "root-user-action",
    "user",
    "verbose",
}
"""Settings that change how pip works or what it prints, and not what it installs from where."""

_AS_OPTIONS = {
    "constraint": "--constraint",
    "extra-index-url": "--index",
    "find-links": "--find-links",
    "index-url": "--default-index",
    "trusted-host": "--allow-insecure-host",
}
_AS_VARIABLES = {
    "cert": ("SSL_CERT_FILE",),
    "default-timeout": ("UV_HTTP_TIMEOUT",),
    "proxy": ("HTTP_PROXY", "HTTPS_PROXY"),
    "timeout": ("UV_HTTP_TIMEOUT",),
}


@dataclass
class UvSettings:
    """The same settings as uv takes them."""

    options: list[str] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)


def for_uv(lines: Iterable[str]) -> UvSettings | None:
    """Return the settings of which `pip config list` prints these lines; None where uv has no word for one."""
    found = UvSettings()
    for name, value in _in_force(lines).items():
        if name in _AS_OPTIONS:
            found.options += [part for word in value.split() for part in (_AS_OPTIONS[name], word)]
        elif name in _AS_VARIABLES:
            found.variables |= dict.fromkeys(_AS_VARIABLES[name], value)
        elif name == "no-index" and value.lower() in {"1", "true", "yes", "on"}:
            found.options.append("--no-index")
        elif name not in _WITHOUT_EFFECT and name != "no-index":
            return None
    return found


def read(python: str) -> UvSettings | None:
    """Return the settings of this interpreter's pip; None where uv cannot follow them."""
    command = [python, "-m", "pip", "config", "list"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False)
    return for_uv(listed.stdout.splitlines()) if listed.returncode == 0 else None


def _in_force(lines: Iterable[str]) -> dict[str, str]:
    by_section = list(_parsed(lines))
    return {
        name: value for section in _SECTIONS for found, name, value in by_section if found == section and value.strip()
    }


def _parsed(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for line in lines:
        key, _, value = line.partition("=")
        for section in _SECTIONS:
            if key.startswith(section):
                yield section, key.removeprefix(section), str(ast.literal_eval(value))
