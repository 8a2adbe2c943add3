"""Routes that are dear to make, do not change, and are kept from one test to the next."""

from fastapi import FastAPI
from fastapi.routing import _IncludedRouter

from app.core.config import Settings
from app.main import create_app


class KeptRoutes:
    """The routes of an application that never runs, with the validators of their parameters."""

    def __init__(self, settings: Settings) -> None:
        self._routes = [route for route in create_app(settings).routes if isinstance(route, _IncludedRouter)]

    def give(self, app: FastAPI) -> None:
        """Exchange the included routes of the application for these, which are the same."""
        kept = iter(self._routes)
        app.router.routes = [next(kept) if isinstance(route, _IncludedRouter) else route for route in app.routes]
