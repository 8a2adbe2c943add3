"""Registration of the tasks under the names that the gateway sends."""

import asyncio
from typing import Annotated, Any

from taskiq import AsyncBroker, TaskiqDepends

from app.worker.job.execution import JobExecution, Outcome
from app.worker.queue.delivery import Delivery
from scribe_contracts.jobs import TaskName


def register_tasks(broker: AsyncBroker, execution: JobExecution) -> None:
    """Register every task with the broker."""

    @broker.task(task_name=TaskName.PROCESS_MEETING)
    async def process_meeting(payload: Any, delivery: Annotated[Delivery, TaskiqDepends()]) -> None:
        """Run the job. `payload` has no type: Taskiq only logs one that does not validate, and passes the raw value."""
        try:
            outcome = await asyncio.to_thread(
                execution.run,
                payload,
                delivery=delivery.number,
                exhausted=delivery.exhausted,
                interrupted=delivery.interrupted,
            )
        except BaseException:
            # Taskiq acknowledges a job whose task raised; without a last event it must be delivered again.
            delivery.abandon()
            raise
        if outcome is Outcome.INTERRUPTED:
            await delivery.hand_back()
