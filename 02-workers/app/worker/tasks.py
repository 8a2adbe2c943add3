"""The tasks by the names that the gateway sends."""

import asyncio
from typing import Annotated, Any

from taskiq import AsyncBroker, TaskiqDepends

from app.worker.job.execution import JobExecution, Outcome
from app.worker.queue.delivery import Delivery
from scribe_contracts.jobs import TaskName


def register_tasks(broker: AsyncBroker, execution: JobExecution) -> None:
    @broker.task(task_name=TaskName.PROCESS_MEETING)
    async def process_meeting(payload: Any, delivery: Annotated[Delivery, TaskiqDepends()]) -> None:
        """`payload` is not typed: Taskiq would only log one that does not validate, and go on with the raw value."""
        try:
            outcome = await asyncio.to_thread(
                execution.run,
                payload,
                delivery=delivery.number,
                exhausted=delivery.exhausted,
                interrupted=delivery.interrupted,
            )
        except BaseException:
            # Taskiq acknowledges a job whose task raised; without a last event it has to come back.
            delivery.abandon()
            raise
        if outcome is Outcome.INTERRUPTED:
            await delivery.hand_back()
