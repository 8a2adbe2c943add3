"""The proxy whose connections can be disturbed."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from ops.chaos.links import Link, Mode, running
from servers.ports import free_port


@pytest.fixture
def link() -> Iterator[Link]:
    """Yield a link to a server that sends back whatever it gets."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_echo, args=[server], daemon=True).start()
        link = Link(free_port(), server.getsockname()[1])
        with running({"echo": link}):
            yield link


def _echo(server: socket.socket) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        threading.Thread(target=_answer, args=[connection], daemon=True).start()


def _answer(connection: socket.socket) -> None:
    with connection:
        while said := connection.recv(1024):
            connection.sendall(said)


def connect(link: Link) -> socket.socket:
    deadline = time.monotonic() + 10
    while True:
        try:
            return socket.create_connection(("127.0.0.1", link.port), timeout=5)
        except ConnectionRefusedError:
            assert time.monotonic() < deadline


def ask(connection: socket.socket) -> bytes:
    connection.sendall(b"hello")
    return connection.recv(1024)


def test_an_open_link_passes_everything_on(link: Link) -> None:
    with connect(link) as connection:
        assert ask(connection) == b"hello"


def test_a_cut_link_ends_its_connections_and_takes_no_others(link: Link) -> None:
    with connect(link) as connection:
        assert ask(connection) == b"hello"
        link.set(Mode.CUT)
        assert _is_cut(connection)
    with connect(link) as another:
        assert _is_cut(another)

    link.set(Mode.OPEN)
    with connect(link) as connection:
        assert ask(connection) == b"hello"


def test_a_slow_link_takes_its_time(link: Link) -> None:
    with connect(link) as connection:
        link.set(Mode.SLOW)
        began = time.monotonic()
        assert ask(connection) == b"hello"
        assert time.monotonic() - began > 0.2


def test_a_silent_link_holds_everything_up_until_it_is_opened(link: Link) -> None:
    with connect(link) as connection:
        link.set(Mode.SILENT)
        connection.settimeout(0.3)
        with pytest.raises(TimeoutError):
            ask(connection)
        link.set(Mode.OPEN)
        connection.settimeout(5)
        assert connection.recv(1024) == b"hello"


def _is_cut(connection: socket.socket) -> bool:
    try:
        return ask(connection) == b""
    except OSError:
        return True
