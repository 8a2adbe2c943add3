"""The second factor of accounts, and the step of signing in that asks for it."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from app.api.audit import audited, refusals
from app.api.cookies import set_device_cookie, set_session_cookies
from app.api.declarations import raises
from app.api.deps import AdminUser, BearerDep, ClientAddressDep, CurrentUser, ResourcesDep, SessionDep
from app.api.v1.auth import ClientDep, DeviceCookie, PasswordLimitDep, limit_code_steps, reject_foreign_pages
from app.core.errors import ConflictError, NotFoundError, RateLimitedError
from app.core.security import issue_device_token, read_device_token
from app.models.audit.actions import Action, Subject
from app.schemas.accounts.second_factor import (
    BegunSecondFactor,
    CodeConfirmation,
    RecoveryCodes,
    SecondFactorProof,
    SecondFactorStart,
    SecondFactorState,
    SecondStep,
)
from app.schemas.user import Tokens
from app.services.accounts.accounts import NoPasswordError, WrongPasswordError
from app.services.accounts.links import OwnAccountError
from app.services.accounts.login_limit import LoginLimit
from app.services.second_factor import enrolment, login
from app.services.second_factor.enrolment import NoSecondFactorError, SecondFactorActiveError, WrongCodeError
from app.services.second_factor.login import ChallengeExpiredError, WrongSecondFactorError

router = APIRouter()

_OWN = "/auth/second-factor"


@router.post(
    "/auth/login/second-factor",
    tags=["auth"],
    dependencies=[Depends(reject_foreign_pages), Depends(limit_code_steps)],
)
@raises(ChallengeExpiredError, WrongSecondFactorError, RateLimitedError)
@audited(Action.LOGIN, Subject.ACCOUNT)
async def sign_in(
    step: SecondStep,
    address: ClientAddressDep,
    client: ClientDep,
    response: Response,
    resources: ResourcesDep,
    *,
    device_token: DeviceCookie = None,
) -> Tokens:
    """Go on signing in with a code, after `second_factor_required`. The tokens are also set as cookies.

    The code is the authenticator's, or a recovery code. Each is good once.
    """
    settings = resources.settings
    user = await login.find_user(resources, login.read(resources, step))
    device = read_device_token(device_token, user.email, settings)
    limit = LoginLimit(resources.redis, settings, email=user.email, address=address, device=device)
    tokens = await login.sign_in(resources, step, limit, client)
    set_session_cookies(response, tokens, settings)
    set_device_cookie(response, issue_device_token(user.email, settings), settings)
    return tokens


@router.get(_OWN, tags=["auth"])
async def get_second_factor(user: CurrentUser, session: SessionDep) -> SecondFactorState:
    """Return since when your account signs in with a code, and how many recovery codes are left."""
    return await enrolment.show(session, user)


@router.post(_OWN, tags=["auth"])
@raises(NoPasswordError, WrongPasswordError, SecondFactorActiveError, ConflictError, RateLimitedError)
@refusals(Action.SECOND_FACTOR_ADD, Subject.NONE)
async def begin_second_factor(
    start: SecondFactorStart, user: CurrentUser, limit: PasswordLimitDep, resources: ResourcesDep
) -> BegunSecondFactor:
    """Make a secret for an authenticator. Nothing changes until a code of it is confirmed, within 15 minutes."""
    return await enrolment.begin(resources, user, start.current_password, limit)


@router.post(f"{_OWN}/confirm", tags=["auth"])
@raises(NoSecondFactorError, WrongCodeError, SecondFactorActiveError, ConflictError, RateLimitedError)
@audited(Action.SECOND_FACTOR_ADD)
async def confirm_second_factor(
    confirmation: CodeConfirmation, user: CurrentUser, bearer: BearerDep, resources: ResourcesDep
) -> RecoveryCodes:
    """Turn the second factor on, by a code of the authenticator; the recovery codes are shown this once.

    All other sessions of the account end.
    """
    return await enrolment.confirm(resources, user, confirmation.code, current=bearer.session_id)


@router.post(f"{_OWN}/recovery-codes", tags=["auth"])
@raises(NoPasswordError, WrongPasswordError, NoSecondFactorError, WrongCodeError, ConflictError, RateLimitedError)
@audited(Action.RECOVERY_CODES_MAKE)
async def renew_recovery_codes(
    shown: SecondFactorProof, user: CurrentUser, limit: PasswordLimitDep, resources: ResourcesDep
) -> RecoveryCodes:
    """Make new recovery codes in place of all earlier ones, with the password and a code."""
    return await enrolment.renew_codes(resources, user, shown, limit)


@router.post(f"{_OWN}/end", tags=["auth"], status_code=HTTPStatus.NO_CONTENT)
@raises(NoPasswordError, WrongPasswordError, NoSecondFactorError, WrongCodeError, ConflictError, RateLimitedError)
@audited(Action.SECOND_FACTOR_REMOVE)
async def end_second_factor(
    shown: SecondFactorProof, user: CurrentUser, limit: PasswordLimitDep, resources: ResourcesDep
) -> None:
    """Turn the second factor off, with the password and a code."""
    await enrolment.end(resources, user, shown, limit)


@router.delete("/admin/users/{user_id}/second-factor", tags=["administration"], status_code=HTTPStatus.NO_CONTENT)
@raises(NotFoundError, OwnAccountError, NoSecondFactorError)
@audited(Action.SECOND_FACTOR_REMOVE, Subject.ACCOUNT)
async def remove_second_factor(user_id: UUID, admin: AdminUser, session: SessionDep) -> None:
    """Turn off the second factor of somebody who has lost it. Their password signs in alone then."""
    await enrolment.end_for(session, user_id, by=admin.id)
