"""Answers: claims with evidence that was checked, and what is said where there is none."""

import json
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI
from language_server import LanguageServer, Request, refuse, say
from support.asking import Asker, claims, end_of, named, number_of
from support.embeddings import Embeddings

from app.core.config import Settings
from app.main import create_app
from app.models import User

BUDGET = """[00:00:10] Katie: The budget was cut to 40,000 euros.
[00:00:20] Steve: Then we keep project Delta until the end of March.
[00:01:10] Speaker: I will send the new plan on Friday.
"""
HOLIDAYS = "[00:00:05] Ana: Everybody is away in August.\n[00:00:20] Bo: Then we meet in September.\n"
FRENCH = """[00:00:05] Marie: Nous gardons le projet Delta jusqu’à fin mars.
[00:00:15] Luc: D’accord, et le budget reste à 40 000 euros.
"""


async def test_claims_are_streamed_with_their_evidence_and_kept(ada: Asker, model: LanguageServer) -> None:
    meeting = await ada.add(BUDGET, "Planning")
    model.replies = [
        claims(("The budget was cut to 40,000 euros.", ["budget was cut"]), ("Delta goes on until March.", ["Delta"]))
    ]
    conversation = await ada.begin(meeting_id=str(meeting))

    events = await ada.ask("What was decided about the budget?", conversation)

    assert [event.get("stage", event["event"]) for event in events] == [
        "searching", "passages", "waiting", "writing", "claim", "claim", "done",
    ]  # fmt: skip
    assert events[2]["waiting_for"] == "model"
    first, second = named(events, "claim")
    assert (first["text"], first["checked"], first["reasons"]) == ("The budget was cut to 40,000 euros.", True, [])
    assert first["evidence"] == [
        {
            "meeting_id": str(meeting),
            "meeting_title": "Planning",
            "segment_ids": [0],
            "start": 10.0,
            "end": first["evidence"][0]["end"],
            "speaker": "Katie",
            "quote": "The budget was cut to 40,000 euros.",
        }
    ]
    assert second["position"] == 1
    message = end_of(events)
    assert (message["outcome"], message["language"], message["model"]) == ("answered", "en", "stub")
    assert message["claims"] == [{k: v for k, v in each.items() if k != "event"} for each in (first, second)]
    assert await ada.messages(conversation) == [message]
    kept = await ada.send("GET", f"conversations/{conversation}")
    assert kept["title"] == "What was decided about the budget?"
    sent = model.requests[0]
    assert (sent["temperature"], sent["stream"]) == (0, True)
    schema = sent["response_format"]["json_schema"]["schema"]
    assert schema["properties"]["claims"]["items"]["properties"]["turns"]["items"]["enum"] == [1, 2, 3]


async def test_what_the_evidence_does_not_hold_is_marked(ada: Asker, model: LanguageServer) -> None:
    await ada.add(BUDGET, "Planning")
    model.replies = [
        claims(
            ("The budget was cut to 50,000 euros.", ["budget was cut"]),
            ("Steve and Ludmilla keep project Delta.", ["Delta"]),
            ("A budget of bananas grows well somewhere warm.", ["budget was cut"]),
        )
    ]

    events = await ada.ask("What about the budget?")

    assert [(each["checked"], each["reasons"]) for each in named(events, "claim")] == [
        (False, ["number_not_said"]),
        (False, ["name_not_said"]),
        (False, ["little_shared"]),
    ]


async def test_a_right_sentence_beside_a_wrong_number_gets_the_right_turn(ada: Asker, model: LanguageServer) -> None:
    await ada.add(BUDGET, "Planning")
    model.replies = [claims(("Project Delta is kept until the end of March.", ["Friday"]))]

    (claim,) = named(await ada.ask("Until when do we keep Delta?"), "claim")

    assert (claim["checked"], claim["evidence"][0]["start"]) == (True, 20.0)


async def test_numbers_that_were_not_given_cite_nothing(ada: Asker, model: LanguageServer) -> None:
    await ada.add(BUDGET, "Planning")
    model.replies = [claims(("The budget was cut to 40,000 euros.", [99]), ("Zebras whistle.", [77]))]

    found = named(await ada.ask("What about the budget?"), "claim")

    assert [(each["text"], each["evidence"][0]["start"]) for each in found] == [
        ("The budget was cut to 40,000 euros.", 10.0)
    ]


async def test_what_was_not_said_and_what_was_not_found_differ(ada: Asker, model: LanguageServer) -> None:
    model.replies = [claims(("Nobody says so.", [1]), said=False)]
    assert end_of(await ada.ask("What colour is the roof?"))["outcome"] == "nothing_found"
    assert model.requests == []

    await ada.add(BUDGET, "Planning")
    message = end_of(await ada.ask("What colour is the roof?"))
    assert (message["outcome"], message["claims"], message["failure"]) == ("not_said", [], None)

    model.replies = [claims()]
    assert end_of(await ada.ask("What colour is the roof?"))["outcome"] == "not_said"


async def test_what_nobody_spoke_of_is_not_said_without_the_model(ada: Asker, model: LanguageServer) -> None:
    meeting = await ada.add(BUDGET, "Planning")
    model.replies = [claims(("The budget was cut to 40,000 euros.", ["budget was cut"]))]

    events = await ada.ask("What does a flight ticket to Tokyo cost?", await ada.begin(meeting_id=str(meeting)))

    assert (end_of(events)["outcome"], end_of(events)["claims"]) == ("not_said", [])
    assert named(events, "passages")[0]["items"]
    assert model.requests == []


async def test_a_follow_up_with_words_of_its_own_is_not_answered_with_those_before(
    ada: Asker, model: LanguageServer
) -> None:
    meeting = await ada.add(BUDGET, "Planning")
    conversation = await ada.begin(meeting_id=str(meeting))
    model.replies = [claims(("The budget was cut to 40,000 euros.", ["budget was cut"]))]
    assert end_of(await ada.ask("What about the budget?", conversation))["outcome"] == "answered"

    asked = await ada.ask("And who rents the bicycle shed?", conversation)

    assert (end_of(asked)["outcome"], named(asked, "claim")) == ("not_said", [])


async def test_turns_that_add_nothing_are_no_evidence(ada: Asker, model: LanguageServer) -> None:
    await ada.add(BUDGET, "Planning")
    model.replies = [claims(("The budget was cut to 40,000 euros.", ["Friday", "Delta", "budget was cut"]))]

    (claim,) = named(await ada.ask("What about the budget?"), "claim")

    assert [each["start"] for each in claim["evidence"]] == [10.0]


async def test_the_answer_is_in_the_language_of_the_question(ada: Asker, model: LanguageServer) -> None:
    await ada.add(FRENCH, "Point projet", "fr")
    model.replies = [
        claims(
            ("Le projet Delta est gardé jusqu’à fin mars.", ["Delta"]), ("The budget is kept at 40 000.", ["budget"])
        )
    ]

    message = end_of(await ada.ask("Que devient Delta ?"))

    assert message["language"] == "fr"
    assert model.requests[0]["messages"][-1]["content"].endswith("Write every claim in French.")
    assert message["claims"][0]["checked"]
    assert "other_language" in message["claims"][1]["reasons"]
    english = end_of(await ada.ask("What becomes of Delta?"))
    assert english["language"] == "en"
    assert model.requests[1]["messages"][-1]["content"].endswith("Write every claim in English.")


async def test_a_follow_up_is_searched_and_read_with_the_question_before(
    ada: Asker, model: LanguageServer, embeddings: Embeddings
) -> None:
    await ada.add(BUDGET, "Planning")
    conversation = await ada.begin()
    model.replies = [claims(("The budget was cut to 40,000 euros.", ["budget was cut"]))]
    await ada.ask("What was decided about the budget?", conversation)

    await ada.ask("And why?", conversation)

    assert "query: What was decided about the budget? And why?" in embeddings.texts
    prompt = model.requests[1]["messages"][-1]["content"]
    assert "Question: What was decided about the budget?" in prompt
    assert "Answer: The budget was cut to 40,000 euros." in prompt
    assert [message["question"] for message in await ada.messages(conversation)] == [
        "What was decided about the budget?",
        "And why?",
    ]


async def test_people_without_a_name_are_shown_by_a_number(ada: Asker, model: LanguageServer) -> None:
    """A name of the kind SPEAKER_02 is the machine's and no one's."""
    await ada.add("1\n00:00:01,000 --> 00:00:05,000\nWe paint the roof green in spring.\n", "Roof")
    model.replies = [claims(("The roof is painted green in spring.", ["roof"]))]

    (claim,) = named(await ada.ask("What happens to the roof?"), "claim")

    assert claim["evidence"][0]["speaker"] == "Speaker 1"
    assert "SPEAKER_" not in model.requests[0]["messages"][-1]["content"]


async def test_without_a_model_the_passages_are_the_answer(ada: Asker, settings: Settings) -> None:
    await ada.add(BUDGET, "Planning")
    settings.language_url = None

    events = await ada.ask("What was decided about Delta?")

    assert "project Delta" in named(events, "passages")[0]["items"][0]["text"]
    message = end_of(events)
    assert (message["outcome"], message["claims"]) == ("no_model", [])


async def test_passages_are_kept_as_long_as_they_are_said_and_may_be_read(
    ada: Asker, grace: Asker, other_user: User, settings: Settings
) -> None:
    meeting = await ada.add(BUDGET, "Planning")
    await ada.send("POST", f"meetings/{meeting}/shares", {"email": "grace@example.org"})
    settings.language_url = None
    conversation = await grace.begin()
    events = await grace.ask("What was decided about Delta?", conversation)
    found = named(events, "passages")[0]["items"]

    kept = (await grace.messages(conversation))[0]["passages"]
    assert kept == end_of(events)["passages"] == found != []

    edit = {"kind": "edit", "segments": [1], "text": "Then we end project Delta."}
    await ada.send("POST", f"meetings/{meeting}/revisions", {"base": 0, "edit_id": uuid4().hex, "operation": edit})
    await ada.index()
    left = (await grace.messages(conversation))[0]["passages"]
    assert left == [passage for passage in found if "project Delta" not in passage["text"]]

    await ada.send("DELETE", f"meetings/{meeting}/shares/{other_user.id}")
    assert (await grace.messages(conversation))[0]["passages"] == []


async def test_without_any_service_words_are_searched(settings: Settings, headers: dict[str, str]) -> None:
    settings.embeddings_url = settings.language_url = None
    app: FastAPI = create_app(settings)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://scribe.test") as client:
            person = Asker(client, headers, app.state.resources)
            await person.add(BUDGET, "Planning")
            await person.add(HOLIDAYS, "Summer")
            events = await person.ask("When do we meet again after the holidays of August?")
            nothing = await person.ask("What colour is the roof?")
            status = await person.send("GET", "answers/status")

    assert named(events, "passages")[0]["items"][0]["meeting_title"] == "Summer"
    assert end_of(events)["outcome"] == "no_model"
    assert end_of(nothing)["outcome"] == "nothing_found"
    assert status == {"language": "off", "model": None, "meaning": False}


async def test_a_meeting_as_a_whole_is_asked(ada: Asker, model: LanguageServer) -> None:
    meeting = await ada.add(BUDGET, "Planning")
    model.replies = [claims(("The budget was cut to 40,000 euros.", ["budget was cut"]))]

    events = await ada.ask("Summarize the meeting", meeting_id=str(meeting))

    assert end_of(events)["outcome"] == "answered"
    prompt = model.requests[0]["messages"][-1]["content"]
    assert all(words in prompt for words in ("40,000", "Delta", "Friday"))


async def test_the_model_is_asked_again_for_an_answer_in_another_form(ada: Asker, model: LanguageServer) -> None:
    await ada.add(BUDGET, "Planning")
    model.replies = [
        say("I think the budget was cut."),
        claims(("The budget was cut to 40,000 euros.", ["budget was"])),
    ]

    assert end_of(await ada.ask("What about the budget?"))["outcome"] == "answered"
    assert "could not be used" in model.requests[1]["messages"][-1]["content"]

    model.replies = [say("No idea.")]
    events = await ada.ask("What about the budget?")
    assert (events[-1]["event"], events[-1]["code"]) == ("error", "answer_invalid")


@pytest.mark.parametrize("tokenizer", ["llama.cpp", "vllm", "none"])
async def test_a_server_that_holds_to_no_schema_is_understood(
    ada: Asker, model: LanguageServer, tokenizer: str
) -> None:
    await ada.add(BUDGET, "Planning")
    model.tokenizer = tokenizer

    def thinking(request: Request) -> None:
        number = number_of(request.prompt, "budget was cut")
        claim = {"text": "The budget was cut to 40,000 euros.", "turns": [number]}
        request.say("<think>{claims: [1]}</think>```json\n" + json.dumps({"said": True, "claims": [claim]}) + "\n```")

    model.replies = [refuse(400, "response_format is not supported"), refuse(400, "json_object? no"), thinking]

    assert [each["checked"] for each in end_of(await ada.ask("What about the budget?"))["claims"]] == [True]
    assert "response_format" not in model.requests[-1]


async def test_an_edit_shows_at_once_in_kept_answers(ada: Asker, model: LanguageServer) -> None:
    meeting = await ada.add(BUDGET, "Planning")
    model.replies = [claims(("The budget was cut to 40,000 euros.", ["budget was"]), ("Steve keeps Delta.", ["Delta"]))]
    conversation = await ada.begin(meeting_id=str(meeting))
    await ada.ask("What was decided?", conversation)
    edit = {"kind": "edit", "segments": [0], "text": "The budget was doubled to 90,000 euros."}

    await ada.send("POST", f"meetings/{meeting}/revisions", {"base": 0, "edit_id": uuid4().hex, "operation": edit})
    await ada.index()
    await ada.send("PATCH", f"meetings/{meeting}", {"title": "Finances"})

    first, second = (await ada.messages(conversation))[0]["claims"]
    assert (first["checked"], first["reasons"]) == (False, ["changed"])
    assert first["evidence"][0]["quote"] == "The budget was doubled to 90,000 euros."
    assert first["evidence"][0]["meeting_title"] == "Finances"
    assert second["checked"]

    rename = {"kind": "rename", "speaker": "SPEAKER_01", "name": "Stephen"}
    await ada.send("POST", f"meetings/{meeting}/revisions", {"base": 1, "edit_id": uuid4().hex, "operation": rename})
    await ada.index()
    _, second = (await ada.messages(conversation))[0]["claims"]
    assert (second["reasons"], second["evidence"][0]["speaker"]) == (["changed"], "Stephen")

    model.replies = [claims(("The budget was doubled to 90,000 euros.", ["doubled"]))]
    assert end_of(await ada.ask("What about the budget?"))["claims"][0]["checked"]


async def test_counted_sentences_name_the_segments_that_show_them(ada: Asker) -> None:
    meeting = await ada.add(BUDGET, "Planning")
    kept = {each["id"]: each["text"] for each in (await ada.send("GET", f"meetings/{meeting}/transcript"))["segments"]}

    conversation = await ada.begin()
    (claim,) = named(await ada.ask("How many times is the plan mentioned?", conversation), "claim")

    (evidence,) = claim["evidence"]
    assert [kept[number] for number in evidence["segment_ids"]] == ["I will send the new plan on Friday."]
    assert (await ada.messages(conversation))[0]["claims"][0]["evidence"] == [evidence]
