"""The ports that the whole stack opens on the machine, as somebody without an account finds them."""

import psutil
import pytest
from product import Product
from stranger import ask_everything, listening_addresses, secrets_in_sight, sockets_open_to_others

from ops.local.state import StackState


@pytest.fixture
def state(product: Product) -> StackState:
    return product.stack.state


@pytest.fixture
def processes(product: Product) -> list[psutil.Process]:
    """Return supervisord and all that it started."""
    daemon = product.stack.supervisor.process()
    return [daemon, *daemon.children(recursive=True)]


def test_only_the_gateway_and_the_web_server_answer_a_stranger(
    product: Product, state: StackState, processes: list[psutil.Process]
) -> None:
    public = {state.gateway_port, state.web_port}
    private = {state.postgres_port, state.redis_port, state.s3_port, *state.s3_inner_ports, state.control_port}
    before = product.stored()

    assert listening_addresses(processes) <= {("127.0.0.1", port) for port in public | private}
    answers = ask_everything(public | private)

    assert [answer for answer in answers if answer.port in private] == []
    assert [answer for answer in answers if answer.to_every_page] == []
    assert {answer.port for answer in answers} == public
    assert product.stored() == before


def test_other_users_cannot_connect_to_the_sockets(processes: list[psutil.Process]) -> None:
    assert sockets_open_to_others(processes) == []


def test_no_command_line_shows_a_secret(state: StackState, processes: list[psutil.Process]) -> None:
    secrets = [state.postgres_password, state.redis_password, state.s3_access_key, state.s3_secret_key]
    secrets += [state.control_password, state.jwt_secret]
    assert secrets_in_sight(processes, secrets) == []
