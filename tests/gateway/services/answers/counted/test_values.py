"""Values that are counted and listed: what is said for them, in French and English, and what is not counted."""

from uuid import UUID

import pytest
from sqlalchemy import update
from support.asking import Asker, end_of
from support.factories import Factory

from app.models import TranscriptLine, User

KICK_OFF = """1
00:00:00,000 --> 00:01:30,000
Katie: The budget is 40,000 euros.

2
00:01:30,000 --> 00:01:40,500
Paul Martin: Then we keep project Delta.

3
00:02:00,000 --> 00:02:05,000
Katie: Fine, the budget stays.
"""
REVIEW = """1
00:00:00,000 --> 00:00:10,000
Steve: Delta is late.

2
00:00:12,000 --> 00:00:20,000
Katie: I call the supplier.
"""
DINNER = """1
00:00:00,000 --> 00:00:03,000
Steve: Pizza for everybody.
"""
OF_GRACE = """1
00:00:00,000 --> 01:00:00,000
Katie: The budget of Grace, and Delta of Grace.
"""
SPACE = "\N{NO-BREAK SPACE}"


@pytest.fixture
async def meetings(ada: Asker, grace: Asker) -> dict[str, UUID]:
    """Give Ada three meetings of 2024, and Grace one of that October."""
    await grace.add(OF_GRACE, "Of Grace", held_at="2024-10-07T09:00:00Z")
    return {
        "kick-off": await ada.add(KICK_OFF, "Kick-off", held_at="2024-10-01T09:00:00Z"),
        "review": await ada.add(REVIEW, "Review", held_at="2024-10-21T09:00:00Z"),
        "dinner": await ada.add(DINNER, "Dinner", held_at="2024-11-02T19:00:00Z"),
    }


async def counted(asker: Asker, question: str, **scope: object) -> list[str]:
    """Return the sentences of a counted answer."""
    message = end_of(await asker.ask(question, **scope))
    assert message["outcome"] == "counted", message
    assert message["model"] is None
    return [claim["text"] for claim in message["claims"]]


async def test_meetings_are_counted_and_listed(ada: Asker, meetings: dict[str, UUID]) -> None:
    october = ["Review (21 October 2024)", "Kick-off (1 October 2024)"]
    expected = {
        "How many meetings are there?": ["3 meetings.", "Dinner (2 November 2024)", *october],
        "How many meetings in October 2024?": ["2 meetings.", *october],
        "Which meetings with Katie in October 2024?": ["2 meetings with Katie.", *october],
        "Which meetings with Paul in October 2024?": ["1 meeting with Paul Martin.", october[1]],
        "How many meetings with Katie in November 2024?": ["No meeting with Katie."],
        "How many meetings mention Delta?": ["2 meetings mention “delta”.", *october],
        "How many times is the budget mentioned?": ["“budget” is said in 2 sentences, in 1 meeting."],
        "Who mentioned Delta?": ["Steve says it in 1 sentence.", "Paul Martin says it in 1 sentence."],
        "When was the first meeting?": ["Kick-off (1 October 2024)"],
    }
    assert {question: await counted(ada, question) for question in expected} == expected


async def test_they_are_in_french_too(ada: Asker, meetings: dict[str, UUID]) -> None:
    october = ["Review (21 octobre 2024)", "Kick-off (1er octobre 2024)"]
    expected = {
        "Combien de réunions en octobre 2024 ?": ["2 réunions.", *october],
        "Quelles sont les réunions avec Paul en octobre 2024 ?": ["1 réunion avec Paul Martin.", october[1]],
        "Combien de réunions parlent de Delta ?": [f"2 réunions mentionnent «{SPACE}delta{SPACE}».", *october],
        "Combien de fois a-t-on parlé du budget ?": [f"«{SPACE}budget{SPACE}» est dit dans 2 phrases, dans 1 réunion."],
        "Combien de réunions avec Katie en novembre 2024 ?": ["Aucune réunion avec Katie."],
    }
    assert {question: await counted(ada, question) for question in expected} == expected


async def test_speaking_time_is_the_sum_of_what_was_said(ada: Asker, meetings: dict[str, UUID]) -> None:
    kick_off = str(meetings["kick-off"])
    assert await counted(ada, "How long did Katie speak?") == [
        f"Katie speaks for 1{SPACE}min 43{SPACE}s in 2 meetings.",
        f"Review (21 October 2024): 8{SPACE}s",
        f"Kick-off (1 October 2024): 1{SPACE}min 35{SPACE}s",
    ]
    assert await counted(ada, "Combien de temps Katie a-t-elle parlé ?", meeting_id=kick_off) == [
        f"Katie parle pendant 1{SPACE}min 35{SPACE}s."
    ]
    assert await counted(ada, "How long did everybody speak?", meeting_id=kick_off) == [
        f"Katie (1{SPACE}min 35{SPACE}s), Paul Martin (10{SPACE}s)."
    ]
    assert await counted(ada, "How long did Paul speak in November 2024?") == ["Paul Martin does not speak."]


async def test_lines_of_an_older_version_count_until_the_next(
    ada: Asker, meetings: dict[str, UUID], factory: Factory
) -> None:
    async with factory.database.transaction() as session:
        await session.execute(update(TranscriptLine).values(seconds=None))
    asked = {"meeting_id": str(meetings["kick-off"])}

    assert await counted(ada, "How long did Katie speak?", **asked) == [
        f"Katie speaks for about 1{SPACE}min 35{SPACE}s."
    ]
    assert await counted(ada, "Temps de parole de Paul", **asked) == [f"Paul Martin parle pendant environ 30{SPACE}s."]


async def test_every_claim_leads_to_the_line_that_shows_it(ada: Asker, meetings: dict[str, UUID]) -> None:
    claims = end_of(await ada.ask("How long did Katie speak?"))["claims"]

    shown = [[(place["meeting_id"], place["start"]) for place in claim["evidence"]] for claim in claims]
    review, kick_off = (str(meetings["review"]), 12.0), (str(meetings["kick-off"]), 0.0)
    assert shown == [[review, kick_off], [review], [kick_off]]


async def test_meetings_of_others_and_an_empty_scope_count_for_nothing(
    ada: Asker, grace: Asker, meetings: dict[str, UUID], factory: Factory
) -> None:
    assert await counted(grace, "How many meetings?") == ["1 meeting.", "Of Grace (7 October 2024)"]
    assert await counted(grace, "How long did Katie speak?") == [f"Katie speaks for 1{SPACE}h 00{SPACE}min."]
    assert await counted(ada, "How many meetings?", before="2020-01-01T00:00:00Z") == ["No meeting."]
    assert await counted(ada, "Combien de réunions ?", speaker="Nobody") == ["Aucune réunion."]

    nobody = Asker(ada.client, factory.headers(await factory.user(email="new@example.org", name="New")), ada.resources)
    assert await counted(nobody, "How many meetings are there?") == ["No meeting."]
    assert await counted(nobody, "Quelles réunions mentionnent Delta ?") == [
        f"Aucune réunion ne mentionne «{SPACE}delta{SPACE}»."
    ]
    assert end_of(await nobody.ask("How long did Katie speak?"))["outcome"] == "nothing_found"


async def test_sharing_counts_at_once(ada: Asker, grace: Asker, other_user: User, meetings: dict[str, UUID]) -> None:
    share = f"meetings/{meetings['kick-off']}/shares"
    await ada.send("POST", share, {"email": "grace@example.org"})
    assert (await counted(grace, "How many meetings with Katie?"))[0] == "2 meetings with Katie."
    await ada.send("DELETE", f"{share}/{other_user.id}")
    assert (await counted(grace, "How many meetings with Katie?"))[0] == "1 meeting with Katie."
