"""Requests that somebody without any secret can send to a port, over each protocol that the stack speaks."""

import codecs
import http.client
import os
import socket
import ssl
import stat
import struct
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import psutil

NOBODY = 65_534
TIMEOUT_SECONDS = 2
REFUSALS = frozenset({401, 403, 405})
PAGE_ELSEWHERE = "http://elsewhere.example"

# What the parts of SeaweedFS serve, then what other servers like to have open.
REQUESTS = (
    ("GET", "/"),
    ("GET", "/dir/status"),
    ("GET", "/dir/assign"),
    ("GET", "/dir/lookup?volumeId=1"),
    ("GET", "/cluster/status"),
    ("GET", "/vol/status"),
    ("GET", "/status"),
    ("GET", "/stats/disk"),
    ("GET", "/ui/index.html"),
    ("GET", "/1,01637037d6"),
    ("GET", "/buckets/uploads/?pretty=y"),
    ("GET", "/buckets/uploads/kept"),
    ("GET", "/uploads/kept"),
    ("GET", "/uploads?list-type=2"),
    ("POST", "/submit"),
    ("POST", "/buckets/uploads/planted"),
    ("POST", "/?Action=ListUsers&Version=2010-05-08"),
    ("POST", "/RPC2"),
    ("PUT", "/buckets/uploads/planted"),
    ("PUT", "/uploads/planted"),
    ("DELETE", "/buckets/uploads?recursive=true"),
    ("DELETE", "/uploads/kept"),
    ("DELETE", "/col/delete?collection=uploads"),
    ("OPTIONS", "/uploads/kept"),
    ("GET", "/metrics"),
    ("GET", "/debug/pprof/"),
    ("GET", "/api/status"),
    ("GET", "/health"),
    ("GET", "/healthz"),
)
HEALTH = frozenset({"/health", "/healthz", "/status"})

_TLS_ALERT_IN_PLAIN = b"Client sent an HTTP request to an HTTPS server."
_HTTP2_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes([0, 0, 0, 4, 0, 0, 0, 0, 0])
_HTTP2_FRAME_HEADER = 9
_HTTP2_SETTINGS = 4
_POSTGRES_LOGIN = b"\x00\x03\x00\x00user\0scribe\0database\0scribe\0\0"
_POSTGRES_LET_IN = b"R" + struct.pack("!ii", 8, 0)


@dataclass(frozen=True)
class Answer:
    """Something that a port said to a stranger."""

    port: int
    asked: str
    """As `GET /status`, `GET /status over TLS`, `gRPC`, `Redis` or `PostgreSQL`."""
    said: str
    """Status and length of the body, as `200, 17 bytes`; for a protocol other than HTTP its first bytes."""
    to_every_page: bool = False
    """True if web pages of every origin may read it."""


def listening_addresses(processes: Iterable[psutil.Process]) -> set[tuple[str, int]]:
    """Return the IP address and TCP port of everything on which one of `processes` listens."""
    return {
        (connection.laddr.ip, connection.laddr.port)
        for process in processes
        for connection in _connections(process, "tcp")
        if connection.status == psutil.CONN_LISTEN
    }


def sockets_open_to_others(processes: Iterable[psutil.Process]) -> list[Path]:
    """Return the Unix sockets of `processes` that the permissions of the file system let other users connect to."""
    paths = {
        Path(process.cwd()) / connection.laddr
        for process in processes
        for connection in _connections(process, "unix")
        # An accepted connection bears the path of its listener.
        if connection.laddr and not connection.laddr.startswith("@")
    }
    return sorted(path for path in paths if path.is_socket() and _is_open_to_others(path))


def ask_everything(ports: Iterable[int]) -> list[Answer]:
    """Return what `ports` answer to somebody without a secret: refusals left out, health too.

    Where the tests run as root, another user asks.
    """
    with ProcessPoolExecutor(16, mp_context=get_context("fork"), initializer=_become_nobody) as pool:
        return [answer for answers in pool.map(_ask, sorted(ports)) for answer in answers]


def secrets_in_sight(processes: Iterable[psutil.Process], secrets: Iterable[str]) -> list[str]:
    """Return the names of `processes` in whose command lines, which every user sees, one of `secrets` stands."""
    known = list(secrets)
    return [process.name() for process in processes if any(secret in " ".join(process.cmdline()) for secret in known)]


def _connections(process: psutil.Process, kind: str) -> list[Any]:
    try:
        return process.net_connections(kind)
    except psutil.AccessDenied:
        # As root in some containers, the processes of another user: PostgreSQL's.
        return []


def _is_open_to_others(path: Path) -> bool:
    closed = any(not folder.stat().st_mode & stat.S_IXOTH for folder in path.parents)
    return not closed and bool(path.stat().st_mode & (stat.S_IWOTH | stat.S_IWGRP))


def _become_nobody() -> None:
    # Connecting loads it, from a folder that may be closed to others.
    codecs.lookup("idna")
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def _ask(port: int) -> list[Answer]:
    answers = [*_http(port, tls=False), *_http(port, tls=True)]
    asked = [_grpc(port, tls=False), _grpc(port, tls=True), _redis(port), _postgres(port)]
    return answers + [answer for answer in asked if answer is not None]


def _http(port: int, *, tls: bool) -> Iterator[Answer]:
    for method, path in REQUESTS:
        try:
            answer = _request(port, method, path, tls=tls)
        except (ConnectionError, ssl.SSLError):
            continue  # hung up without an answer
        except (TimeoutError, http.client.HTTPException):
            return  # it speaks something else
        if answer is not None:
            yield answer


def _request(port: int, method: str, path: str, *, tls: bool) -> Answer | None:
    """Return None where the answer is a refusal, or only that the server lives."""
    connection = (
        http.client.HTTPSConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS, context=_context())
        if tls
        else http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
    )
    headers = {"Origin": PAGE_ELSEWHERE, "Access-Control-Request-Method": "PUT", "Content-Type": "text/plain"}
    try:
        connection.request(method, path, body=b"planted" if method in {"POST", "PUT"} else None, headers=headers)
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    if response.status in REFUSALS or body.strip() == _TLS_ALERT_IN_PLAIN:
        return None
    if path in HEALTH and not body:
        return None
    to_every_page = response.headers["Access-Control-Allow-Origin"] in {"*", PAGE_ELSEWHERE}
    words = f"{method} {path}{' over TLS' if tls else ''}"
    return Answer(port, words, f"{response.status}, {len(body)} bytes", to_every_page)


def _grpc(port: int, *, tls: bool) -> Answer | None:
    """Return an answer where a server begins to speak HTTP/2, as all gRPC does, before any secret was shown."""
    said = _exchange(port, _HTTP2_PREFACE, tls=tls, length=_HTTP2_FRAME_HEADER)
    if len(said) == _HTTP2_FRAME_HEADER and said[3] == _HTTP2_SETTINGS:
        return Answer(port, "gRPC over TLS" if tls else "gRPC", "SETTINGS")
    return None


def _redis(port: int) -> Answer | None:
    said = _exchange(port, b"PING\r\n", length=5)
    return Answer(port, "Redis", "+PONG") if said == b"+PONG" else None


def _postgres(port: int) -> Answer | None:
    length = len(_POSTGRES_LOGIN) + 4
    said = _exchange(port, struct.pack("!i", length) + _POSTGRES_LOGIN, length=len(_POSTGRES_LET_IN))
    return Answer(port, "PostgreSQL", "let in") if said == _POSTGRES_LET_IN else None


def _exchange(port: int, words: bytes, *, length: int, tls: bool = False) -> bytes:
    """Return the first `length` bytes that are answered to `words`, fewer where no more come."""
    try:
        with socket.create_connection(("127.0.0.1", port), TIMEOUT_SECONDS) as plain:
            stream = _context(["h2"]).wrap_socket(plain) if tls else plain
            stream.sendall(words)
            return b"".join(_received(stream, length))
    except OSError:
        return b""


def _received(stream: socket.socket, length: int) -> Iterator[bytes]:
    while length > 0 and (piece := stream.recv(length)):
        yield piece
        length -= len(piece)


def _context(protocols: list[str] | None = None) -> ssl.SSLContext:
    """Return a client that trusts every server and has no certificate of its own."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    if protocols:
        context.set_alpn_protocols(protocols)
    return context
