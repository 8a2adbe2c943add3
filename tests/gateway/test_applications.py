"""The suite makes an application for each test, and must not keep them."""

import gc
import weakref

from app.core.config import Settings
from app.main import create_app

_alive: list[weakref.ref[object]] = []


def test_an_application_is_made(settings: Settings) -> None:
    _alive.append(weakref.ref(create_app(settings)))


def test_it_is_gone_after_its_test() -> None:
    gc.collect()
    assert [application for application in _alive if application() is not None] == []
