"""Messages of the channel between the gateway's two processes."""

import resource
import socket

import pytest

from app.receiver.channel import MAX_BEGUN_BYTES, Channel, ChannelClosedError


def test_a_connection_passes_with_what_was_read_from_it_and_lives_on() -> None:
    front, receiver = Channel.pair()
    client, served = socket.socketpair()

    assert front.hand_over(served.fileno(), b"PUT /x")
    served.close()
    taken = receiver.take()

    assert taken is not None
    assert taken.begun == b"PUT /x"
    client.sendall(b"more")
    assert taken.socket.recv(10) == b"more"


def test_what_does_not_fit_into_a_message_is_not_handed_over() -> None:
    front, receiver = Channel.pair()
    _, served = socket.socketpair()

    assert front.hand_over(served.fileno(), bytes(MAX_BEGUN_BYTES))
    assert not front.hand_over(served.fileno(), bytes(MAX_BEGUN_BYTES + 1))
    taken = receiver.take()

    assert taken is not None
    assert len(taken.begun) == MAX_BEGUN_BYTES
    assert receiver.take() is None


def test_a_full_channel_keeps_nobody_waiting() -> None:
    front, receiver = Channel.pair()
    _, served = socket.socketpair()

    handed = [front.hand_over(served.fileno(), bytes(MAX_BEGUN_BYTES)) for _ in range(50)]

    assert handed[0]
    assert not handed[-1]
    assert receiver.take() is not None


def test_a_connection_that_finds_no_room_among_open_files_is_not_the_end() -> None:
    front, receiver = Channel.pair()
    _, served = socket.socketpair()
    front.hand_over(served.fileno(), b"PUT /x")
    front.hand_over(served.fileno(), b"PUT /y")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    try:
        assert receiver.take() is None
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

    taken = receiver.take()
    assert taken is not None
    assert taken.begun == b"PUT /y"


def test_news_go_the_other_way_and_the_end_is_seen_on_both_sides() -> None:
    front, receiver = Channel.pair()
    receiver.tell({"work": "send_job"})
    assert front.hear() == {"work": "send_job"}
    assert front.hear() is None

    front.end()
    with pytest.raises(ChannelClosedError):
        receiver.take()
    # Who has been told the end still reports what it has finished.
    receiver.tell({"uploaded": 7})
    assert front.hear() == {"uploaded": 7}
    receiver.close()
    with pytest.raises(ChannelClosedError):
        front.hear()
