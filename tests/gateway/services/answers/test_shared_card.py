"""A question to a model on the worker's card waits while a recording is transcribed on it."""

import asyncio
import time

from language_server import LanguageServer, Request
from support.asking import Asker, claims, end_of, named
from support.waiting import wait_until

from app.core.config import Settings
from app.resources import Resources
from scribe_contracts.card.turns import Side, held, waits


async def test_a_question_says_that_it_waits_for_a_transcription(
    ada: Asker, model: LanguageServer, settings: Settings, resources: Resources
) -> None:
    answer = claims(("The budget was cut to 40,000 euros.", ["budget was cut"]))

    def reply(request: Request) -> None:
        # The first request only wakes the model.
        request.say(".") if request.body["max_tokens"] == 1 else answer(request)

    model.replies = [reply]
    settings.language_shares_card = True
    await ada.add("[00:00:10] Katie: The budget was cut to 40,000 euros.\n", "Planning")
    await resources.redis.zadd(held(Side.WORKER), {"transcribes": (time.time() + 60) * 1000})

    async def is_waited_for() -> bool:
        return bool(await resources.redis.zcard(waits(Side.LANGUAGE)))

    async def transcribe() -> None:
        """Hold the card until the question waits for it."""
        await wait_until(is_waited_for, seconds=30)
        await resources.redis.delete(held(Side.WORKER))

    events, _ = await asyncio.gather(ada.ask("What was decided about the budget?"), transcribe())

    waited = [event["waiting_for"] for event in named(events, "stage") if event["stage"] == "waiting"]
    assert waited == ["model", "card"]
    assert end_of(events)["outcome"] == "answered"
    assert [request["max_tokens"] == 1 for request in model.requests] == [True, False]
    assert await resources.redis.zcard(held(Side.LANGUAGE)) == 0

    at_once = named(await ada.ask("And what about the budget?"), "stage")
    assert "card" not in [event["waiting_for"] for event in at_once]
