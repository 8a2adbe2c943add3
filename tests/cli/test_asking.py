"""`ask` against a real HTTP server: what is sent and printed."""

from collections.abc import Iterator
from typing import Any

import pytest
from fake_gateway import MEETING_ID, FakeGateway, run_fake_gateway
from typer.testing import CliRunner, Result

from cli.app import app

ACCOUNT = {"SCRIBE_CLI_EMAIL": "someone@example.org", "SCRIBE_CLI_PASSWORD": "right"}
PLACE = {
    "meeting_title": "Planning",
    "segment_ids": [4],
    "start": 3610.0,
    "end": 3612.0,
    "speaker": "Katie",
    "quote": "The budget was cut.",
}
CLAIM = {"event": "claim", "position": 0, "text": "It was cut.", "checked": False, "evidence": [PLACE]}
PASSAGE = {"meeting_title": "Planning", "start": 10.0, "speaker": "Katie", "text": "The budget was cut."}


@pytest.fixture
def gateway() -> Iterator[FakeGateway]:
    with run_fake_gateway() as running:
        yield running


def ask(gateway: FakeGateway, *options: str) -> Result:
    arguments = ["ask", "What about the budget?", "--url", gateway.url, *options]
    return CliRunner().invoke(app, arguments, env=ACCOUNT)


def done(outcome: str) -> dict[str, Any]:
    return {"event": "done", "message": {"outcome": outcome, "claims": []}}


def test_claims_are_printed_with_their_seconds(gateway: FakeGateway) -> None:
    gateway.answer = [{"event": "stage", "stage": "waiting", "waiting_for": "model"}, CLAIM, done("answered")]

    result = ask(gateway, "--meeting", str(MEETING_ID), "--language", "en")

    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "It was cut.  (to check)",
        "    [1:00:10.00] Planning, Katie: The budget was cut.",
    ]
    assert gateway.asked == [
        {"scope": {"meeting_id": str(MEETING_ID)}},
        {"question": "What about the budget?", "language": "en"},
    ]


def test_a_meeting_is_named_by_the_address_of_its_page_too(gateway: FakeGateway) -> None:
    gateway.answer = [done("answered")]

    ask(gateway, "--meeting", f"https://scribe.example/meetings/{MEETING_ID}")

    assert gateway.asked[0] == {"scope": {"meeting_id": str(MEETING_ID)}}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ask", " "], "Write a question."),
        (["ask", "Why?", "--meeting", "nope"], "'nope' is no ID of a meeting"),
        (["minutes", "nope"], "'nope' is no ID of a meeting"),
        (["transcribe", "--speakers", "0", "a.wav"], "'--speakers': Input should be greater than or equal to 1"),
    ],
)
def test_a_wrong_argument_is_told_before_anything_is_started(arguments: list[str], told: str) -> None:
    result = CliRunner().invoke(app, arguments)

    assert result.exit_code == 2
    assert told in result.output


@pytest.mark.parametrize(("outcome", "told"), [("no_model", "No language model"), ("not_said", "not said")])
def test_without_an_answer_the_passages_are_printed(gateway: FakeGateway, outcome: str, told: str) -> None:
    gateway.answer = [{"event": "passages", "items": [PASSAGE]}, done(outcome)]

    result = ask(gateway)

    assert result.stdout.splitlines() == ["[0:00:10.00] Planning, Katie: The budget was cut."]
    assert told in result.stderr


def test_a_part_that_is_away_ends_with_its_reason(gateway: FakeGateway) -> None:
    gateway.answer = [{"event": "error", "code": "meaning_unavailable", "message": "The search has failed."}]

    result = ask(gateway)

    assert (result.exit_code, result.stdout) == (5, "")
    assert "The search has failed." in result.stderr
