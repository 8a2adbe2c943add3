"""The ports that the whole stack opens on the machine, as somebody without an account finds them."""

import os
import subprocess
from secrets import token_hex

import psutil
import pytest
from model_packs import how_to_get
from product import Product
from stranger import ask_everything, listening_addresses, secrets_in_sight, sockets_open_to_others
from waiting import eventually

from ops.local.language import LanguageService, LanguageWeights
from ops.local.settings import LocalSettings
from ops.local.state import StackState
from servers.ports import free_port

MAX_LOAD_SECONDS = 120


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
    private |= {state.vectors_port, state.embeddings_port}
    before = product.stored()

    # The language server of these tests is a stand-in; the real one is asked below.
    known = public | private | {product.language.port}
    assert listening_addresses(processes) <= {("127.0.0.1", port) for port in known}
    answers = ask_everything(public | private)

    heard = [answer for answer in answers if answer.port in private]
    assert [answer for answer in heard if answer.asked != "GET /health"] == []
    assert [answer for answer in answers if answer.to_every_page] == []
    assert {answer.port for answer in answers} - private == public
    assert product.stored() == before


def test_other_users_cannot_connect_to_the_sockets(processes: list[psutil.Process]) -> None:
    assert sockets_open_to_others(processes) == []


def test_no_command_line_shows_a_secret(state: StackState, processes: list[psutil.Process]) -> None:
    secrets = [state.postgres_password, state.redis_password, state.s3_access_key, state.s3_secret_key]
    secrets += [state.control_password, state.jwt_secret, state.vectors_key, state.embeddings_key]
    assert secrets_in_sight(processes, secrets) == []


def test_the_language_model_serves_nobody_without_its_key() -> None:
    weights = LanguageWeights.find(LocalSettings(language_url=None))
    if weights is None:
        # Half a gigabyte, which a run of the tests does not fetch.
        pytest.skip(how_to_get("language-0.5b"))
    service = LanguageService(free_port(), token_hex(), weights)
    command, environment = service.command(), {**os.environ, **service.environment()}
    with subprocess.Popen(command, cwd=service.directory, env=environment) as process:
        try:
            # It reads half a gigabyte, with a low priority.
            assert eventually(service.is_healthy, MAX_LOAD_SECONDS)
            answers = ask_everything([service.port])
            found = secrets_in_sight([psutil.Process(process.pid)], [service.key])
        finally:
            process.terminate()

    # It also tells browsers beforehand that no page may read anything.
    told = ("404", "200, 0 bytes")
    assert [one for one in answers if one.asked != "GET /health" and not one.said.startswith(told)] == []
    assert [answer for answer in answers if answer.to_every_page] == []
    assert found == []
