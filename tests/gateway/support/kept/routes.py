"""Routes that are dear to make, do not change, and are kept from one test to the next."""

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import _IncludedRouter

from app.core.config import Settings
from app.main import create_app


class KeptRoutes:
    """The routes of an application that never runs, with the validators of their parameters."""

    def __init__(self, settings: Settings) -> None:
        self._routes = [route for route in create_app(settings).routes if isinstance(route, _IncludedRouter)]

    def create_app(self, settings: Settings) -> FastAPI:
        """Return an application with these routes in place of those that it would make, which are the same."""
        kept = iter(self._routes)

        def include(app: FastAPI, _router: APIRouter, **_options: object) -> None:
            app.router.routes.append(next(kept))
            app.router._mark_routes_changed()

        with pytest.MonkeyPatch.context() as monkeypatch:
            monkeypatch.setattr(FastAPI, "include_router", include)
            return create_app(settings)
