"""A clock that stands still, for codes that change every half minute."""

import pytest
from support.accounts.second_factors import Clock

from app.services.second_factor import proof


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    stopped = Clock()
    monkeypatch.setattr(proof, "now", stopped.now)
    return stopped
