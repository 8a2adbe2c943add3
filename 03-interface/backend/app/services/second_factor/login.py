"""The second step of signing in: a code, after the password."""

from app.core.errors import UnauthorizedError
from app.core.security import CHALLENGE_LIFETIME, Challenge, read_challenge
from app.models import User
from app.resources import Resources
from app.schemas.accounts.second_factor import SecondStep
from app.schemas.user import Tokens
from app.services.accounts import factors, sessions
from app.services.accounts.accounts import BESIDE_EDITS
from app.services.accounts.login_limit import LoginLimit
from app.services.accounts.sessions import Client
from app.services.audit import entry as audit
from app.services.second_factor import proof

_STEPS = 2
"""Attempts that a sign-in counts: its password and its code."""

_BURNT = "scribe:second-factor:challenge:{}"


class ChallengeExpiredError(UnauthorizedError):
    """The password was given too long ago, the account has changed since, or the step was done already."""

    code = "challenge_expired"


class WrongSecondFactorError(UnauthorizedError):
    """The code is wrong, or was used already."""

    code = "wrong_code"


async def find_user(resources: Resources, challenge: Challenge) -> User:
    """Return the account whose password was given; raise ChallengeExpiredError if it has changed since."""
    async with resources.database.look() as session:
        return _require(await session.get(User, challenge.user_id), challenge)


async def sign_in(resources: Resources, step: SecondStep, limit: LoginLimit, client: Client) -> Tokens:
    """Begin a session for the right code, which is used up with it."""
    challenge = read(resources, step)
    audit.tell(challenge.user_id)
    await limit.count()
    await proof.limit_codes(resources.redis, challenge.user_id, "sign-in")
    async with resources.database.transaction() as session:
        user = _require(await session.get(User, challenge.user_id, with_for_update=BESIDE_EDITS), challenge)
        factor = await factors.find_active(session, user.id)
        if factor is None:
            raise ChallengeExpiredError("The account has changed meanwhile. Sign in again.")
        used = await proof.use(session, factor, step.code.get_secret_value(), resources.settings)
        if used is None:
            audit.tell(details={"second_factor": "wrong_code"})
            raise WrongSecondFactorError("The code is wrong, or was used already.")
        # Each answer takes the attempt of a password back: without this, one password would take back many.
        if not await resources.redis.set(_BURNT.format(challenge.id), 1, nx=True, ex=CHALLENGE_LIFETIME):
            raise ChallengeExpiredError("This step was done already. Sign in again.")
        audit.tell(user.id, actor_id=user.id, details={"second_factor": used.kind})
        tokens = await sessions.begin(session, user, client, resources.settings)
    await limit.forget(_STEPS)
    return tokens


def read(resources: Resources, step: SecondStep) -> Challenge:
    """Return what the challenge says; raise ChallengeExpiredError unless it is one of ours that is good still."""
    challenge = read_challenge(step.challenge.get_secret_value(), resources.settings)
    if challenge is None:
        raise ChallengeExpiredError("The password was given too long ago. Sign in again.")
    return challenge


def _require(user: User | None, challenge: Challenge) -> User:
    if user is None or user.disabled_at is not None or user.token_epoch != challenge.epoch:
        raise ChallengeExpiredError("The account has changed meanwhile. Sign in again.")
    return user
