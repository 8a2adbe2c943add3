"""The API's description, from which front ends generate their clients."""

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from app.api.problems import MEDIA_TYPE


class DescribedAPI(FastAPI):
    """FastAPI, with errors described under the media type they are sent with."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            for operations in super().openapi()["paths"].values():
                for operation in operations.values():
                    content = operation["responses"]["default"]["content"]
                    content[MEDIA_TYPE] = content.pop("application/json")
        return super().openapi()


def operation_id(route: APIRoute) -> str:
    """The route's function alone: clients are generated from it, and no two share a name."""
    return route.name
