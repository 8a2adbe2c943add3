"""From an HTTP answer to the exception it stands for."""

from typing import TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from cli.client.schemas import Problem
from cli.errors import RefusedError, UnreachableError

Answer = TypeVar("Answer", bound=BaseModel)


def read(model: type[Answer], content: bytes | str, url: str) -> Answer:
    """UnreachableError for content that is not what the API gives."""
    try:
        return model.model_validate_json(content)
    except ValidationError as error:
        raise UnreachableError(f"{url} answers, but not as this version of Smart Meeting Scribe does.") from error


def raise_for_refusal(response: httpx.Response) -> None:
    """RefusedError with the API's own words; UnreachableError for an answer that is not the API's."""
    if response.is_success:
        return
    response.read()
    try:
        problem = Problem.model_validate_json(response.content)
    except ValidationError as error:
        where = f"{response.url.scheme}://{response.url.netloc.decode()}"
        raise UnreachableError(f"{where} answered {response.status_code}, not as Smart Meeting Scribe does.") from error
    # A fault of the server's own: whoever looks into its logs needs to know for what.
    traced = response.is_server_error and problem.request_id is not None
    detail = f"{problem.detail} (request {problem.request_id})" if traced else problem.detail
    raise RefusedError(detail, status=response.status_code)
