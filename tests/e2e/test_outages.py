"""Minutes and answers while what they need is killed or stands still, in the middle of them."""

import json
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import httpx
import pytest
from product import Product
from user import User
from waiting import eventually

BUDGET = """[00:00:10] Katie: The budget was cut to 40,000 euros.
[00:00:20] Steve: Then we keep project Delta until the end of March.
[00:00:30] Katie: I will send the new plan on Friday.
"""
QUESTION = "What was decided about the budget?"
MAX_SECONDS = 60


class Question:
    """A question that is answered in the background."""

    def __init__(self, user: User, conversation: str) -> None:
        self.events: list[dict[str, Any]] = []
        self._user, self._conversation = user, conversation
        self._thread = threading.Thread(target=self._follow)
        self._thread.start()

    def wait(self) -> list[dict[str, Any]]:
        """Return all events, once the answer has ended in some way."""
        self._thread.join(MAX_SECONDS)
        assert not self._thread.is_alive()
        return self.events

    def _follow(self) -> None:
        path = f"conversations/{self._conversation}/questions"
        # A gateway that is killed breaks the stream.
        with (
            suppress(httpx.HTTPError),
            self._user.http.stream("POST", path, json={"question": QUESTION}, timeout=MAX_SECONDS) as answer,
        ):
            for line in answer.iter_lines():
                if line.startswith("data: "):
                    self.events.append(json.loads(line.removeprefix("data: ")))


@pytest.fixture
def meeting(user: User) -> str:
    """Return a meeting that is found by meaning."""
    meeting_id = add(user, "Planning")
    assert eventually(lambda: titles(user) == ["Planning"], MAX_SECONDS)
    return meeting_id


@pytest.fixture
def held(product: Product) -> Iterator[None]:
    """Let the language server stop in the middle of its answers."""
    product.language.hold_answers()
    yield
    product.language.let_go()


def add(user: User, title: str) -> str:
    files = {"transcript": ("t.txt", BUDGET)}
    made = user.http.post("imports", files=files, data={"title": title, "language": "en"})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


def titles(user: User) -> list[str]:
    found = user.http.get("search", params={"q": "budget"})
    return sorted({item["title"] for item in found.json()["items"]}) if found.status_code == 200 else []


def begin(user: User) -> str:
    return str(user.http.post("conversations", json={"scope": {}}).json()["id"])


def messages(user: User, conversation: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = user.read(f"conversations/{conversation}")["messages"]
    return found


def answered(user: User, conversation: str) -> bool:
    last = Question(user, conversation).wait()[-1]
    return last["event"] == "done" and last["message"]["outcome"] == "answered"


def ask_for_minutes(product: Product, user: User, meeting_id: str) -> str:
    """Ask for minutes, and return their id when the model is in the middle of writing them."""
    made = user.http.post(f"meetings/{meeting_id}/minutes", json={})
    assert made.status_code == 202, made.text
    assert eventually(lambda: product.language.is_held, MAX_SECONDS)
    return str(made.json()["id"])


def expect_minutes(user: User, meeting_id: str, minutes_id: str) -> None:
    """Wait for the minutes; they are there once, and so is each of their lines."""

    def has_ended() -> bool:
        return user.read(f"meetings/{meeting_id}/minutes/{minutes_id}")["status"] in {"completed", "failed"}

    assert eventually(has_ended, MAX_SECONDS)
    minutes = user.read(f"meetings/{meeting_id}/minutes/{minutes_id}")
    assert (minutes["status"], minutes["attempt"]) == ("completed", 1), minutes
    lines = [(item["section"], item["text"]) for item in minutes["items"]]
    assert len(lines) == len(set(lines)) > 0
    listed: Any = user.read(f"meetings/{meeting_id}/minutes")
    assert [each["id"] for each in listed] == [minutes_id]


def test_minutes_wait_for_a_language_server_that_was_killed(
    product: Product, user: User, meeting: str, held: None
) -> None:
    minutes = ask_for_minutes(product, user, meeting)

    with product.without("language"):
        path = f"meetings/{meeting}/minutes/{minutes}"
        assert eventually(lambda: user.read(path)["stage"] == "wait", MAX_SECONDS)
        product.language.let_go()

    expect_minutes(user, meeting, minutes)


def test_an_answer_says_that_the_language_server_was_killed_and_the_next_one_is_given(
    product: Product, user: User, meeting: str, held: None
) -> None:
    conversation = begin(user)
    question = Question(user, conversation)
    assert eventually(lambda: product.language.is_held, MAX_SECONDS)

    with product.without("language"):
        events = question.wait()
        product.language.let_go()

    assert (events[-1]["event"], events[-1]["code"]) == ("error", "language_unavailable")
    assert any(event["event"] == "passages" and event["items"] for event in events)
    assert messages(user, conversation)[0]["failure"] == "language_unavailable"
    assert answered(user, conversation)


def test_a_language_server_that_stands_still_delays_and_loses_nothing(
    product: Product, user: User, meeting: str, held: None
) -> None:
    minutes, question = ask_for_minutes(product, user, meeting), Question(user, begin(user))

    with product.frozen("language"):
        product.language.let_go()
        assert user.read(f"meetings/{meeting}/minutes/{minutes}")["status"] == "processing"
        assert user.read("meetings")["total"] == 1

    assert question.wait()[-1]["message"]["outcome"] == "answered"
    expect_minutes(user, meeting, minutes)


@pytest.mark.parametrize("service", ["vectors", "embeddings"])
def test_a_part_of_the_search_that_was_killed_is_named_and_missed_by_nothing_else(
    product: Product, user: User, meeting: str, service: str
) -> None:
    conversation = begin(user)
    with product.without(service):
        failed = Question(user, conversation).wait()[-1]
        other = add(user, "While it was away")
        by_words = eventually(lambda: user.read("meetings?q=budget")["total"] == 2)
        refused = user.http.get("search", params={"q": "budget"})

    assert (failed["event"], failed["code"]) == ("error", "meaning_unavailable")
    assert by_words
    assert (refused.status_code, refused.json()["code"]) == (503, "meaning_unavailable")
    assert answered(user, conversation)
    # What was there is there once, and what came meanwhile is found by the words of the one box at least.
    found = user.read("search?q=budget&size=50")["items"]
    places = [(item["meeting_id"], item["best"]["start"]) for item in found]
    assert len(places) == len(set(places)) > 0
    assert user.http.delete(f"meetings/{other}").status_code == 204


def test_a_store_of_vectors_that_stands_still_delays_an_answer(product: Product, user: User, meeting: str) -> None:
    conversation = begin(user)
    with product.frozen("vectors"):
        question = Question(user, conversation)
        assert eventually(lambda: [event.get("stage") for event in question.events] == ["searching"])

    assert question.wait()[-1]["message"]["outcome"] == "answered"


def test_a_store_of_vectors_that_is_killed_while_it_is_asked_leaves_an_answer_that_says_so(
    product: Product, user: User, meeting: str
) -> None:
    conversation = begin(user)
    with product.frozen("vectors"):
        question = Question(user, conversation)
        assert eventually(lambda: [event.get("stage") for event in question.events] == ["searching"])
        with product.without("vectors"):
            failed = question.wait()[-1]

    assert (failed["event"], failed["code"]) == ("error", "meaning_unavailable")
    assert answered(user, conversation)
    kept = [(each["outcome"], each["failure"]) for each in messages(user, conversation)]
    assert kept == [("failed", "meaning_unavailable"), ("answered", None)]


def test_what_is_being_written_goes_on_without_the_store_of_vectors(
    product: Product, user: User, meeting: str, held: None
) -> None:
    minutes, question = ask_for_minutes(product, user, meeting), Question(user, begin(user))
    assert eventually(lambda: any(event.get("stage") == "writing" for event in question.events), MAX_SECONDS)

    with product.without("vectors"):
        product.language.let_go()
        assert question.wait()[-1]["message"]["outcome"] == "answered"
        expect_minutes(user, meeting, minutes)

    assert eventually(lambda: titles(user) == ["Planning"], MAX_SECONDS)


def test_a_killed_gateway_leaves_an_answer_that_says_so_and_can_be_asked_again(
    product: Product, user: User, meeting: str, held: None
) -> None:
    conversation = begin(user)
    question = Question(user, conversation)
    assert eventually(lambda: product.language.is_held, MAX_SECONDS)

    product.kill("gateway")
    question.wait()
    product.language.let_go()
    assert eventually(product.program("gateway").is_healthy)

    def is_interrupted() -> bool:
        return [each["failure"] for each in messages(user, conversation)] == ["interrupted"]

    assert eventually(is_interrupted, MAX_SECONDS)
    assert answered(user, conversation)
    assert [each["outcome"] for each in messages(user, conversation)] == ["failed", "answered"]


@pytest.mark.parametrize("service", ["gateway", "writer"])
def test_minutes_go_on_after_the_death_of_what_makes_them(
    product: Product, user: User, meeting: str, held: None, service: str
) -> None:
    minutes = ask_for_minutes(product, user, meeting)

    product.kill(service)
    product.language.let_go()
    assert eventually(product.program("gateway").is_healthy)

    expect_minutes(user, meeting, minutes)
