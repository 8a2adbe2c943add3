"""A host with a fake Docker, which records its calls."""

import re
import shutil
import subprocess
from pathlib import Path

from bare_host import make_bare_host
from compose import dockerfiles

from ops.project import ROOT

# Answers as a healthy engine; tests change it through the environment.
FAKE_DOCKER = """\
#!/bin/bash
echo "$*" >>"$CALLS"
# As the real one does, it reads what it could pass on to a container.
case "$*" in *" exec "* | *" run "*) cat >"${STDIN_OF_BACKUP:-/dev/null}" ;; esac
if [[ -n ${NEW_KEY:-} && "$*" =~ --volume\\ ([^ ]*):/scratch\\  ]]; then
    echo -n "$NEW_KEY" >"${BASH_REMATCH[1]}/key"
fi
case "$*" in
    "version "*) [[ -z ${ENGINE_DOWN:-} ]] && echo 27.0.1 || { echo "Cannot connect to the Docker daemon"; exit 1; } ;;
    "compose version --short") echo "${COMPOSE_VERSION:-2.27.0}" ;;
    "ps --quiet --filter "*" --all") echo "${RUNNING:-}" ;;
    "ps --quiet --filter "*-core) echo "${RUNNING:-${UP:-}}" ;;
    "ps --quiet --filter "*) echo "${UP:-}" ;;
    *"app.rotate ${FAILING:-nothing}"*) exit 1 ;;
    "network inspect --format "*) echo "$INTERNAL" ;;
    "network inspect "*) [[ -n ${INTERNAL:-} ]] ;;
    "ps --all "*working_dir*) echo "${OTHER_CLONE:-}" ;;
    "image ls "*) echo "${BUILT:-}" ;;
    *"config --images "*) echo "${*: -1}" ;;
    *built-from*) cat "$IMAGES/${*: -1}" 2>/dev/null ;;
    *" build "*--pull*) [[ -z ${OFFLINE:-} ]] && echo "$BUILT_FROM" >"$IMAGES/${*: -1}" ;;
    *" build "*) echo "$BUILT_FROM" >"$IMAGES/${*: -1}" ;;
    *" exec -T s3 sh"*) [[ -z ${NO_MC:-} ]] ;;
    *app.object_copy*) [[ -z ${COPY_FAILS:-} ]] ;;
    *" backup check "*) [[ -z ${DAMAGED:-} ]] || { echo "The backup is damaged." >&2; exit 1; } ;;
    *"app.manage setup-code") echo "${SETUP_CODE:-}" ;;
    *" backup tables") [[ -z ${NO_DATABASE:-} ]] && echo "${TABLES:-0}" || exit 1 ;;
    *"up --detach"*) [[ "$*" != *"${UNHEALTHY:-nothing}"* ]] ;;
esac
"""


class Host:
    """A host with a copy of manage.sh and a fake Docker."""

    def __init__(self, folder: Path) -> None:
        self.clone = folder / "clone"
        built = [str(path.relative_to(ROOT)) for path in dockerfiles()]
        for name in ("manage.sh", ".env.example", ".dockerignore", *built):
            self._copy(ROOT / name, self.clone / name)
        for line in (ROOT / ".dockerignore").read_text().splitlines():
            if line.startswith("!"):
                (self.clone / line[1:]).mkdir(parents=True)
        for file in [*ROOT.glob("ops/docker/*.sh"), *ROOT.glob("0*/docker-compose*.yml")]:
            self._copy(file, self.clone / file.relative_to(ROOT))
        self.calls_file = folder / "calls"
        self.images = folder / "images"
        self.images.mkdir()
        # What is written here must not be written through a link to a command of this machine.
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.path = f"{self.bin}:{make_bare_host(folder / 'commands')}"
        fake = self.bin / "docker"
        fake.write_text(FAKE_DOCKER)
        fake.chmod(0o755)

    @staticmethod
    def _copy(source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)

    def manage(self, *arguments: str, answer: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        self.calls_file.write_text("")
        given = {
            "PATH": self.path,
            "CALLS": str(self.calls_file),
            "IMAGES": str(self.images),
            "BUILT": "1",
        }
        given |= {"API_PORT": "0", "WEB_PORT": "0", "MINIO_CONSOLE_PORT": "0", **environment}
        command = [str(self.clone / "manage.sh"), *arguments]
        return subprocess.run(command, env=given, input=answer, capture_output=True, text=True, check=False)

    @property
    def calls(self) -> list[str]:
        return self.calls_file.read_text().splitlines()

    @property
    def started(self) -> list[str]:
        """Return the stacks that were started, in order."""
        ups = [call for call in self.calls if " up --detach " in call]
        return [found[1] for call in ups if (found := re.search(r"--project-directory \S*/0\d-(\w+)", call))]

    @property
    def settings(self) -> dict[str, str]:
        lines = (self.clone / ".env").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
