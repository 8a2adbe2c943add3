"""Prompts always fit the model: of six hours only what has room is read."""

import pytest
from language_server import LanguageServer
from support.asking import Asker, claims, end_of
from support.embeddings import Embeddings
from support.factories import Factory

from app.core.config import Settings
from app.models import Meeting
from app.models.minutes import Grounds
from app.resources import Resources
from scribe_contracts.minutes.document import EvidenceSegment
from scribe_contracts.transcript import Segment

HOURS = 6
SENTENCES = HOURS * 3600 // 12
TOPICS = ("the harbour wall", "winter tyres", "the choir", "parking fees", "school lunches", "the old mill")


def six_hours() -> str:
    lines = []
    for number in range(SENTENCES):
        minutes, seconds = divmod(number * 12, 60)
        clock = f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
        topic = TOPICS[number * len(TOPICS) // SENTENCES]
        lines.append(f"[{clock}] Speaker{number % 3}: About {topic}, item {number}, we still have a good deal to say.")
    lines[SENTENCES // 2] = "[03:00:00] Katie: The budget was cut to 40,000 euros, and that is final."
    return "\n".join(lines)


@pytest.mark.parametrize("context", [1200, 4096])
async def test_six_hours_never_exceed_the_context(
    ada: Asker, model: LanguageServer, embeddings: Embeddings, settings: Settings, context: int
) -> None:
    model.model = {"id": "stub", "max_model_len": context}
    meeting = str(await ada.add(six_hours(), "Marathon"))
    model.replies = [claims(("The budget was cut to 40,000 euros.", ["budget was cut"]))]

    found = end_of(await ada.ask("To how much was the budget cut?", meeting_id=meeting))
    model.replies = [claims(("Something was said.", [1]))]
    end_of(await ada.ask("Summarize the meeting", meeting_id=meeting))
    end_of(await ada.ask("budget " * 70, meeting_id=meeting))

    assert [(claim["checked"], claim["evidence"][0]["start"]) for claim in found["claims"]] == [(True, 10_800.0)]
    for sent in model.requests:
        # The stub's tokenizer counts words.
        prompt = sum(len(message["content"].split()) for message in sent["messages"])
        assert prompt + sent["max_tokens"] <= context
    summary = model.requests[1]["messages"][-1]["content"]
    assert sum(topic in summary for topic in TOPICS) >= 3
    assert len(model.requests) == 3


async def test_a_summary_of_a_long_meeting_is_what_its_minutes_rest_on(
    ada: Asker, model: LanguageServer, factory: Factory, resources: Resources
) -> None:
    meeting_id = await ada.add(six_hours(), "Marathon")
    transcript = await ada.send("GET", f"meetings/{meeting_id}/transcript")
    said = [Segment.model_validate(each) for each in transcript["segments"]]
    budget = next(segment for segment in said if "budget" in segment.text)
    async with resources.database.look() as session:
        meeting = await session.get_one(Meeting, meeting_id)
    grounds = Grounds(evidence=(EvidenceSegment.of(budget, "Katie"),))
    await factory.minutes_item(await factory.minutes(meeting), "The budget is 40,000 euros.", grounds=grounds)
    model.replies = [claims(("The budget was cut to 40,000 euros.", ["budget was cut"]))]

    events = await ada.ask("Summarize the meeting", meeting_id=str(meeting_id))

    passages = next(event["items"] for event in events if event["event"] == "passages")
    assert [passage["segment_ids"] for passage in passages] == [[budget.id]]
    assert end_of(events)["outcome"] == "answered"


async def test_a_context_without_room_is_refused_and_not_overrun(ada: Asker, model: LanguageServer) -> None:
    model.model = {"id": "stub", "max_model_len": 300}
    await ada.add("[00:00:10] Katie: The budget was cut.\n", "Planning")
    model.replies = [claims(("The budget was cut.", [1]))]

    events = await ada.ask("What about the budget?")

    assert (events[-1]["event"], events[-1]["code"]) == ("error", "language_refused")
    assert model.requests == []
