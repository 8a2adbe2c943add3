"""The log says who asked which scope; no word of a question, a transcript, a title or an answer is in it."""

import json

import pytest
from language_server import LanguageServer, refuse, say
from structlog.testing import capture_logs
from support.asking import Asker, claims
from support.embeddings import Embeddings

from app.resources import Resources

MARK = "zanzibar"
SAID = f"[00:00:10] Katie {MARK}: The budget of {MARK} was cut to 40,000 euros.\n"
QUESTION = f"What was decided about the budget of {MARK}?"


async def ask_in_every_way(ada: Asker, model: LanguageServer, embeddings: Embeddings) -> None:
    """Ask with an answer, with a count, with several scopes, and with a part that fails in each way."""
    await ada.add(SAID, f"Planning of {MARK}")
    good = claims((f"The budget of {MARK} was cut to 40,000 euros.", ["budget of"]))
    model.replies = [good]
    conversation = await ada.begin(q=MARK, speaker=f"Katie {MARK}")
    for question in (QUESTION, f"How often is {MARK} mentioned?", f"And {MARK}?"):
        await ada.ask(question, conversation)
    await ada.send("PATCH", f"conversations/{conversation}", {"title": MARK})
    for reply in (refuse(400, f"no {MARK}"), refuse(401, MARK), say(f"I think that {MARK}"), say("{" + MARK)):
        model.replies = [reply]
        await ada.ask(QUESTION)
    embeddings.is_down = True
    await ada.ask(QUESTION)
    embeddings.is_down = False
    await ada.send("POST", f"conversations/{conversation}/questions", {"question": MARK * 2000}, expect=422)
    await ada.send("POST", "conversations", {"scope": {"q": MARK, "since": MARK}}, expect=422)
    await ada.client.get("/api/v1/search", params={"q": MARK, "since": MARK}, headers=ada.headers)


async def test_the_log_knows_who_asked_which_scope_and_no_text(
    ada: Asker, model: LanguageServer, embeddings: Embeddings, capfd: pytest.CaptureFixture[str]
) -> None:
    with capture_logs() as logged:
        await ask_in_every_way(ada, model, embeddings)

    asked = [entry for entry in logged if entry["event"] == "question_asked"]
    assert {entry["scope"] for entry in asked} >= {"library+speaker+q", "library"}
    assert all(entry["user_id"] and entry["conversation_id"] for entry in asked)
    outcomes = {entry["failure"] or entry["outcome"] for entry in logged if entry["event"] == "question_answered"}
    assert outcomes >= {"answered", "counted", "language_refused", "answer_invalid", "meaning_unavailable"}
    assert MARK not in json.dumps(logged, default=repr)
    printed = capfd.readouterr()
    assert MARK not in printed.out + printed.err


async def test_a_failure_that_nobody_foresaw_is_logged_without_text(
    ada: Asker, model: LanguageServer, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines of code are logged, and not the message of the error, which may quote what it could not handle."""
    await ada.add(SAID, f"Planning of {MARK}")

    def fail(*_: object) -> None:
        raise KeyError(QUESTION)

    monkeypatch.setattr("app.services.answers.answering.turns_of", fail)
    with capture_logs() as logged:
        events = await ada.ask(QUESTION)

    assert events[-1]["code"] == "internal"
    [failed] = [entry for entry in logged if entry["event"] == "answer_failed"]
    assert MARK not in json.dumps(failed, default=repr)
    assert "exc_info" not in failed
    assert failed["error"] == "KeyError"
    assert any(place.startswith("fail ") for place in failed["trace"])
