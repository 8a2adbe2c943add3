"""Answers of the API read as models, and refusals as exceptions."""

from typing import TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from cli.client.schemas import Problem
from cli.errors import RefusedError, UnreachableError

Answer = TypeVar("Answer", bound=BaseModel)


def read(model: type[Answer], content: bytes | str, url: str) -> Answer:
    """Return the answer as `model`; raise UnreachableError for content that this version of the API does not give."""
    try:
        return model.model_validate_json(content)
    except ValidationError as error:
        raise UnreachableError(f"{url} answers, but not as this version of Smart Meeting Scribe does.") from error


def raise_for_refusal(response: httpx.Response) -> None:
    """Raise RefusedError with the API's own words, or UnreachableError for a failure that is not the API's."""
    if response.is_success:
        return
    response.read()
    try:
        problem = Problem.model_validate_json(response.content)
    except ValidationError as error:
        where = f"{response.url.scheme}://{response.url.netloc.decode()}"
        raise UnreachableError(f"{where} answered {response.status_code}, not as Smart Meeting Scribe does.") from error
    # The request id finds the error in the logs of the server.
    traced = response.is_server_error and problem.request_id is not None
    detail = f"{problem.detail} (request {problem.request_id})" if traced else problem.detail
    wait = response.headers.get("Retry-After", "")
    raise RefusedError(detail, status=response.status_code, retry_after=int(wait) if wait.isdecimal() else None)
