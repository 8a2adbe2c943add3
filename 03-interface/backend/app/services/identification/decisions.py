"""Decisions on whether a meeting's speakers are compared with enrolled voices."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.config import Settings
from app.core.configuration.voices import IdentificationPolicy
from app.core.errors import ForbiddenError
from app.services.accounts import instance
from scribe_contracts.jobs import ProcessingOptions, ProcessMeeting


class IdentificationOffError(ForbiddenError):
    """This instance recognises nobody by voice: no meeting can ask for it, and no voice is enrolled."""

    code = "identification_off"


async def decide(
    session: AsyncSession, settings: Settings, options: ProcessingOptions, *, sends_voices: bool = False
) -> ProcessingOptions:
    """Return the options with the uploader's choice or, without one, the instance's.

    Voices that are sent with the recording are a choice. Raise IdentificationOffError where the choice is not allowed.
    """
    policy = await instance.find_identification(session, settings)
    if policy is IdentificationPolicy.NEVER and (options.identify or sends_voices):
        raise _refusal()
    wanted = options.identify
    if wanted is None:
        wanted = sends_voices or policy is IdentificationPolicy.ON
    return options.model_copy(update={"identify": wanted})


async def decide_again(session: AsyncSession, settings: Settings, options: ProcessingOptions) -> ProcessingOptions:
    """Return the options of another attempt; what was chosen before holds as far as the instance still allows it."""
    if await instance.find_identification(session, settings) is IdentificationPolicy.NEVER:
        return options.model_copy(update={"identify": False})
    return options if options.identify is not None else await decide(session, settings, options)


async def as_allowed(session: AsyncSession, settings: Settings, job: ProcessMeeting) -> ProcessMeeting:
    """Return the job as it may be handed over: without voices where nobody is recognised by now."""
    if await instance.find_identification(session, settings) is not IdentificationPolicy.NEVER:
        return job
    options = job.options.model_copy(update={"identify": False})
    return job.model_copy(update={"voices": (), "options": options})


async def require_enrolment(session: AsyncSession, settings: Settings) -> None:
    """Raise IdentificationOffError if no voice may be enrolled."""
    if await instance.find_identification(session, settings) is IdentificationPolicy.NEVER:
        raise _refusal()


def _refusal() -> IdentificationOffError:
    return IdentificationOffError("On this instance nobody is recognised by their voice; an administrator decided so.")
