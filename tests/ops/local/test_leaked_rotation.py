"""Secrets of the local product that are replaced because they have leaked."""

from pathlib import Path

import pytest

from ops.local import rotation
from ops.local.stack import Stack
from ops.local.state import StackState
from servers.ports import free_port
from servers.program import Program


def servers_and_gateway(state: StackState, data: Path) -> list[Program]:
    return [*state.servers(data), state.gateway(data)]


def test_what_an_unfinished_rotation_had_chosen_is_replaced_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = StackState(gateway_port=free_port())
    state.choose_ports(standard=False)
    state.save(tmp_path)
    stack = Stack(tmp_path, servers_and_gateway)
    stack.start()
    try:
        with monkeypatch.context() as interrupted:
            interrupted.setattr(rotation._Rotation, "_settle", interrupt)
            with pytest.raises(KeyboardInterrupt):
                rotation.rotate(stack, ["redis"], grace_seconds=0.1)
        begun = stack.state.redis_password
        rotation.rotate(stack, ["redis"], leaked=True, grace_seconds=0.1)
        assert rotation.pending(stack.state) == []
        assert stack.state.redis_password != begun
    finally:
        stack.stop()


def interrupt(_: rotation._Rotation) -> None:
    raise KeyboardInterrupt
