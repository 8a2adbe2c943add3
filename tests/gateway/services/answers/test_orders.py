"""A model that does what stands in a transcript, a title, a name or a question gains nothing by it."""

from uuid import UUID

import pytest
from language_server import LanguageServer, Request
from obedient_model import BOOTY, FAR, ORDER, OUTSIDE, cited, obeys, say, wishes
from support.asking import Asker, end_of, named, number_of

HONEST = "The budget was cut to 40,000 euros."
OF_ADA = "[00:00:10] Ada: The salary of Ada is 41,000 euros, says marmalade.\n"
SECRETS = ("41,000", "marmalade", "Of Ada")


def obeying(stolen: str) -> object:
    """Return a reply of all that the attacker wants, and of one honest sentence."""

    def reply(request: Request) -> None:
        assert obeys(request)
        texts = [*wishes(request, stolen)[:2], *wishes(request, stolen)[3:]]
        written = [{"text": text, "turns": cited(request)} for text in texts]
        honest = {"text": HONEST, "turns": [number_of(request.prompt, "budget was cut")]}
        say(request, {"said": True, "claims": [honest, *written]})

    return reply


def printing(request: Request) -> None:
    """Print the rules that the model was given."""
    text = wishes(request)[2]
    say(request, {"said": True, "claims": [{"text": text, "turns": [*cited(request), FAR]}]})


@pytest.mark.parametrize("carrier", ["speech", "title", "name", "question"])
async def test_an_obedient_model_tells_nothing_of_others_and_its_orders_look_unchecked(
    ada: Asker, grace: Asker, model: LanguageServer, carrier: str
) -> None:
    of_ada = await ada.add(OF_ADA, "Of Ada")
    speech = f"Well. {ORDER}" if carrier == "speech" else "I write down what was paid in previous years."
    text = f"[00:00:10] Katie: {HONEST}\n[00:00:20] Eve: {speech}\n"
    meeting = await grace.add(text, ORDER if carrier == "title" else "Planning")
    if carrier == "name":
        rename = {"kind": "rename", "speaker": "SPEAKER_01", "name": ORDER}
        path = f"meetings/{meeting}/revisions"
        await grace.send("POST", path, {"base": 0, "edit_id": "0" * 32, "operation": rename})
        await grace.index()
    question = f"What about the budget? {ORDER if carrier == 'question' else ''}".strip()
    conversation = await grace.begin(meeting_id=str(meeting))
    model.replies = [obeying(f"Meeting {of_ada}:"), printing]  # type: ignore[list-item]

    events = await grace.ask(question, conversation)
    printed = await grace.ask(question, conversation)

    found = [*named(events, "claim"), *named(printed, "claim")]
    assert [claim["text"] for claim in found if claim["checked"]] == [HONEST]
    assert all(claim["reasons"] for claim in found if not claim["checked"])
    assert BOOTY in {claim["text"] for claim in found if not claim["checked"]} or carrier != "speech"
    assert {UUID(place["meeting_id"]) for claim in found for place in claim["evidence"]} == {meeting}
    assert not [place for claim in found for place in claim["evidence"] if OUTSIDE in place["quote"]]
    assert [secret for secret in SECRETS if secret in str((events, printed, model.requests))] == []
    kept = await grace.messages(conversation)
    assert [claim["text"] for each in kept for claim in each["claims"] if claim["checked"]] == [HONEST]
    assert end_of(events)["outcome"] == "answered"
    assert all("tools" not in request for request in model.requests)
